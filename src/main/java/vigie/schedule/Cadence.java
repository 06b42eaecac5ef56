package vigie.schedule;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.time.zone.ZoneOffsetTransition;
import java.util.Optional;

/**
 * The moments at which a job is due. Times of a wall clock that a change of summer time leaves out stand for the first instant after
 * the gap; those that it has twice, for the first of the two.
 */
public sealed interface Cadence {

    /** A duration to compare others with: about that of one period. */
    Duration period();

    /** The first moment after another one at which the job is due, given that this one was its last. */
    Instant after(Instant last);

    /**
     * In regular intervals after the last success.
     *
     * @param period more than 0
     */
    record Every(Duration period) implements Cadence {

        /** Refuses what would never wait. */
        public Every {
            if (period.isNegative() || period.isZero()) {
                throw new IllegalArgumentException("every " + period);
            }
        }

        @Override
        public Instant after(Instant last) {
            return last.plus(period);
        }
    }

    /**
     * Each day from a time on, again and again until what is expected is there.
     *
     * @param again time between two runs of which the first did not bring it
     */
    record Daily(LocalTime time, ZoneId zone, Duration again) implements Cadence {

        @Override
        public Duration period() {
            return Duration.ofDays(1);
        }

        @Override
        public Instant after(Instant last) {
            return next(last, zone, time, day -> day);
        }
    }

    /** On a day of the week. */
    record Weekly(DayOfWeek day, LocalTime time, ZoneId zone) implements Cadence {

        @Override
        public Duration period() {
            return Duration.ofDays(7);
        }

        @Override
        public Instant after(Instant last) {
            return next(last, zone, time, from -> from.with(TemporalAdjusters.nextOrSame(day)));
        }
    }

    /** On the first of the month. */
    record Monthly(LocalTime time, ZoneId zone) implements Cadence {

        /** Of the longest month: a shorter one is no reason to think that the clock was wrong. */
        @Override
        public Duration period() {
            return Duration.ofDays(31);
        }

        @Override
        public Instant after(Instant last) {
            return next(
                    last,
                    zone,
                    time,
                    from -> from.getDayOfMonth() == 1 ? from : from.with(TemporalAdjusters.firstDayOfNextMonth()));
        }
    }

    /** How a calendar finds its next day. */
    interface Days {
        /** The first day that counts from a day on. */
        LocalDate from(LocalDate day);
    }

    private static Instant next(Instant last, ZoneId zone, LocalTime time, Days days) {
        // A day before: its time may lie after the moment, where a zone has left out a day.
        LocalDate day = days.from(LocalDate.ofInstant(last, zone).minusDays(1));
        Instant at = at(day.atTime(time), zone);
        while (!at.isAfter(last)) {
            day = days.from(day.plusDays(1));
            at = at(day.atTime(time), zone);
        }
        return at;
    }

    /** The instant of a time of the wall clock. */
    private static Instant at(LocalDateTime local, ZoneId zone) {
        Optional<ZoneOffsetTransition> transition =
                Optional.ofNullable(zone.getRules().getTransition(local));
        return transition
                .filter(ZoneOffsetTransition::isGap)
                .map(ZoneOffsetTransition::getInstant)
                .orElseGet(() -> local.atZone(zone).toInstant());
    }
}
