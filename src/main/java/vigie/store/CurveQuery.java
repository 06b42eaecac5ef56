package vigie.store;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import vigie.model.CveId;

/** Scores of one CVE over time: steps, each of which holds until the day of the next. */
public interface CurveQuery {

    /**
     * An EPSS score (0 to 1) and its percentile (0 to 1) from a day on; empty if the CVE had none from then on.
     *
     * @param since the first day of those held on which it was that
     */
    record Point(LocalDate since, Optional<Double> score, Optional<Double> percentile) {}

    /**
     * A score (0 to 1) and its percentile (0 to 1) from a day on; empty if the CVE had none from then on.
     *
     * @param since the first day as of which it was that
     * @param model the model that gave it, or the last one that had
     */
    record ScorePoint(LocalDate since, String model, Optional<Double> score, Optional<Double> percentile) {}

    /** EPSS scores, oldest first; the last one is that of now. */
    List<Point> epss(CveId cve);

    /** Scores, oldest first; the last one is that of now. A change of the percentile alone is no new point. */
    List<ScorePoint> scores(CveId cve);
}
