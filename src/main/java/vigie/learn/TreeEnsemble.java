package vigie.learn;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/**
 * A trained model: the sum of regression trees in log-odds, read from XGBoost's JSON (versions 1.7 to 3.x, gbtree,
 * {@code binary:logistic}). Needs no native library. Immutable.
 */
public final class TreeEnsemble {

    private final List<String> featureNames;
    private final Map<String, String> attributes;
    private final int width;
    private final double baseMargin;
    private final Forest forest;
    private final int members;
    private final int shared;
    private final double intercept;

    TreeEnsemble(ModelFile file) throws ModelFileException {
        featureNames = List.copyOf(file.featureNames);
        attributes = Map.copyOf(file.attributes);
        width = file.width;
        baseMargin = file.baseMargin();
        forest = file.forest;
        members = attribute(ModelMean.MEMBERS, "[1-9]\\d{0,3}", 1);
        shared = attribute(LinearHalf.SHARED, "\\d{1,6}", 0);
        if (shared > forest.size() || (forest.size() - shared) % members != 0) {
            throw new ModelFileException("the model says that it is the mean of " + members + " models that share "
                    + shared + " of " + forest.size() + " trees");
        }
        intercept = shared == 0 ? 0 : number(LinearHalf.INTERCEPT);
    }

    private double number(String name) throws ModelFileException {
        String text = attributes.getOrDefault(name, "");
        if (!text.matches("-?\\d{1,3}(?:\\.\\d{1,20})?(?:E-?\\d{1,2})?")) {
            throw new ModelFileException("the model's " + name + " is '" + text + "'");
        }
        return Double.parseDouble(text);
    }

    private int attribute(String name, String form, int otherwise) throws ModelFileException {
        String text = attributes.getOrDefault(name, Integer.toString(otherwise));
        if (!text.matches(form)) {
            throw new ModelFileException("the model's " + name + " is '" + text + "'");
        }
        return Integer.parseInt(text);
    }

    /**
     * Reads a model file.
     *
     * @param in XGBoost's JSON; not closed
     * @throws ModelFileException if it is not a model of this kind, or damaged
     * @throws IOException if the stream fails
     */
    public static TreeEnsemble read(InputStream in) throws IOException {
        return new TreeEnsemble(ModelFile.read(in));
    }

    /** Number of columns a row has to have. */
    public int width() {
        return width;
    }

    /** Number of trees. */
    public int size() {
        return forest.size();
    }

    /** How many boosted models this is the mean of, 1 or more, see {@link ModelMean}; each has as many trees of its own. */
    public int members() {
        return members;
    }

    /** How many models this is the mean of: the {@link #members}, and the regression of a {@link LinearHalf}. */
    public int voices() {
        return shared == 0 ? members : members + 1;
    }

    /** How many trees at the end are a regression, see {@link LinearHalf}; 0 if there is none. */
    int shared() {
        return shared;
    }

    /** The log-odds that the regression says where all its columns are 0; 0 if there is none. */
    double intercept() {
        return intercept;
    }

    /** The names of the columns; empty if the file has none. */
    public List<String> featureNames() {
        return featureNames;
    }

    /** What was noted in the file beside the trees. */
    public Map<String, String> attributes() {
        return attributes;
    }

    /** The log-odds before the first tree. */
    public double baseMargin() {
        return baseMargin;
    }

    /**
     * The log-odds of a row. Values are compared with thresholds as floats, as XGBoost does; leaves are added up as
     * doubles, so that the sum differs from XGBoost's by its float rounding.
     *
     * @param dense {@link #width} values, NaN for missing
     */
    public double margin(float[] dense) {
        requireWidth(dense);
        double sum = baseMargin;
        for (int tree = 0; tree < forest.size(); tree++) {
            sum += forest.leaf(tree, dense);
        }
        return sum;
    }

    /**
     * The probability of a row, 0 to 1: the logistic function of {@link #margin}.
     *
     * @param dense {@link #width} values, NaN for missing
     */
    public double probability(float[] dense) {
        return 1 / (1 + Math.exp(-margin(dense)));
    }

    /** The probabilities of all rows. */
    public double[] probabilities(SparseRows rows) {
        float[] dense = new float[rows.width()];
        double[] result = new double[rows.size()];
        for (int row = 0; row < result.length; row++) {
            rows.copyRow(row, dense);
            result[row] = probability(dense);
        }
        return result;
    }

    Forest forest() {
        return forest;
    }

    void requireWidth(float[] dense) {
        if (dense.length != width) {
            throw new IllegalArgumentException(dense.length + " values for a model of " + width + " columns");
        }
    }
}
