package vigie.learn;

/** The arrays of one tree as they stand in a model file, before anything has been checked. */
final class TreeParts {

    /** Far above realistic models; explaining a row takes memory and time in proportion. */
    private static final int MOST_LEVELS = 64;

    int[] left = {};
    int[] right = {};
    int[] features = {};
    float[] conditions = {};
    int[] missingGoesLeft = {};
    float[] covers = {};
    boolean categorical;
    int leafSize = 1;

    /**
     * Appends the tree to a forest, its nodes by ascending depth; nodes that were pruned away are left out.
     *
     * @param tree its place, for messages
     * @param width number of columns
     */
    void appendTo(Forest forest, int tree, int width) throws ModelFileException {
        checkShape(tree);
        boolean[] seen = new boolean[left.length];
        int[] queue = new int[left.length];
        int root = forest.nodes();
        append(forest, tree, 0);
        int queued = 1;
        int levels = 0;
        int levelEnd = 1;
        for (int at = 0; at < queued; at++) {
            if (at == levelEnd) {
                levelEnd = queued;
                if (++levels > MOST_LEVELS) {
                    throw new ModelFileException("tree " + tree + " is deeper than " + MOST_LEVELS + " levels");
                }
            }
            int node = queue[at];
            if (left[node] == -1 && right[node] == -1) {
                continue;
            }
            if (features[node] < 0 || features[node] >= width) {
                throw new ModelFileException(
                        "tree " + tree + " splits by column " + features[node] + " of a model of " + width);
            }
            for (int child : new int[] {left[node], right[node]}) {
                if (child <= 0 || child >= left.length) {
                    throw new ModelFileException("tree " + tree + " has no node " + child);
                }
                if (seen[child]) {
                    throw new ModelFileException("tree " + tree + " leads to node " + child + " in two ways");
                }
                seen[child] = true;
                queue[queued++] = child;
            }
            int first = append(forest, tree, left[node]);
            append(forest, tree, right[node]);
            forest.split(root + at, features[node], missingGoesLeft[node] != 0, first);
        }
        forest.endTree();
    }

    private int append(Forest forest, int tree, int node) throws ModelFileException {
        if (!Float.isFinite(conditions[node])) {
            throw new ModelFileException("tree " + tree + " has a threshold or leaf that is not a number");
        }
        if (!(covers[node] >= 0) || Float.isInfinite(covers[node])) {
            throw new ModelFileException("tree " + tree + " has a sum_hessian that is negative or not a number");
        }
        return forest.add(conditions[node], covers[node]);
    }

    private void checkShape(int tree) throws ModelFileException {
        int nodes = left.length;
        if (nodes == 0) {
            throw new ModelFileException("tree " + tree + " has no nodes");
        }
        if (right.length != nodes
                || features.length != nodes
                || conditions.length != nodes
                || missingGoesLeft.length != nodes
                || covers.length != nodes) {
            throw new ModelFileException("tree " + tree + " has arrays of different lengths");
        }
        if (categorical) {
            throw new ModelFileException("tree " + tree + " splits by category, which is not supported");
        }
        if (leafSize > 1) {
            throw new ModelFileException("tree " + tree + " has leaves of more than one value");
        }
    }
}
