package vigie.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When the data of a source is too old to rely on. This is the one rule for it. It has two halves: how long ago the source was
 * asked, and how old the newest thing is that it had to say; a source that has stood still for weeks answers every day.
 *
 * @param after highest age of the last run without a failure at which a source is still fresh
 */
public record Staleness(Duration after) {

    /** A day, and half a day for a run that failed. */
    public static final Staleness DEFAULT = new Staleness(Duration.ofHours(36));

    /** Data may be dated so far ahead of the clock: a file of the day is made in another time zone. */
    private static final Duration AHEAD = Duration.ofDays(1);

    /** What is to be said of a source. */
    public enum Finding {
        /** It may be relied on. */
        FRESH,
        /** It was never read without a failure. */
        NEVER_READ,
        /** The last run without a failure is too long ago. */
        READ_LONG_AGO,
        /** It answers, but with nothing newer than its cadence allows. */
        STANDS_STILL,
        /** It answers with data dated in the future, whose age nobody knows. */
        DATED_AHEAD;

        /** Whether the source is too old to rely on. */
        public boolean stale() {
            return this != FRESH;
        }
    }

    /**
     * What is to be said of a source. A success that lies as far in the future as it might in the past says nothing either:
     * the clock was wrong then, or is now.
     *
     * @param success end of the last run in which nothing failed; empty if there was none
     * @param data moment of the newest thing in its data; empty if nobody knows
     * @param cadence the longest time for which its data stands still in normal times; empty if it has none
     */
    public Finding of(Optional<Instant> success, Optional<Instant> data, Optional<Duration> cadence, Instant now) {
        if (success.isEmpty()) {
            return Finding.NEVER_READ;
        }
        if (Duration.between(success.get(), now).abs().compareTo(after) > 0) {
            return Finding.READ_LONG_AGO;
        }
        if (cadence.isEmpty() || data.isEmpty()) {
            return Finding.FRESH;
        }
        if (ahead(data.get(), now)) {
            return Finding.DATED_AHEAD;
        }
        // In whole days, as it is told: most data is dated by the day.
        return Duration.between(data.get(), now).toDays() > cadence.get().toDays()
                ? Finding.STANDS_STILL
                : Finding.FRESH;
    }

    /** Whether data is dated so far in the future that the date says nothing. */
    public static boolean ahead(Instant data, Instant now) {
        return Duration.between(now, data).compareTo(AHEAD) > 0;
    }
}
