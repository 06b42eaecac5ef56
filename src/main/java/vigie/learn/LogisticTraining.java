package vigie.learn;

import java.util.Arrays;
import java.util.List;

/**
 * Logistic regression with a squared penalty on the weights, and with weights that may only raise the score where the
 * {@link Column} says so. The same rows give the same model; needs no native library.
 *
 * <p>Each value is first put on its column's {@link Curve}; missing is 0. Columns are centred and scaled, so that the penalty treats
 * them alike: a quantity by 1 / sigma, an indicator by 1 / sqrt(max(sigma, {@value #LEAST_SIGMA})), where sigma is its standard
 * deviation over the weighted rows. By 1 / sigma a rare indicator would have next to no penalty, unscaled one that silences it.
 */
public final class LogisticTraining {

    private static final double LEAST_SIGMA = 1e-3;

    /** A quantity that varies less is taken for constant. */
    private static final double CONSTANT = 1e-5;

    private LogisticTraining() {}

    /**
     * The settings.
     *
     * @param lambda squared penalty on the weights of scaled columns, for each unit of the positive rows' weight, so that it means
     *     the same for small and large databases; the intercept has none
     * @param rounds of the search at most, see {@link ProjectedLbfgs}; 80 are usual
     * @param least weights of scaled columns below it are set to 0 at the end: they say nothing, and a model without them is smaller
     */
    public record Settings(double lambda, int rounds, double least) {}

    /**
     * Trains a model.
     *
     * @param columns one for each column of the rows
     * @param curves likewise
     * @throws IllegalArgumentException if these do not fit the rows, or there are not both positive and negative rows
     */
    public static Logistic train(TrainingSet set, List<Column> columns, List<Curve> curves, Settings settings) {
        int width = set.rows().width();
        if (columns.size() != width || curves.size() != width) {
            throw new IllegalArgumentException(
                    columns.size() + " columns and " + curves.size() + " curves for " + width);
        }
        SparseRows placed =
                set.rows().mapped((column, value) -> (float) curves.get(column).of(value));
        double[] centres = new double[width];
        double[] scales = new double[width];
        measure(new TrainingSet(placed, set.labels(), set.weights()), columns, centres, scales);
        SparseRows scaled = placed.mapped((column, value) -> (float) (value * scales[column]));
        double[] moved = new double[width];
        Arrays.setAll(moved, column -> centres[column] * scales[column]);
        LogisticLoss loss = new LogisticLoss(
                new TrainingSet(scaled, set.labels(), set.weights()), moved, settings.lambda() * set.positiveWeight());
        int[] signs = new int[width + 1];
        for (int column = 0; column < width; column++) {
            signs[column] = columns.get(column).direction() * curves.get(column).sign();
        }
        double[] found = ProjectedLbfgs.minimise(loss, signs, settings.rounds());
        double intercept = loss.base() + found[width];
        Double[] weights = new Double[width];
        for (int column = 0; column < width; column++) {
            boolean kept = Math.abs(found[column]) >= settings.least();
            // Adding 0 makes a 0 of -0.
            weights[column] = kept ? found[column] * scales[column] + 0 : 0;
            intercept -= weights[column] * centres[column];
        }
        return new Logistic(curves, List.of(weights), intercept);
    }

    private static void measure(TrainingSet set, List<Column> columns, double[] centres, double[] scales) {
        double[] squares = new double[centres.length];
        double total = 0;
        for (int row = 0; row < set.rows().size(); row++) {
            double weight = set.weights()[row];
            total += weight;
            set.rows().forEach(row, (column, value) -> {
                centres[column] += weight * value;
                squares[column] += weight * value * value;
            });
        }
        for (int column = 0; column < centres.length; column++) {
            centres[column] /= total;
            double variance = squares[column] / total - centres[column] * centres[column];
            double sigma = Math.sqrt(Math.max(0, variance));
            if (columns.get(column).kind() == Column.Kind.INDICATOR) {
                scales[column] = 1 / Math.sqrt(Math.max(sigma, LEAST_SIGMA));
            } else {
                scales[column] = sigma < CONSTANT ? 0 : 1 / sigma;
            }
        }
    }
}
