package vigie.learn;

/** What {@link ShapTree} has to know about the ways from the root to the nodes of one tree. */
final class ShapPaths {

    /** Share of the parent's cover that goes to the node. */
    final double[] ratio;

    /** Product of the ratios of this node and of all above it whose split is by the same feature. */
    final double[] product;

    /** The nearest node above whose parent splits by the same feature as this one's, 0 for none. */
    final int[] previous;

    /** Most distinct features on the way to a leaf. */
    final int mostFeatures;

    /** Mean of the leaves by cover. */
    final double expectation;

    ShapPaths(Forest forest, int tree) {
        int root = forest.root(tree);
        int nodes = forest.end(tree) - root;
        ratio = new double[nodes];
        product = new double[nodes];
        previous = new int[nodes];
        int[] parent = new int[nodes];
        int[] distinct = new int[nodes];
        double[] reach = new double[nodes];
        reach[0] = 1;
        double sum = 0;
        int most = 0;
        for (int node = 0; node < nodes; node++) {
            if (forest.isLeaf(root + node)) {
                sum += reach[node] * forest.value(root + node);
                most = Math.max(most, distinct[node]);
                continue;
            }
            int left = forest.left(root + node) - root;
            for (int child = left; child <= left + 1; child++) {
                parent[child] = node;
                ratio[child] = ratio(forest, root + node, root + child);
                reach[child] = reach[node] * ratio[child];
                previous[child] = above(forest, root, node, parent);
                distinct[child] = distinct[node] + (previous[child] == 0 ? 1 : 0);
                product[child] = ratio[child] * (previous[child] == 0 ? 1 : product[previous[child]]);
            }
        }
        mostFeatures = most;
        expectation = sum;
    }

    /** A node without training rows gives no proportions: half each. */
    private static double ratio(Forest forest, int parent, int child) {
        float cover = forest.cover(parent);
        return cover > 0 ? (double) forest.cover(child) / cover : 0.5;
    }

    private static int above(Forest forest, int root, int node, int[] parent) {
        int feature = forest.feature(root + node);
        int at = node;
        while (at != 0 && forest.feature(root + parent[at]) != feature) {
            at = parent[at];
        }
        return at;
    }
}
