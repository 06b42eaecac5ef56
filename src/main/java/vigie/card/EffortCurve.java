package vigie.card;

import java.util.List;
import java.util.stream.IntStream;
import vigie.card.Chart.Place;
import vigie.learn.metrics.CurvePoint;
import vigie.score.Evaluation.Table;

/** Coverage over effort, for a logarithmic scale of effort. */
final class EffortCurve {

    private static final int POINTS = 400;

    private EffortCurve() {}

    /**
     * The line of a contestant: so much is found by looking at the same share of the pool of each day.
     *
     * @param days tables of single days
     * @param least effort at which the line begins, above 0
     */
    static List<Place> of(List<Table> days, String contestant, double least) {
        List<Table> telling = days.stream()
                .filter(table -> table.positives() > 0 && table.contestants().containsKey(contestant))
                .toList();
        double all = telling.stream().mapToInt(Table::positives).sum();
        return IntStream.rangeClosed(0, POINTS)
                .mapToDouble(i -> Math.pow(least, 1 - i / (double) POINTS))
                .mapToObj(effort -> new Place(
                        effort,
                        telling.stream()
                                        .mapToDouble(table -> table.positives() * coverage(table, contestant, effort))
                                        .sum()
                                / all))
                .toList();
    }

    /** From the ROC curve, the points of which are at ascending effort; between them the CVEs are of one score. */
    static double coverage(Table table, String contestant, double effort) {
        List<CurvePoint> roc = table.contestants().get(contestant).rocCurve();
        int below = 0;
        int above = roc.size() - 1;
        while (below < above) {
            int middle = (below + above + 1) / 2;
            if (effort(table, roc.get(middle)) <= effort) {
                below = middle;
            } else {
                above = middle - 1;
            }
        }
        CurvePoint from = roc.get(below);
        CurvePoint to = roc.get(Math.min(below + 1, roc.size() - 1));
        double reach = effort(table, to) - effort(table, from);
        double share = reach > 0 ? (effort - effort(table, from)) / reach : 0;
        return from.y() + share * (to.y() - from.y());
    }

    private static double effort(Table table, CurvePoint point) {
        return point.x() * (1 - table.baseRate()) + point.y() * table.baseRate();
    }
}
