package vigie.learn;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * Cuts trees into smaller ones with the same sum: a piece has the leaves under one node, the way to it, and a leaf of 0
 * in place of all that branches off that way. Contributions are linear in the leaves, so the pieces' add up to those of
 * the tree; but what a piece answers depends on few splits, and rows have its answers in common far more often.
 */
final class ForestCut {

    /** By measurement: fewer make more pieces to look up, more are shared less often. */
    private static final int MOST_SPLITS = 9;

    /** Pieces of greater trees would mostly be the ways to them. */
    private static final int LARGEST_TREE = 63;

    private final Forest whole;
    private final Forest pieces = new Forest();

    /** The tree of which each piece is, ascending. */
    private int[] trees = new int[1 << 6];

    /** The nodes from the root to the top of the piece. */
    private final int[] way = new int[LARGEST_TREE + 1];

    private ForestCut(Forest whole) {
        this.whole = whole;
    }

    /** Cuts the trees that are asked for. */
    static ForestCut of(Forest whole, IntPredicate asked) {
        ForestCut cut = new ForestCut(whole);
        for (int tree = 0; tree < whole.size(); tree++) {
            if (!asked.test(tree)) {
                continue;
            }
            int root = whole.root(tree);
            int splits = (whole.end(tree) - root) / 2;
            int first = cut.pieces.size();
            cut.cut(root, 0, splits > LARGEST_TREE);
            cut.note(tree, first);
        }
        return cut;
    }

    private void note(int tree, int first) {
        if (pieces.size() > trees.length) {
            trees = Arrays.copyOf(trees, Math.max(pieces.size(), trees.length * 2));
        }
        Arrays.fill(trees, first, pieces.size(), tree);
    }

    Forest pieces() {
        return pieces;
    }

    /** The tree of which a piece is; ascending. */
    int tree(int piece) {
        return trees[piece];
    }

    private void cut(int node, int level, boolean uncut) {
        way[level] = node;
        int splits = splits(node);
        if (uncut || splits == 0 || level + splits <= MOST_SPLITS) {
            addPiece(level, level + splits);
        } else {
            cut(whole.left(node), level + 1, false);
            cut(whole.left(node) + 1, level + 1, false);
        }
    }

    /** Number of splits at and below a node. */
    private int splits(int node) {
        return whole.isLeaf(node) ? 0 : 1 + splits(whole.left(node)) + splits(whole.left(node) + 1);
    }

    private void addPiece(int wayLength, int splits) {
        int[] queue = new int[2 * splits + 1];
        int queued = 0;
        int root = add(way[0], false);
        queue[queued++] = way[0];
        for (int at = 0; at < queued; at++) {
            int node = queue[at];
            // Two nodes of each level stand in the queue until the way ends.
            int level = (at + 1) / 2;
            if (whole.isLeaf(node) || isAside(node, level, wayLength)) {
                continue;
            }
            int left = whole.left(node);
            int below = level < wayLength ? level + 1 : Integer.MAX_VALUE;
            int first = add(left, isAside(left, below, wayLength));
            add(left + 1, isAside(left + 1, below, wayLength));
            queue[queued++] = left;
            queue[queued++] = left + 1;
            pieces.split(root + at, whole.feature(node), whole.missingGoesLeft(node), first);
        }
        pieces.endTree();
    }

    private boolean isAside(int node, int level, int wayLength) {
        return level <= wayLength && node != way[level];
    }

    private int add(int node, boolean aside) {
        return pieces.add(aside ? 0 : whole.value(node), whole.cover(node));
    }
}
