package vigie.learn;

import java.util.List;

/**
 * A logistic regression: log-odds that are linear in the places of the columns' values on their {@link Curve}s, where a missing value
 * counts as 0. Needs no native library.
 *
 * @param curves one for each column
 * @param weights log-odds for each unit on the curve of each column
 * @param intercept log-odds of a row in which everything is missing
 */
public record Logistic(List<Curve> curves, List<Double> weights, double intercept) {

    /**
     * Keeps copies.
     *
     * @throws IllegalArgumentException if there are not as many curves as weights
     */
    public Logistic {
        curves = List.copyOf(curves);
        weights = List.copyOf(weights);
        if (curves.size() != weights.size()) {
            throw new IllegalArgumentException(curves.size() + " curves for " + weights.size() + " weights");
        }
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
                sum += term(column, dense[column]);
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
            rows.forEach(row, (column, value) -> sum[0] += term(column, value));
            result[row] = 1 / (1 + Math.exp(-sum[0]));
        }
        return result;
    }

    private double term(int column, float value) {
        double weight = weights.get(column);
        return weight == 0 ? 0 : weight * curves.get(column).of(value);
    }
}
