package vigie.learn;

import java.util.Arrays;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The mean of boosted trees and a logistic regression in log-odds, as one model file: the leaves of the trees are halved, and each
 * term of the regression is in the file as half of it in trees of one split by its column alone. An indicator is one of them. A quantity is
 * put into {@link Steps}, and a tree says for each threshold what the step above it adds. XGBoost reads the file like any other, and
 * contributions add up, since that of a tree of one column is what it says less its mean.
 *
 * <p>One tree with all steps of a quantity would be smaller, but XGBoost computes contributions in floats, and where a column is met
 * again on the way to a leaf of few rows, they are wrong in the second digit.
 *
 * <p>If the trees are a {@link ModelMean}, the regression is one more voice beside its members, with as much say as all of them.
 */
public final class LinearHalf {

    /** The attribute that says how many trees at the end are the regression. */
    static final String SHARED = "shared_trees";

    /** The attribute that says what the regression says, in log-odds, where all its columns are 0. */
    static final String INTERCEPT = "shared_intercept";

    /** What a side without rows counts, as a share of all: XGBoost divides by covers, and 0 would make NaN of contributions. */
    private static final double LEAST_COVER = 1e-9;

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Logistic linear;
    private final TrainingSet set;
    private final Steps[] steps;

    private LinearHalf(Logistic linear, TrainingSet set, List<Column> columns) {
        this.linear = linear;
        this.set = set;
        float[] least = new float[columns.size()];
        float[] most = new float[columns.size()];
        Arrays.fill(least, Float.POSITIVE_INFINITY);
        Arrays.fill(most, Float.NEGATIVE_INFINITY);
        for (int row = 0; row < set.rows().size(); row++) {
            set.rows().forEach(row, (column, value) -> {
                least[column] = Math.min(least[column], value);
                most[column] = Math.max(most[column], value);
            });
        }
        steps = new Steps[columns.size()];
        for (int column = 0; column < steps.length; column++) {
            Curve curve = linear.curves().get(column);
            if (linear.weights().get(column) == 0 || least[column] > most[column]) {
                steps[column] = Steps.none();
            } else if (columns.get(column).kind() == Column.Kind.INDICATOR) {
                steps[column] = Steps.indicator(curve);
            } else {
                steps[column] = Steps.quantity(curve, least[column], most[column]);
            }
        }
    }

    /**
     * Puts both together.
     *
     * @param trees XGBoost's JSON
     * @param linear of the same columns
     * @param set what both learned from: its rows give the ranges of steps, and the shares of rows by which contributions are made
     * @throws IllegalArgumentException if the trees are not as XGBoost writes them
     */
    public static byte[] of(byte[] trees, Logistic linear, TrainingSet set, List<Column> columns) {
        try {
            return new LinearHalf(linear, set, columns).beside((ObjectNode) JSON.readTree(trees));
        } catch (JacksonException | ClassCastException e) {
            throw new IllegalArgumentException("a model is not as XGBoost writes it", e);
        }
    }

    private byte[] beside(ObjectNode file) {
        ArrayNode trees = ModelMean.trees(file);
        int own = trees.size();
        for (int tree = 0; tree < own; tree++) {
            ModelMean.divide((ObjectNode) trees.get(tree), tree, 2);
        }
        double[][] covers = covers();
        for (int column = 0; column < steps.length; column++) {
            add(column, covers[column], trees);
        }
        ModelMean.count(file);
        ObjectNode learner = (ObjectNode) file.path("learner");
        ((ObjectNode) learner.path("attributes"))
                .put(SHARED, Integer.toString(trees.size() - own))
                .put(INTERCEPT, Double.toString(linear.intercept()));
        ObjectNode parameters = (ObjectNode) learner.path("learner_model_param");
        double base = Float.parseFloat(parameters.path("base_score").asString());
        double margin = (Math.log(base / (1 - base)) + linear.intercept()) / 2;
        parameters.put("base_score", Float.toString((float) (1 / (1 + Math.exp(-margin)))));
        return JSON.writeValueAsBytes(file);
    }

    /** Adds the trees of a column. On the side of 0 each says 0. */
    private void add(int column, double[] covers, ArrayNode trees) {
        Steps of = steps[column];
        double all = Arrays.stream(covers).sum();
        double least = LEAST_COVER * all;
        double below = 0;
        for (int step = 1; step < of.size(); step++) {
            below += covers[step - 1];
            double rise = linear.weights().get(column) / 2 * (of.middles()[step] - of.middles()[step - 1]);
            boolean zeroBelow = of.zero() < step;
            Stump stump = new Stump(
                    column,
                    of.thresholds()[step - 1],
                    zeroBelow,
                    zeroBelow ? 0 : -rise,
                    zeroBelow ? rise : 0,
                    Math.max(least, below),
                    Math.max(least, all - below));
            trees.add(stump.json(trees.size(), steps.length));
        }
    }

    /** The Hessian of the rows in each step at the base rate, as in the first tree of boosting. */
    private double[][] covers() {
        double rate = set.baseRate();
        double[][] covers = new double[steps.length][];
        Arrays.setAll(covers, column -> new double[steps[column].size()]);
        double[] present = new double[steps.length];
        double total = 0;
        for (int row = 0; row < set.rows().size(); row++) {
            double weight = set.weights()[row] * rate * (1 - rate);
            total += weight;
            set.rows().forEach(row, (column, value) -> {
                covers[column][steps[column].of(value)] += weight;
                present[column] += weight;
            });
        }
        for (int column = 0; column < steps.length; column++) {
            covers[column][steps[column].zero()] += Math.max(0, total - present[column]);
        }
        return covers;
    }
}
