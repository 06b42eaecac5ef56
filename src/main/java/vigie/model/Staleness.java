package vigie.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When the data of a source is too old to rely on. This is the one rule for it.
 *
 * @param after highest age of the last run without a failure at which a source is still fresh
 */
public record Staleness(Duration after) {

    /** A day, and half a day for a run that failed. */
    public static final Staleness DEFAULT = new Staleness(Duration.ofHours(36));

    /**
     * Whether a source is stale. A success that lies as far in the future says nothing either: the clock was wrong then,
     * or is now.
     *
     * @param success end of the last run in which nothing failed; empty if there was none
     */
    public boolean stale(Optional<Instant> success, Instant now) {
        return success.map(at -> Duration.between(at, now).abs().compareTo(after) > 0)
                .orElse(true);
    }
}
