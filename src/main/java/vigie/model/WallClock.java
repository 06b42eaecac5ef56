package vigie.model;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.Optional;

/**
 * Instants of times of a wall clock. Times that a change of summer time leaves out stand for the first instant after the gap; those that
 * it has twice, for the first of the two.
 */
public final class WallClock {

    private WallClock() {}

    /** How a calendar finds its next day. */
    public interface Days {

        /** Each day. */
        Days ALL = day -> day;

        /** The first day that counts from a day on. */
        LocalDate from(LocalDate day);
    }

    /** The first instant after another one at which it is a time of some days. */
    public static Instant next(Instant last, ZoneId zone, LocalTime time, Days days) {
        // A day before: its time may lie after the moment, where a zone has left out a day.
        LocalDate day = days.from(LocalDate.ofInstant(last, zone).minusDays(1));
        Instant at = at(day.atTime(time), zone);
        while (!at.isAfter(last)) {
            day = days.from(day.plusDays(1));
            at = at(day.atTime(time), zone);
        }
        return at;
    }

    /** The instant of a time. */
    public static Instant at(LocalDateTime local, ZoneId zone) {
        Optional<ZoneOffsetTransition> transition =
                Optional.ofNullable(zone.getRules().getTransition(local));
        return transition
                .filter(ZoneOffsetTransition::isGap)
                .map(ZoneOffsetTransition::getInstant)
                .orElseGet(() -> local.atZone(zone).toInstant());
    }
}
