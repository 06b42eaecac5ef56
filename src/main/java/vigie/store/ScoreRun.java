package vigie.store;

import java.time.Instant;
import java.time.LocalDate;

/**
 * The account of a run that scored.
 *
 * @param id number of the run; a later run has a higher one
 * @param started beginning
 * @param finished end
 * @param model identifier of the model
 * @param day the day as of which it scored
 * @param kind what it scored
 * @param scored how many CVEs
 * @param changed of how many anything that is published changed, those that left included
 * @param lastChange the last change of the database that it took into account, see {@link Writer#lastChange}
 */
public record ScoreRun(
        long id,
        Instant started,
        Instant finished,
        String model,
        LocalDate day,
        Kind kind,
        long scored,
        long changed,
        long lastChange) {

    /** What a run scored. The names are part of the stored form. */
    public enum Kind {
        /** Every CVE. */
        ALL,
        /** What had changed since the run before. */
        CHANGED
    }
}
