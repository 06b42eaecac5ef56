package vigie.source;

import java.time.Duration;
import java.time.LocalTime;
import java.util.Optional;

/**
 * How often a source is asked. A source that has nothing new answers with a few bytes, as requests are conditional.
 *
 * @param every time from one run to the next
 * @param listings how often also that is asked for which rarely says more than the rest ({@link SyncState#brief}); empty where
 *     every run asks for everything
 * @param dailyFrom for a source with one file a day, the time (UTC) from which the file of the day may be there: it is asked from
 *     then on until it is
 */
public record Asking(Duration every, Optional<Duration> listings, Optional<LocalTime> dailyFrom) {

    /** In regular intervals. */
    public static Asking every(Duration interval) {
        return new Asking(interval, Optional.empty(), Optional.empty());
    }
}
