package vigie.learn;

import java.util.Arrays;

/**
 * Exact Shapley values of a row's features, in log-odds, where a feature that is not known takes both ways of a split
 * by their share of the training rows: what Lundberg, Erion and Lee (2018, "Consistent individualized feature
 * attribution for tree ensembles") define and XGBoost's {@code predict_contrib} computes.
 *
 * <p>The game of one leaf is a product over the features of its path: with z = 1 where the row meets all conditions on
 * the feature and 0 where not, and r the share of rows that do, a set S of known features is worth the leaf times z for
 * those in S times r for the others. Its Shapley value for feature i is the integral over t from 0 to 1 (Owen 1972) of
 *
 * <pre>leaf * (z_i - r_i) * product over the other features j of (z_j * t + r_j * (1 - t))</pre>
 *
 * a polynomial, which a few points of Gauss-Legendre quadrature integrate exactly. At each point the products are
 * carried down the tree and the sums over leaves up again, as Linear TreeSHAP does (Yu, Bifet, Read and Xu 2022): the
 * time is nodes times half the number of features on a path, where algorithm 2 of Lundberg takes leaves times depth
 * squared. All that does not depend on the row is computed beforehand;
 * and as the contributions of a tree depend on the decisions at its splits only, they are kept for the rows to come.
 *
 * <p>Immutable. Each thread needs an {@link Explainer} of its own.
 */
public final class TreeShap {

    private final TreeEnsemble model;
    private final ShapTree[] trees;
    private final Decisions decisions;
    private final ColumnTerms terms;
    private final double bias;

    /** Where the trees of each {@link TreeEnsemble#voices voice} end. */
    private final int[] ends;

    /** How many times what the trees of each voice say in the file the voice says by itself. */
    private final int[] scales;

    /** What each voice says of a row of which nothing is known. */
    private final double[] biases;

    private TreeShap(TreeEnsemble model) {
        this.model = model;
        int members = model.members();
        int own = model.size() - model.shared();
        terms = ColumnTerms.of(model.forest(), own);
        ForestCut cut = ForestCut.of(model.forest(), tree -> !terms.has(tree));
        Forest pieces = cut.pieces();
        int treesOfMember = Math.max(1, own / members);
        boolean both = model.voices() > members;
        ends = new int[model.voices()];
        scales = new int[ends.length];
        biases = new double[ends.length];
        Arrays.fill(scales, both ? 2 * members : members);
        Arrays.fill(biases, both ? 2 * model.baseMargin() - model.intercept() : model.baseMargin());
        if (both) {
            scales[members] = 2;
            biases[members] = model.intercept() + 2 * terms.expectation();
        }
        trees = new ShapTree[pieces.size()];
        decisions = new Decisions(pieces, model.width());
        double sum = model.baseMargin() + terms.expectation();
        for (int tree = 0; tree < trees.length; tree++) {
            trees[tree] = new ShapTree(pieces, tree);
            sum += trees[tree].expectation();
            int voice = cut.tree(tree) < own ? cut.tree(tree) / treesOfMember : members;
            ends[voice] = tree + 1;
            biases[voice] += scales[voice] * trees[tree].expectation();
        }
        bias = sum;
    }

    /** Prepares a model for explanations. */
    public static TreeShap of(TreeEnsemble model) {
        return new TreeShap(model);
    }

    /** The log-odds of a row of which nothing is known: the mean over the training rows, by cover. */
    public double bias() {
        return bias;
    }

    /** An explainer for one thread. It keeps up to some tens of megabytes: use it for many rows. */
    public Explainer explainer() {
        return new Explainer();
    }

    /** Explains some rows after the others. Not for several threads at once. */
    public final class Explainer {

        private final double[] products;
        private final int[] places;

        private final double[] own;
        private final ShapCache cache;

        /** The decisions about each row that is explained at once, and the sum of its contributions so far. */
        private long[][] ways = new long[0][];

        private double[] sums = new double[0];

        /** The sum of each row's contributions by {@link #terms}. */
        private double[] termSums = new double[0];

        private Explainer() {
            int room = 1;
            int most = 1;
            for (ShapTree tree : trees) {
                room = Math.max(room, tree.nodes());
                most = Math.max(most, tree.features().length);
            }
            products = new double[room];
            places = new int[room];
            own = new double[most];
            cache = new ShapCache(trees.length);
        }

        /**
         * Writes the contribution of each column and, last, the {@link TreeShap#bias}; their sum is the row's
         * {@link TreeEnsemble#margin}.
         *
         * @param dense as many values as the model has columns, NaN for missing
         * @param contributions one longer; overwritten
         */
        public void explain(float[] dense, double[] contributions) {
            explain(1, new float[][] {dense}, new double[][] {contributions}, new double[1][ends.length]);
        }

        /**
         * The same of several rows, tree by tree: what is kept of a tree is then read from the processor's cache for all of them. With
         * the log-odds of each model of a mean: the members ({@link ModelMean}), whose mean is the margin of the row, or with a
         * regression beside them ({@link LinearHalf}) half of it, and the regression the other half.
         *
         * @param count how many rows: the first of all arrays; a few dozen are enough
         * @param rows as many values as the model has columns, NaN for missing
         * @param contributions one longer; overwritten
         * @param margins as long as there are {@link TreeEnsemble#voices}; overwritten
         */
        public void explain(int count, float[][] rows, double[][] contributions, double[][] margins) {
            begin(count, rows, contributions);
            int tree = 0;
            for (int voice = 0; voice < ends.length; voice++) {
                if (voice < model.members()) {
                    Arrays.fill(sums, 0);
                } else {
                    System.arraycopy(termSums, 0, sums, 0, count);
                }
                for (; tree < ends[voice]; tree++) {
                    add(tree, count, contributions);
                }
                for (int row = 0; row < count; row++) {
                    margins[row][voice] = biases[voice] + scales[voice] * sums[row];
                }
            }
        }

        private void begin(int count, float[][] rows, double[][] contributions) {
            if (ways.length < count) {
                ways = new long[count][decisions.size()];
                sums = new double[count];
                termSums = new double[count];
            }
            for (int row = 0; row < count; row++) {
                model.requireWidth(rows[row]);
                if (contributions[row].length != rows[row].length + 1) {
                    throw new IllegalArgumentException(
                            "no room for " + rows[row].length + " contributions and the bias");
                }
                decisions.decide(rows[row], ways[row]);
                Arrays.fill(contributions[row], 0);
                contributions[row][rows[row].length] = bias;
                termSums[row] = terms.add(rows[row], contributions[row]);
            }
        }

        /** Adds the contributions of a tree to those of the rows. */
        private void add(int tree, int count, double[][] contributions) {
            int[] features = trees[tree].features();
            for (int row = 0; row < count; row++) {
                double[] ofTree = explain(tree, ways[row]);
                double[] ofRow = contributions[row];
                double sum = sums[row];
                for (int i = 0; i < features.length; i++) {
                    ofRow[features[i]] += ofTree[i];
                    sum += ofTree[i];
                }
                sums[row] = sum;
            }
        }

        /** The contributions of one tree, which depend on nothing but the decisions. */
        private double[] explain(int tree, long[] ways) {
            int word = decisions.firstWord(tree);
            int splits = trees[tree].splits();
            if (splits == 0 || splits > Long.SIZE) {
                trees[tree].explain(ways, word, products, places, own);
                return own;
            }
            int place = cache.place(tree, ways[word]);
            if (cache.has(place, ways[word])) {
                return cache.get(place);
            }
            double[] fresh = cache.claim(place, ways[word], trees[tree].features().length);
            trees[tree].explain(ways, word, products, places, fresh);
            return fresh;
        }

        /** The contribution of each column and, last, the bias: see {@link #explain(float[], double[])}. */
        public double[] explain(float[] dense) {
            double[] contributions = new double[dense.length + 1];
            explain(dense, contributions);
            return contributions;
        }
    }
}
