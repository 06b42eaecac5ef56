package vigie.schedule;

import java.util.Optional;
import java.util.Set;

/**
 * A job of the schedule.
 *
 * @param name on the command line
 * @param cadence when it is due; empty for one that follows what others have changed
 * @param holds what it needs for itself while it runs; jobs that share any of it run one after the other
 */
public record Job(String name, Kind kind, Optional<Cadence> cadence, Set<String> holds) {

    /** What a job does. */
    public enum Kind {
        /** Synchronises a source. */
        SOURCE,
        /** Synchronises the listings of a source as well. */
        LISTINGS,
        /** Scores CVEs that changed. */
        SCORE,
        /** Publishes scores that changed. */
        PUBLISH,
        /** Trains a model. */
        RETRAIN,
        /** Reads all sources again as a whole. */
        RECONCILE,
        /** Removes what is too old. */
        RETENTION;

        /** Whether it asks one source. */
        public boolean asksSource() {
            return this == SOURCE || this == LISTINGS;
        }

        /** Whether scores may be others after it. */
        boolean changesScores() {
            return asksSource() || this == RETRAIN || this == RECONCILE;
        }
    }

    /** The source that it asks; its name if it asks none. */
    public String source() {
        return kind == Kind.LISTINGS ? name.substring(0, name.length() - JobList.LISTINGS.length()) : name;
    }
}
