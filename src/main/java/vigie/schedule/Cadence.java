package vigie.schedule;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import vigie.model.WallClock;

/** The moments at which a job is due; times are those of {@link WallClock}. */
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
            return WallClock.next(last, zone, time, WallClock.Days.ALL);
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
            return WallClock.next(last, zone, time, from -> from.with(TemporalAdjusters.nextOrSame(day)));
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
            return WallClock.next(
                    last,
                    zone,
                    time,
                    from -> from.getDayOfMonth() == 1 ? from : from.with(TemporalAdjusters.firstDayOfNextMonth()));
        }
    }
}
