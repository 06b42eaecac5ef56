package vigie.score;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import vigie.learn.metrics.AtEffort;
import vigie.learn.metrics.Bootstrap.Interval;
import vigie.learn.metrics.Calibration.Bin;
import vigie.learn.metrics.CurvePoint;

/**
 * The evaluation of each ranking on past days: how well it predicted the CVEs that became known exploited afterwards.
 *
 * @param outcome what counted as exploited
 * @param publishedSince CVEs published before this day were left out
 * @param tables one for each origin, horizon and group; then those over all origins
 */
public record Evaluation(Outcome outcome, LocalDate publishedSince, List<Table> tables) {

    /** The CVEs of a table. */
    public enum Group {
        /** Every published CVE not yet known exploited. */
        ALL("all"),
        /** Of these, the ones published in the last 30 days before the origin. */
        YOUNG("younger than 30 days"),
        /** Of all, the ones of which the records named neither a CVSS assessment nor a product: the text and the CNA must tell. */
        BARE("without CVSS and product");

        private final String text;

        Group(String text) {
            this.text = text;
        }

        /** As the card and JSON write it. */
        public String text() {
            return text;
        }

        /** The group that a card names; {@link #YOUNG}, which was the only other once, for a name that is not known here. */
        public static Group of(String text) {
            return Arrays.stream(values())
                    .filter(group -> group.text.equalsIgnoreCase(text))
                    .findFirst()
                    .orElse(YOUNG);
        }
    }

    /**
     * One pool of CVEs, the same for all rankings.
     *
     * @param origins the days of the predictions; several are pooled
     * @param horizon days after the origin in which the outcome counts
     * @param pool CVEs, counted once for each origin
     * @param positives of these, those with the outcome
     * @param contestants measures by ranking: model, logistic, epss, cvss, and the names of other recipes
     * @param differences for each of these the measures of the model less its own
     */
    public record Table(
            List<LocalDate> origins,
            int horizon,
            Group group,
            int pool,
            int positives,
            Map<String, Measures> contestants,
            Map<String, Differences> differences) {

        /** A table without other recipes. */
        public Table(
                List<LocalDate> origins,
                int horizon,
                Group group,
                int pool,
                int positives,
                Map<String, Measures> contestants) {
            this(origins, horizon, group, pool, positives, contestants, Map.of());
        }

        /** Share of the pool with the outcome, 0 to 1. */
        public double baseRate() {
            return positives / (double) pool;
        }
    }

    /**
     * How much greater measures of one ranking are than those of another, with intervals of 95 % by the paired bootstrap.
     *
     * @param rocAuc of the area under the ROC curve
     * @param prAuc of the average precision
     * @param coverage at each effort, as in {@link Measures}
     */
    public record Differences(Interval rocAuc, Interval prAuc, List<Interval> coverage) {}

    /**
     * The measures of one ranking. Over several origins, each measure is the mean over the origins that have an outcome,
     * coverage and efficiency those of flagging the same share of each origin's pool. Intervals are of 95 %, by the
     * bootstrap.
     *
     * @param rocAuc area under the ROC curve
     * @param prAuc average precision
     * @param coverage by effort, as {@code efforts}
     * @param efforts coverage (recall) and efficiency (precision) at each effort (share flagged)
     * @param brier Brier score; NaN for a ranking without probabilities
     * @param reliability predicted and observed; empty for a ranking without probabilities
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
