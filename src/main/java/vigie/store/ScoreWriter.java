package vigie.store;

import java.time.Instant;
import java.time.LocalDate;
import vigie.model.CveId;
import vigie.model.Score;

/**
 * The transaction of a run that scores: all its scores and its account, or nothing. Closing without {@link #finish}
 * takes everything back. For one thread at a time.
 */
public interface ScoreWriter extends AutoCloseable {

    /**
     * Keeps a score. One that differs from the held one in nothing that is published changes nothing: the moment at
     * which it was last updated stays, and so does its day.
     *
     * @return whether anything changed
     */
    boolean put(Score score);

    /** Keeps what a CVE contributes to the history of others. */
    void put(KeptTrait trait);

    /**
     * A CVE has no score any more, because it was rejected. For one that has none nothing happens.
     *
     * @param day the day on which it left
     */
    void gone(CveId cve, LocalDate day);

    /**
     * Makes everything lasting, with the account of the run.
     *
     * @param finished end of the run
     * @param model identifier of the model
     * @param day the day as of which it scored
     * @param kind what was scored
     * @param lastChange the last change of the database that was taken into account
     */
    ScoreRun finish(Instant finished, String model, LocalDate day, ScoreRun.Kind kind, long lastChange);

    @Override
    void close();
}
