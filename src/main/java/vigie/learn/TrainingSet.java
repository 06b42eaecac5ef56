package vigie.learn;

import java.util.Arrays;

/**
 * Rows with the answers. The arrays are not copied and must not change.
 *
 * @param rows what is known
 * @param labels 1 for positive, 0 for negative
 * @param weights how much each row counts, not negative
 */
public record TrainingSet(SparseRows rows, float[] labels, float[] weights) {

    /** @throws IllegalArgumentException if lengths differ, or a label or weight is out of range */
    public TrainingSet {
        if (rows.size() == 0 || labels.length != rows.size() || weights.length != rows.size()) {
            throw new IllegalArgumentException(
                    rows.size() + " rows, " + labels.length + " labels, " + weights.length + " weights");
        }
        for (int row = 0; row < labels.length; row++) {
            if (labels[row] != 0 && labels[row] != 1) {
                throw new IllegalArgumentException("label " + labels[row] + " is neither 0 nor 1");
            }
            if (!(weights[row] >= 0) || Float.isInfinite(weights[row])) {
                throw new IllegalArgumentException("weight " + weights[row] + " is negative or not a number");
            }
        }
    }

    /** Rows that all count the same. */
    public static TrainingSet of(SparseRows rows, float[] labels) {
        float[] ones = new float[labels.length];
        Arrays.fill(ones, 1);
        return new TrainingSet(rows, labels, ones);
    }

    /**
     * The weighted share of positive rows.
     *
     * @return above 0 and below 1
     * @throws IllegalArgumentException if there are only positive or only negative rows
     */
    public double baseRate() {
        double positive = positiveWeight();
        double all = 0;
        for (float weight : weights) {
            all += weight;
        }
        if (!(positive > 0 && positive < all)) {
            throw new IllegalArgumentException("there must be positive and negative rows to learn from");
        }
        return positive / all;
    }

    /** The weights of the positive rows together. */
    double positiveWeight() {
        double positive = 0;
        for (int row = 0; row < labels.length; row++) {
            positive += (double) labels[row] * weights[row];
        }
        return positive;
    }
}
