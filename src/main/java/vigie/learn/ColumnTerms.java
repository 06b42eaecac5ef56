package vigie.learn;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The trees of one split that are a model's regression ({@link LinearHalf}), added up by column. The contribution of such a tree is its
 * leaf less its mean, so that of all trees of a column depends on nothing but between which of their thresholds the value is. Immutable.
 *
 * <p>There are thousands of them: one by one they would take as long as all other trees.
 */
final class ColumnTerms {

    private final int firstTree;
    private final Forest forest;
    private final int[] columns;

    /** For each column, ascending. */
    private final float[][] thresholds;

    /** For each column, the contribution of a value below the first threshold, between it and the second, and so on. */
    private final double[][] contributions;

    /** For each column, the contribution of a missing value. */
    private final double[] missing;

    private final double expectation;

    private ColumnTerms(Forest forest, int firstTree, Map<Integer, List<Integer>> byColumn) {
        this.forest = forest;
        this.firstTree = firstTree;
        columns = byColumn.keySet().stream().mapToInt(Integer::intValue).toArray();
        thresholds = new float[columns.length][];
        contributions = new double[columns.length][];
        missing = new double[columns.length];
        double sum = 0;
        for (int place = 0; place < columns.length; place++) {
            sum += fill(place, byColumn.get(columns[place]));
        }
        expectation = sum;
    }

    /**
     * The terms of a model.
     *
     * @param firstTree the first of the regression
     */
    static ColumnTerms of(Forest forest, int firstTree) {
        Map<Integer, List<Integer>> byColumn = new TreeMap<>();
        for (int tree = firstTree; tree < forest.size(); tree++) {
            if (hasOneSplit(forest, tree)) {
                byColumn.computeIfAbsent(forest.feature(forest.root(tree)), column -> new ArrayList<>())
                        .add(tree);
            }
        }
        return new ColumnTerms(forest, firstTree, byColumn);
    }

    private static boolean hasOneSplit(Forest forest, int tree) {
        return forest.end(tree) - forest.root(tree) == 3;
    }

    /** Whether a tree is one of them. */
    boolean has(int tree) {
        return tree >= firstTree && hasOneSplit(forest, tree);
    }

    /** Gives the mean of a column's trees. */
    private double fill(int place, List<Integer> trees) {
        trees.sort(Comparator.comparing(tree -> forest.value(forest.root(tree))));
        thresholds[place] = new float[trees.size()];
        double[] steps = new double[trees.size() + 1];
        double sum = 0;
        for (int i = 0; i < trees.size(); i++) {
            int root = forest.root(trees.get(i));
            double mean = new ShapPaths(forest, trees.get(i)).expectation;
            double left = forest.value(forest.left(root)) - mean;
            double right = forest.value(forest.left(root) + 1) - mean;
            thresholds[place][i] = forest.value(root);
            for (int step = 0; step < steps.length; step++) {
                steps[step] += step <= i ? left : right;
            }
            missing[place] += forest.missingGoesLeft(root) ? left : right;
            sum += mean;
        }
        contributions[place] = steps;
        return sum;
    }

    /** The mean of the sum of all trees over the training rows. */
    double expectation() {
        return expectation;
    }

    /**
     * Adds the contribution of each column to those of a row.
     *
     * @param dense the row's values, NaN for missing
     * @return the sum of what was added
     */
    double add(float[] dense, double[] row) {
        double sum = 0;
        for (int place = 0; place < columns.length; place++) {
            float value = dense[columns[place]];
            double one =
                    Float.isNaN(value) ? missing[place] : contributions[place][Steps.step(thresholds[place], value)];
            row[columns[place]] += one;
            sum += one;
        }
        return sum;
    }
}
