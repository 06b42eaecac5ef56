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

    /** The nodes with a split, ascending: their places are the numbers of the splits. */
    private final int[] splits;

    /** The left child of each split; the right is the next node. */
    private final int[] children;

    /** The place in {@link #features} of each split's feature. */
    private final int[] slots;

    /** The distinct features. */
    private final int[] features;

    private final int[] leaves;
    private final double[] values;

    /** The nearest node above whose split is by the same feature, 0 for none. */
    private final int[] previous;

    private final int points;
    private final double[] factors;
    private final double[] weights;
    private final double expectation;

    ShapTree(Forest forest, int tree) {
        int root = forest.root(tree);
        nodes = forest.end(tree) - root;
        splits = new int[nodes / 2];
        children = new int[nodes / 2];
        slots = new int[nodes / 2];
        leaves = new int[nodes / 2 + 1];
        values = new double[nodes / 2 + 1];
        int split = 0;
        for (int node = 0; node < nodes; node++) {
            if (forest.isLeaf(root + node)) {
                leaves[node - split] = node;
                values[node - split] = forest.value(root + node);
            } else {
                splits[split] = node;
                children[split] = forest.left(root + node) - root;
                slots[split++] = forest.feature(root + node);
            }
        }
        features = Arrays.stream(slots).sorted().distinct().toArray();
        Arrays.setAll(slots, i -> Arrays.binarySearch(features, slots[i]));
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
        double here = paths.product[node];
        double above = previous[node] == 0 ? 1 : paths.product[previous[node]];
        double met = t + here * (1 - t);
        double metAbove = t + above * (1 - t);
        double weightAbove = (1 - above) / metAbove;
        int at = node * STATES * points + point;
        // All conditions on the feature are met, down to this one.
        factors[at] = met / metAbove;
        weights[at] = scale * ((1 - here) / met - weightAbove);
        // All but this one.
        factors[at + points] = here * (1 - t) / metAbove;
        weights[at + points] = scale * (-1 / (1 - t) - weightAbove);
        // One above was not met: this one has no say any more.
        factors[at + 2 * points] = paths.ratio[node];
    }

    /** The mean of the leaves by cover: what the tree says of a row of which nothing is known. */
    double expectation() {
        return expectation;
    }

    /** The distinct features, ascending. Not a copy. */
    int[] features() {
        return features;
    }

    /** Number of splits. */
    int splits() {
        return splits.length;
    }

    /** Room that {@link #explain} needs for numbers and for states. */
    int room() {
        return nodes * Math.max(1, points);
    }

    /**
     * Computes the contribution of each of {@link #features}.
     *
     * @param decisions a bit for each split, from this word on
     * @param products work space of {@link #room}
     * @param states work space of as many
     * @param contributions overwritten
     */
    void explain(long[] decisions, int word, double[] products, int[] states, double[] contributions) {
        Arrays.fill(products, 0, points, 1);
        for (int split = 0; split < splits.length; split++) {
            int goesRight = (int) (~decisions[word + (split >> 6)] >>> split) & 1;
            step(splits[split], children[split], goesRight, products, states);
            step(splits[split], children[split] + 1, 1 - goesRight, products, states);
        }
        for (int i = 0; i < leaves.length; i++) {
            for (int at = leaves[i] * points; at < (leaves[i] + 1) * points; at++) {
                products[at] *= values[i];
            }
        }
        Arrays.fill(contributions, 0);
        for (int split = splits.length - 1; split >= 0; split--) {
            contributions[slots[split]] += ascend(splits[split], children[split], products, states);
        }
    }

    /** @param failed 1 if the row does not go to the node from its parent, else 0 */
    private void step(int parent, int node, int failed, double[] products, int[] states) {
        int before = previous[node];
        int state = before != 0 && states[before] > 0 ? 2 : failed;
        states[node] = state;
        int from = (node * STATES + state) * points;
        int above = parent * points;
        int at = node * points;
        for (int point = 0; point < points; point++) {
            products[at + point] = products[above + point] * factors[from + point];
        }
    }

    private double ascend(int parent, int child, double[] products, int[] states) {
        int at = parent * points;
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
        return sum;
    }
}
