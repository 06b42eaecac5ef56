package vigie.score;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import vigie.learn.metrics.AtEffort;
import vigie.learn.metrics.Bootstrap.Interval;
import vigie.learn.metrics.Calibration.Bin;
import vigie.learn.metrics.CurvePoint;

/**
 * How well each contestant foresaw, as of past days, which CVEs became known exploited after them.
 *
 * @param outcome what counted as exploited
 * @param publishedSince CVEs published before this day were left out
 * @param tables one for each origin, horizon and group; then those over all origins
 */
public record Evaluation(Outcome outcome, LocalDate publishedSince, List<Table> tables) {

    /** Who is in a table. */
    public enum Group {
        /** Every published CVE not yet known exploited. */
        ALL,
        /** Of these, the ones published in the last 30 days before the origin. */
        YOUNG
    }

    /**
     * One pool, the same for all contestants.
     *
     * @param origins the days as of which was foreseen; several are put together, each as often as it stands for
     * @param horizon days after the origin in which the outcome counts
     * @param pool CVEs, counted once for each origin
     * @param positives of these, those with the outcome
     * @param contestants measures by contestant: model, logistic, epss, cvss
     */
    public record Table(
            List<LocalDate> origins,
            int horizon,
            Group group,
            int pool,
            int positives,
            Map<String, Measures> contestants) {

        /** Share of the pool with the outcome, 0 to 1. */
        public double baseRate() {
            return positives / (double) pool;
        }
    }

    /**
     * How one contestant did. Over several origins, each measure is the mean over the origins that have an outcome,
     * coverage and efficiency those of looking at the same share of each origin's pool. Intervals are of 95 %, by the
     * bootstrap.
     *
     * @param rocAuc area under the ROC curve
     * @param prAuc average precision
     * @param coverage by effort, as {@code efforts}
     * @param efforts coverage (recall) and efficiency (precision) at each effort (share flagged)
     * @param brier Brier score; NaN for a contestant that gives no probability
     * @param reliability predicted beside observed; empty for a contestant that gives no probability
     * @param rocCurve over the origins put together
     * @param precisionRecallCurve over the origins put together
     */
    public record Measures(
            Interval rocAuc,
            Interval prAuc,
            List<Interval> coverage,
            List<AtEffort> efforts,
            double brier,
            List<Bin> reliability,
            List<CurvePoint> rocCurve,
            List<CurvePoint> precisionRecallCurve) {}
}
