package vigie.learn.metrics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Calibration of probabilities. The scores of the rankings must be between 0 and 1. */
public final class Calibration {

    private Calibration() {}

    /** Mean squared difference of probability and answer (Brier 1950): 0 is best; NaN without rows. */
    public static double brier(Ranking ranking) {
        double[] state = {0, 0};
        ranking.forEachGroup((score, positives, negatives) -> {
            state[0] += positives * (1 - score) * (1 - score) + negatives * score * score;
            state[1] += positives + negatives;
        });
        return state[0] / state[1];
    }

    /**
     * Predicted probabilities and observed shares, by ascending probability.
     *
     * @param edges ascending; a bin reaches from one, inclusive, to the next, exclusive
     * @return the bins that have rows; rows outside of the edges are left out
     */
    public static List<Bin> reliability(Ranking ranking, double... edges) {
        double[] rows = new double[edges.length];
        double[] predicted = new double[edges.length];
        double[] observed = new double[edges.length];
        ranking.forEachGroup((score, positives, negatives) -> {
            int at = Arrays.binarySearch(edges, score);
            int bin = at >= 0 ? at : -at - 2;
            if (bin >= 0 && bin < edges.length - 1) {
                rows[bin] += positives + negatives;
                predicted[bin] += score * (positives + negatives);
                observed[bin] += positives;
            }
        });
        List<Bin> bins = new ArrayList<>();
        for (int bin = 0; bin < edges.length - 1; bin++) {
            if (rows[bin] > 0) {
                bins.add(new Bin(
                        edges[bin], edges[bin + 1], rows[bin], predicted[bin] / rows[bin], observed[bin] / rows[bin]));
            }
        }
        return bins;
    }

    /**
     * Edges for rare events: 0, then so many for each factor of ten from a least probability, and an end above 1.
     *
     * @param least above 0, below 1
     * @param perDecade at least 1
     */
    public static double[] logEdges(double least, int perDecade) {
        int steps = (int) Math.ceil(-Math.log10(least) * perDecade - 1e-9);
        DoubleStream inner =
                IntStream.range(0, steps).mapToDouble(step -> least * Math.pow(10, step / (double) perDecade));
        return DoubleStream.concat(DoubleStream.concat(DoubleStream.of(0), inner), DoubleStream.of(Math.nextUp(1.0)))
                .toArray();
    }

    /**
     * One bin of a reliability table.
     *
     * @param from least probability, inclusive
     * @param to end, exclusive
     * @param rows weight of the rows in it
     * @param predicted their mean probability
     * @param observed share of positive rows
     */
    public record Bin(double from, double to, double rows, double predicted, double observed) {}
}
