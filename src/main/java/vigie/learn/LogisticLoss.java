package vigie.learn;

import java.util.Arrays;

/**
 * What {@link LogisticTraining} minimises, as a function of the weights and, last, the intercept:
 *
 * <pre>(sum over rows of w * (ln(1 + exp(m)) - y * m)  +  lambda / 2 * sum of squared weights) / sum of w * y</pre>
 *
 * with m = the log-odds of the base rate + the intercept + the sum over columns of weight * (value - centre). Missing values are 0.
 * The division changes nothing but the size of the numbers.
 */
final class LogisticLoss implements ProjectedLbfgs.Function {

    private final TrainingSet set;
    private final double[] centres;
    private final double lambda;
    private final double base;
    private final double positive;

    /**
     * Prepares the function.
     *
     * @param set rows whose values enter as they are
     * @param centres what is taken from the values of each column
     */
    LogisticLoss(TrainingSet set, double[] centres, double lambda) {
        this.set = set;
        this.centres = centres;
        this.lambda = lambda;
        double rate = set.baseRate();
        base = Math.log(rate / (1 - rate));
        positive = set.positiveWeight();
    }

    /** The log-odds of the base rate. */
    double base() {
        return base;
    }

    @Override
    public double at(double[] point, double[] gradient) {
        int width = centres.length;
        double shift = base + point[width];
        double penalty = 0;
        for (int column = 0; column < width; column++) {
            shift -= centres[column] * point[column];
            penalty += point[column] * point[column];
        }
        Arrays.fill(gradient, 0);
        double loss = addRows(point, shift, gradient);
        double residual = gradient[width];
        for (int column = 0; column < width; column++) {
            gradient[column] = (gradient[column] - centres[column] * residual + lambda * point[column]) / positive;
        }
        gradient[width] = residual / positive;
        return (loss + lambda / 2 * penalty) / positive;
    }

    /** Adds the sums over the rows to the gradient, as if columns were not centred, and gives that of the loss. */
    private double addRows(double[] point, double shift, double[] gradient) {
        long[] starts = set.rows().starts();
        int[] columns = set.rows().columns();
        float[] values = set.rows().values();
        double loss = 0;
        double residuals = 0;
        for (int row = 0; row < set.rows().size(); row++) {
            double margin = shift;
            for (int at = (int) starts[row]; at < starts[row + 1]; at++) {
                margin += point[columns[at]] * values[at];
            }
            double weight = set.weights()[row];
            float label = set.labels()[row];
            // ln(1 + exp(m)), which must not overflow.
            loss += weight * (Math.max(margin, 0) + Math.log1p(Math.exp(-Math.abs(margin))) - label * margin);
            double residual = weight * (1 / (1 + Math.exp(-margin)) - label);
            residuals += residual;
            for (int at = (int) starts[row]; at < starts[row + 1]; at++) {
                gradient[columns[at]] += residual * values[at];
            }
        }
        gradient[centres.length] = residuals;
        return loss;
    }
}
