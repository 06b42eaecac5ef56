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

    /** For each point, for each node, for each state. */
    private final double[][] factors;

    private final double[][] weights;
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
        factors = new double[points][nodes * STATES];
        weights = new double[points][nodes * STATES];
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
        int at = node * STATES;
        // All conditions on the feature are met, down to this one.
        factors[point][at] = met / metAbove;
        weights[point][at] = scale * ((1 - here) / met - weightAbove);
        // All but this one.
        factors[point][at + 1] = here * (1 - t) / metAbove;
        weights[point][at + 1] = scale * (-1 / (1 - t) - weightAbove);
        // One above was not met: this one has no say any more.
        factors[point][at + 2] = paths.ratio[node];
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

    /** Number of nodes. */
    int nodes() {
        return nodes;
    }

    /**
     * Computes the contribution of each of {@link #features}.
     *
     * @param decisions a bit for each split, from this word on
     * @param products work space, as long as there are {@link #nodes}
     * @param places work space, as long
     * @param contributions overwritten
     */
    void explain(long[] decisions, int word, double[] products, int[] places, double[] contributions) {
        Arrays.fill(contributions, 0);
        places[0] = 0;
        for (int split = 0; split < splits.length; split++) {
            int failed = (int) (~decisions[word + (split >> 6)] >>> split) & 1;
            places[children[split]] = place(children[split], failed, places);
            places[children[split] + 1] = place(children[split] + 1, 1 - failed, places);
        }
        for (int point = 0; point < points; point++) {
            explain(factors[point], weights[point], products, places, contributions);
        }
    }

    /**
     * Where the node's factor and weight are.
     *
     * @param failed 1 if the row does not go to the node from its parent, else 0
     */
    private int place(int node, int failed, int[] places) {
        int before = previous[node];
        boolean failedAbove = places[before] != before * STATES;
        return node * STATES + (failedAbove ? 2 : failed);
    }

    private void explain(double[] factor, double[] weight, double[] products, int[] places, double[] contributions) {
        products[0] = 1;
        for (int split = 0; split < splits.length; split++) {
            int child = children[split];
            double product = products[splits[split]];
            products[child] = product * factor[places[child]];
            products[child + 1] = product * factor[places[child + 1]];
        }
        for (int i = 0; i < leaves.length; i++) {
            products[leaves[i]] *= values[i];
        }
        for (int split = splits.length - 1; split >= 0; split--) {
            int child = children[split];
            double one = products[child];
            double other = products[child + 1];
            products[splits[split]] = one + other;
            contributions[slots[split]] += one * weight[places[child]] + other * weight[places[child + 1]];
        }
    }
}
