package vigie.outbox;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;
import vigie.io.SplitMix64;
import vigie.model.WallClock;
import vigie.watch.Delivery;
import vigie.watch.Delivery.Pace;

/** When something is sent: the one rule for paces, quiet hours and repeated attempts. Pure: moments in, moments out. */
final class Pacing {

    /** The first pause after an attempt that failed; each further one is twice as long. */
    static final Duration FIRST = Duration.ofSeconds(30);

    /** No pause is longer. */
    static final Duration LONGEST = Duration.ofHours(24);

    /** What failed so often, and is older than {@link #PATIENCE}, is given up. */
    static final int MOST_ATTEMPTS = 14;

    static final Duration PATIENCE = Duration.ofHours(48);

    private static final double JITTER = 0.1;

    private Pacing() {}

    /** The pace of an alert. */
    static Pace pace(Delivery delivery, boolean urgent) {
        return urgent ? delivery.urgent() : delivery.other();
    }

    /** When an alert is sent that was made at a moment, given that it is not sent yet at another one. */
    static Instant due(Delivery delivery, ZoneId zone, boolean urgent, Instant made, Instant now) {
        Instant at = next(delivery, zone, pace(delivery, urgent), made);
        boolean held = !urgent || !delivery.criticalBreaksThrough();
        Instant from = at.isAfter(now) ? at : now;
        return held
                ? afterQuiet(delivery, zone, from)
                        .filter(end -> end.isAfter(from))
                        .orElse(at)
                : at;
    }

    /** The first moment after another one at which a pace sends. */
    static Instant next(Delivery delivery, ZoneId zone, Pace pace, Instant after) {
        DayOfWeek on = delivery.on();
        return switch (pace) {
            case IMMEDIATE -> after;
            case HOURLY ->
                after.atZone(zone).truncatedTo(ChronoUnit.HOURS).plusHours(1).toInstant();
            case DAILY -> WallClock.next(after, zone, delivery.at(), WallClock.Days.ALL);
            case WEEKLY ->
                WallClock.next(after, zone, delivery.at(), from -> from.with(TemporalAdjusters.nextOrSame(on)));
            case MONTHLY ->
                WallClock.next(
                        after,
                        zone,
                        delivery.at(),
                        from -> from.getDayOfMonth() == 1 ? from : from.with(TemporalAdjusters.firstDayOfNextMonth()));
        };
    }

    /** The end of the quiet hours in which a moment lies; empty where it lies in none. */
    static Optional<Instant> afterQuiet(Delivery delivery, ZoneId zone, Instant at) {
        return delivery.quiet()
                .filter(quiet -> within(quiet, at.atZone(zone).toLocalTime()))
                .map(quiet -> WallClock.next(at, zone, quiet.until(), WallClock.Days.ALL));
    }

    private static boolean within(Delivery.Quiet quiet, LocalTime time) {
        boolean afterFrom = !time.isBefore(quiet.from());
        boolean beforeUntil = time.isBefore(quiet.until());
        return quiet.from().isAfter(quiet.until()) ? afterFrom || beforeUntil : afterFrom && beforeUntil;
    }

    /**
     * When a packet is sent again that has not arrived; empty where it is given up.
     *
     * @param attempts how often it was sent, 1 or more
     * @param made when the packet was made
     * @param asked the pause that the other side asks for
     */
    static Optional<Instant> again(String id, int attempts, Instant made, Optional<Duration> asked, Instant now) {
        if (attempts >= MOST_ATTEMPTS && Duration.between(made, now).compareTo(PATIENCE) > 0) {
            return Optional.empty();
        }
        Duration pause = asked.filter(wanted -> !wanted.isNegative() && !wanted.isZero())
                .map(wanted -> wanted.compareTo(LONGEST) > 0 ? LONGEST : wanted)
                .orElseGet(() -> pause(id, attempts));
        return Optional.of(now.plus(pause));
    }

    private static Duration pause(String id, int attempts) {
        long most = LONGEST.toMillis();
        long millis = attempts > 20 ? most : Math.min(most, FIRST.toMillis() << attempts - 1);
        double jitter = 1 - JITTER + 2 * JITTER * SplitMix64.unit(id.hashCode() * SplitMix64.GAMMA + attempts);
        return Duration.ofMillis((long) Math.min(most, millis * jitter));
    }
}
