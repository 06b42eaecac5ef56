package vigie.learn;

import java.util.Arrays;

/**
 * The nodes of all trees in flat arrays. The nodes of a tree stand together by ascending depth, the two children of a
 * node beside each other, left first.
 */
final class Forest {

    /** First node of each tree, and the end of the last. */
    private int[] roots = new int[1 << 6];

    /** Left child of each node, 0 for a leaf: node 0 is a root. The right child is the next. */
    private int[] children = new int[1 << 8];

    private int[] features = new int[1 << 8];

    /** Threshold of an inner node, value of a leaf. */
    private float[] values = new float[1 << 8];

    private boolean[] missingGoesLeft = new boolean[1 << 8];
    private float[] covers = new float[1 << 8];
    private int trees;
    private int nodes;

    int size() {
        return trees;
    }

    int root(int tree) {
        return roots[tree];
    }

    /** The node after the last of a tree. */
    int end(int tree) {
        return roots[tree + 1];
    }

    int nodes() {
        return nodes;
    }

    boolean isLeaf(int node) {
        return children[node] == 0;
    }

    int left(int node) {
        return children[node];
    }

    int feature(int node) {
        return features[node];
    }

    /** Threshold of an inner node, value of a leaf. */
    float value(int node) {
        return values[node];
    }

    boolean missingGoesLeft(int node) {
        return missingGoesLeft[node];
    }

    /** Sum of the Hessian of the training rows that came through the node. */
    float cover(int node) {
        return covers[node];
    }

    boolean goesLeft(int node, float[] dense) {
        float value = dense[features[node]];
        return Float.isNaN(value) ? missingGoesLeft[node] : value < values[node];
    }

    float leaf(int tree, float[] dense) {
        int node = roots[tree];
        while (children[node] != 0) {
            node = children[node] + (goesLeft(node, dense) ? 0 : 1);
        }
        return values[node];
    }

    /** Appends a node to the tree that is open and gives its place. */
    int add(float value, float cover) {
        if (nodes == values.length) {
            int longer = nodes * 2;
            children = Arrays.copyOf(children, longer);
            features = Arrays.copyOf(features, longer);
            values = Arrays.copyOf(values, longer);
            missingGoesLeft = Arrays.copyOf(missingGoesLeft, longer);
            covers = Arrays.copyOf(covers, longer);
        }
        values[nodes] = value;
        covers[nodes] = cover;
        return nodes++;
    }

    /** Makes an inner node of a node. */
    void split(int node, int feature, boolean leftIfMissing, int left) {
        children[node] = left;
        features[node] = feature;
        missingGoesLeft[node] = leftIfMissing;
    }

    void endTree() {
        if (++trees == roots.length) {
            roots = Arrays.copyOf(roots, trees * 2);
        }
        roots[trees] = nodes;
    }
}
