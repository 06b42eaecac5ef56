package vigie.store;

import java.time.Instant;

/**
 * The account of one source's run.
 *
 * @param source name of the source
 * @param started beginning
 * @param finished end
 * @param outcome how it ended
 * @param feeds feeds read, those that had not changed not counted
 * @param tally records
 * @param error what failed, for a person; empty if nothing
 */
public record RunAccount(
        String source, Instant started, Instant finished, Outcome outcome, int feeds, Tally tally, String error) {

    /** How a run ended. */
    public enum Outcome {
        /** Everything offered is held. */
        DONE,
        /** Some feeds failed and will be tried again. */
        PARTIAL,
        /** The source gave nothing of use. */
        FAILED
    }
}
