package vigie.learn.metrics;

import java.util.ArrayList;
import java.util.List;

/** How well positive rows are ranked above negative ones. All results are NaN where a class they need is not there. */
public final class RankingMeasures {

    private RankingMeasures() {}

    /**
     * Area under the ROC curve: the chance that a positive row stands above a negative one, a tie counting half (the
     * Mann-Whitney statistic with midranks; Hanley and McNeil 1982).
     *
     * @return 0 to 1; NaN without positive or negative rows
     */
    public static double rocAuc(Ranking ranking) {
        double[] state = {ranking.negatives(), 0};
        double all = ranking.positives() * ranking.negatives();
        ranking.forEachGroup((score, positives, negatives) -> {
            state[0] -= negatives;
            state[1] += positives * (state[0] + negatives / 2);
        });
        return state[1] / all;
    }

    /**
     * Average precision, the area under the steps of the precision-recall curve: the sum over thresholds of the gain in
     * recall times the precision there. A chance ranking has the share of positive rows.
     *
     * @return 0 to 1; NaN without positive rows
     */
    public static double averagePrecision(Ranking ranking) {
        double[] state = {0, 0, 0};
        ranking.forEachGroup((score, positives, negatives) -> {
            state[0] += positives;
            state[1] += positives + negatives;
            state[2] += positives > 0 ? positives * state[0] / state[1] : 0;
        });
        return state[2] / state[0];
    }

    /**
     * What looking at the top of the list brings. A group that does not fit in whole is entered in part, with the share
     * of positive rows of the group: the expectation over the orders of its rows.
     *
     * @param effort share of all rows that are looked at, above 0 to 1
     * @throws IllegalArgumentException if the effort is out of range
     */
    public static AtEffort atEffort(Ranking ranking, double effort) {
        if (!(effort > 0 && effort <= 1)) {
            throw new IllegalArgumentException("effort " + effort + " is not above 0 to 1");
        }
        double all = ranking.positives();
        double budget = effort * (all + ranking.negatives());
        double[] state = {budget, 0};
        ranking.forEachGroup((score, positives, negatives) -> {
            double group = positives + negatives;
            if (group > 0 && state[0] > 0) {
                double share = Math.min(1, state[0] / group);
                state[0] -= share * group;
                state[1] += share * positives;
            }
        });
        return new AtEffort(effort, state[1] / all, state[1] / budget);
    }

    /** The ROC curve from (0, 0) to (1, 1): share of negative rows flagged, share of positive rows flagged. */
    public static List<CurvePoint> rocCurve(Ranking ranking) {
        double allPositives = ranking.positives();
        double allNegatives = ranking.negatives();
        List<CurvePoint> points = new ArrayList<>();
        points.add(new CurvePoint(0, 0, Double.POSITIVE_INFINITY));
        double[] state = {0, 0};
        ranking.forEachGroup((score, positives, negatives) -> {
            state[0] += positives;
            state[1] += negatives;
            points.add(new CurvePoint(state[1] / allNegatives, state[0] / allPositives, score));
        });
        return points;
    }

    /** The precision-recall curve by ascending recall: recall, precision. */
    public static List<CurvePoint> precisionRecallCurve(Ranking ranking) {
        double all = ranking.positives();
        List<CurvePoint> points = new ArrayList<>();
        double[] state = {0, 0};
        ranking.forEachGroup((score, positives, negatives) -> {
            state[0] += positives;
            state[1] += positives + negatives;
            points.add(new CurvePoint(state[0] / all, state[0] / state[1], score));
        });
        return points;
    }
}
