package vigie.learn;

import java.util.Arrays;

/**
 * One tree, prepared for {@link TreeShap}. To each node but the root belong, for each of three states and each point of
 * the quadrature, the factor by which the product along the path changes, and the weight with which the sum over the
 * leaves below counts for the feature of the split above.
 */
final class ShapTree {

    private static final int STATES = 3;

    private final int nodes;

    /** Left child, 0 for a leaf. */
    private final int[] left;

    private final int[] feature;
    private final float[] threshold;
    private final boolean[] missingGoesLeft;

    /** The nearest node above whose split is by the same feature, 0 for none. */
    private final int[] previous;

    private final double[] leaf;
    private final int points;
    private final double[] factors;
    private final double[] weights;
    private final double expectation;

    ShapTree(Forest forest, int tree) {
        int root = forest.root(tree);
        nodes = forest.end(tree) - root;
        left = new int[nodes];
        feature = new int[nodes];
        threshold = new float[nodes];
        missingGoesLeft = new boolean[nodes];
        leaf = new double[nodes];
        for (int node = 0; node < nodes; node++) {
            if (forest.isLeaf(root + node)) {
                leaf[node] = forest.value(root + node);
            } else {
                left[node] = forest.left(root + node) - root;
                feature[node] = forest.feature(root + node);
                threshold[node] = forest.value(root + node);
                missingGoesLeft[node] = forest.missingGoesLeft(root + node);
            }
        }
        ShapPaths paths = new ShapPaths(forest, tree);
        previous = paths.previous;
        expectation = paths.expectation;
        points = (paths.mostFeatures + 1) / 2;
        factors = new double[nodes * STATES * points];
        weights = new double[nodes * STATES * points];
        Quadrature quadrature = Quadrature.of(points);
        for (int node = 1; node < nodes; node++) {
            for (int point = 0; point < points; point++) {
                prepare(paths, node, point, quadrature);
            }
        }
    }

    private void prepare(ShapPaths paths, int node, int point, Quadrature quadrature) {
        double t = quadrature.points()[point];
        double scale = quadrature.weights()[point];
        double ratio = paths.ratio[node];
        double here = paths.product[node];
        double above = previous[node] == 0 ? 1 : paths.product[previous[node]];
        double met = t + here * (1 - t);
        double metAbove = t + above * (1 - t);
        double weightAbove = previous[node] == 0 ? 0 : (1 - above) / metAbove;
        int at = node * STATES * points + point;
        factors[at] = met / metAbove;
        weights[at] = scale * ((1 - here) / met - weightAbove);
        factors[at + points] = here * (1 - t) / metAbove;
        weights[at + points] = scale * (-1 / (1 - t) - weightAbove);
        factors[at + 2 * points] = ratio;
    }

    /** The mean of the leaves by cover: what the tree says of a row of which nothing is known. */
    double expectation() {
        return expectation;
    }

    /** Room that {@link #explain} needs for numbers and for states. */
    int room() {
        return nodes * Math.max(1, points);
    }

    /**
     * Adds the contributions of this tree.
     *
     * @param products work space of {@link #room}
     * @param states work space of as many
     */
    void explain(float[] dense, double[] products, int[] states, double[] contributions) {
        if (nodes == 1) {
            return;
        }
        Arrays.fill(products, 0, points, 1);
        states[0] = 0;
        descend(dense, products, states);
        ascend(products, states, contributions);
    }

    private void descend(float[] dense, double[] products, int[] states) {
        for (int node = 0; node < nodes; node++) {
            int child = left[node];
            if (child != 0) {
                float value = dense[feature[node]];
                boolean goesLeft = Float.isNaN(value) ? missingGoesLeft[node] : value < threshold[node];
                step(node, child, goesLeft, products, states);
                step(node, child + 1, !goesLeft, products, states);
            }
        }
    }

    private void step(int parent, int node, boolean met, double[] products, int[] states) {
        int before = previous[node];
        int state = states[before] > 0 ? 2 : met ? 0 : 1;
        states[node] = state;
        int from = (node * STATES + state) * points;
        int above = parent * points;
        int at = node * points;
        for (int point = 0; point < points; point++) {
            products[at + point] = products[above + point] * factors[from + point];
        }
    }

    private void ascend(double[] products, int[] states, double[] contributions) {
        for (int node = nodes - 1; node >= 0; node--) {
            int child = left[node];
            int at = node * points;
            if (child == 0) {
                double value = leaf[node];
                for (int point = 0; point < points; point++) {
                    products[at + point] *= value;
                }
            } else {
                int below = child * points;
                int one = (child * STATES + states[child]) * points;
                int other = ((child + 1) * STATES + states[child + 1]) * points;
                double sum = 0;
                for (int point = 0; point < points; point++) {
                    double ofOne = products[below + point];
                    double ofOther = products[below + points + point];
                    products[at + point] = ofOne + ofOther;
                    sum += ofOne * weights[one + point] + ofOther * weights[other + point];
                }
                contributions[feature[node]] += sum;
            }
        }
    }
}
