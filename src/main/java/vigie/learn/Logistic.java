package vigie.learn;

import java.util.List;

/**
 * A logistic regression: log-odds that are linear in the columns, where a missing value counts as 0. The baseline
 * for the boosted model. Needs no native library.
 *
 * @param weights log-odds for each unit of each column
 * @param intercept log-odds of a row in which everything is missing
 */
public record Logistic(List<Double> weights, double intercept) {

    /** Keeps a copy. */
    public Logistic {
        weights = List.copyOf(weights);
    }

    /**
     * The log-odds of a row.
     *
     * @param dense as many values as there are weights, NaN for missing
     */
    public double margin(float[] dense) {
        double sum = intercept;
        for (int column = 0; column < dense.length; column++) {
            if (!Float.isNaN(dense[column])) {
                sum += weights.get(column) * dense[column];
            }
        }
        return sum;
    }

    /** The probability of a row, 0 to 1. */
    public double probability(float[] dense) {
        return 1 / (1 + Math.exp(-margin(dense)));
    }

    /** The probabilities of all rows. */
    public double[] probabilities(SparseRows rows) {
        double[] result = new double[rows.size()];
        double[] sum = new double[1];
        for (int row = 0; row < result.length; row++) {
            sum[0] = intercept;
            rows.forEach(row, (column, value) -> sum[0] += weights.get(column) * value);
            result[row] = 1 / (1 + Math.exp(-sum[0]));
        }
        return result;
    }
}
