package vigie.learn.metrics;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Scored rows with their answers, greatest score first; rows of the same score form a group that no measure looks into.
 * Immutable. Every measure counts rows by their weights, so that a resample of the bootstrap is nothing but other
 * weights on the same order.
 */
public final class Ranking {

    /** In descending order. */
    private final double[] scores;

    private final boolean[] positive;
    private final double[] weights;

    /** The end of each group, exclusive. */
    private final int[] ends;

    /** The negative rows, and the positive. */
    private final int[][] classes;

    /** For each row its number before they were sorted. */
    private final int[] order;

    private Ranking(double[] scores, boolean[] positive, double[] weights, int[] ends, int[][] classes, int[] order) {
        this.scores = scores;
        this.positive = positive;
        this.weights = weights;
        this.ends = ends;
        this.classes = classes;
        this.order = order;
    }

    /** Rows that all count the same. */
    public static Ranking of(double[] scores, float[] labels) {
        float[] ones = new float[labels.length];
        Arrays.fill(ones, 1);
        return of(scores, labels, ones);
    }

    /**
     * Sorts rows by score.
     *
     * @param scores finite; probabilities where calibration is asked for
     * @param labels 1 for positive, else 0
     * @param weights how much each row counts, not negative
     * @throws IllegalArgumentException if lengths differ or a score is not a number
     */
    public static Ranking of(double[] scores, float[] labels, float[] weights) {
        int size = scores.length;
        if (labels.length != size || weights.length != size) {
            throw new IllegalArgumentException(
                    size + " scores, " + labels.length + " labels, " + weights.length + " weights");
        }
        if (!Arrays.stream(scores).allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("a score is not a number");
        }
        int[] order = IntStream.range(0, size)
                .boxed()
                .sorted((a, b) -> Double.compare(scores[b], scores[a]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] sorted = new double[size];
        boolean[] positive = new boolean[size];
        double[] weight = new double[size];
        for (int i = 0; i < size; i++) {
            sorted[i] = scores[order[i]];
            positive[i] = labels[order[i]] == 1;
            weight[i] = weights[order[i]];
        }
        int[] ends = IntStream.rangeClosed(1, size)
                .filter(end -> end == size || sorted[end] < sorted[end - 1])
                .toArray();
        int[][] classes = {rows(positive, false), rows(positive, true)};
        return new Ranking(sorted, positive, weight, ends, classes, order);
    }

    /** Number of rows. */
    public int size() {
        return scores.length;
    }

    /**
     * As many rows drawn with replacement (Efron 1979), positive from positive and negative from negative ones, so that
     * a resample of a rare class is never without it.
     */
    public Ranking resample(SplittableRandom random) {
        double[] drawn = new double[weights.length];
        for (int[] rows : classes) {
            for (int draw = 0; draw < rows.length; draw++) {
                int row = rows[random.nextInt(rows.length)];
                drawn[row] += weights[row];
            }
        }
        return new Ranking(scores, positive, drawn, ends, classes, order);
    }

    /** How often each row is drawn in a resample ({@link #resample}), by its number before the rows were sorted. */
    int[] draw(SplittableRandom random) {
        int[] times = new int[weights.length];
        for (int[] rows : classes) {
            for (int draw = 0; draw < rows.length; draw++) {
                times[order[rows[random.nextInt(rows.length)]]]++;
            }
        }
        return times;
    }

    /**
     * The same rows, each counting so many times: for two rankings of the same rows, which are to be resampled alike.
     *
     * @param times by the number of the row before it was sorted
     */
    Ranking counted(int[] times) {
        double[] counted = new double[weights.length];
        for (int row = 0; row < counted.length; row++) {
            counted[row] = weights[row] * times[order[row]];
        }
        return new Ranking(scores, positive, counted, ends, classes, order);
    }

    private static int[] rows(boolean[] positive, boolean side) {
        return IntStream.range(0, positive.length)
                .filter(row -> positive[row] == side)
                .toArray();
    }

    /** Calls back for each group, greatest score first. */
    void forEachGroup(GroupAction action) {
        int row = 0;
        for (int end : ends) {
            double score = scores[row];
            double yes = 0;
            double no = 0;
            for (; row < end; row++) {
                if (positive[row]) {
                    yes += weights[row];
                } else {
                    no += weights[row];
                }
            }
            action.accept(score, yes, no);
        }
    }

    /** Weight of the positive rows. */
    public double positives() {
        return sum(true);
    }

    /** Weight of the negative rows. */
    public double negatives() {
        return sum(false);
    }

    private double sum(boolean side) {
        double sum = 0;
        for (int row = 0; row < weights.length; row++) {
            sum += positive[row] == side ? weights[row] : 0;
        }
        return sum;
    }

    /** Receives a group of rows with one score. */
    @FunctionalInterface
    interface GroupAction {
        /**
         * @param positives weight of the positive rows
         * @param negatives weight of the negative rows
         */
        void accept(double score, double positives, double negatives);
    }
}
