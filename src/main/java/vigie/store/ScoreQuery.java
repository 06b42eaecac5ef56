package vigie.store;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import vigie.model.CveId;
import vigie.model.Score;
import vigie.model.ScoreLine;
import vigie.model.Tombstone;

/** Scores, the CVEs that lost theirs, and the runs that made them. For one thread at a time. */
public interface ScoreQuery {

    /** The score of a CVE, empty if it has none. */
    Optional<Score> score(CveId cve);

    /**
     * The score that another one of the same model replaced which crossed a level, with its explanation; empty where none was kept.
     *
     * @param event number of the event of the record of changes
     */
    Optional<Score> replaced(long event);

    /** Hands out all scores in the order of their CVEs. */
    void each(Consumer<Score> scores);

    /** Hands out the scores of the CVEs whose identifiers are of a year. */
    void ofYear(int year, Consumer<Score> scores);

    /** Hands out the scores that changed at a moment or later and in runs after one, in the order of their CVEs. */
    void changed(Instant since, long afterRun, Consumer<Score> scores);

    /** The keys of the CVEs whose scores {@link #changed} hands out. */
    Set<Long> changedKeys(Instant since, long afterRun);

    /** Hands out, without their explanations, the scores that changed in runs after one, in the order of the CVEs. */
    void lines(long afterRun, Consumer<ScoreLine> lines);

    /** CVEs that lost their score at a moment or later, in the order of the CVEs. */
    List<Tombstone> gone(Instant since);

    /** CVEs that lost their score in runs after one. */
    List<Tombstone> goneAfter(long run);

    /** The margins of all scores, in log-odds, in no order. */
    double[] margins();

    /**
     * The CVEs that have a score and should have none, in order: no longer published, or before a day.
     *
     * @param since CVEs published before this day are out of scope
     */
    List<CveId> outOfScope(LocalDate since);

    /** How many CVEs have a score. */
    long count();

    /** The years of identifiers of which any CVE has a score, oldest first. */
    List<Integer> years();

    /** The last run that scored, empty if none has yet. */
    Optional<ScoreRun> lastRun();

    /** The last run of a kind, empty if there is none. */
    Optional<ScoreRun> lastRunOf(ScoreRun.Kind kind);

    /** A run by its number. */
    Optional<ScoreRun> run(long id);

    /** The last run that changed so many scores or more. */
    Optional<ScoreRun> lastRunChanging(long least);

    /**
     * A score (0 to 1) and its percentile (0 to 1) from a day on; empty if the CVE had none from then on.
     *
     * @param since the first day as of which it was that
     * @param model the model that gave it, or the last one that had
     */
    record ScorePoint(LocalDate since, String model, Optional<Double> score, Optional<Double> percentile) {}

    /** Scores of a CVE over time, oldest first; the last one is that of now. A change of the percentile alone is no new point. */
    List<ScorePoint> past(CveId cve);

    /** What is kept of CVEs between runs, in the order of the CVEs. */
    List<KeptTrait> traits();
}
