package vigie.learn;

/** The parameters of boosting, with XGBoost's names and meaning. */
public enum Parameter {
    /** Number of trees, 1 to 100,000. */
    TREES("num_boost_round", 1, 100_000, 300),
    /** Levels of splits in a tree, 1 to 16. */
    DEPTH("max_depth", 1, 16, 5),
    /** Share of each tree's answer that counts, above 0 to 1. */
    LEARNING_RATE("eta", 1e-9, 1, 0.1),
    /** Least sum of p(1-p) in a leaf. */
    MIN_CHILD_WEIGHT("min_child_weight", 0, 1e9, 1),
    /** Squared penalty on the values of leaves. */
    LAMBDA("reg_lambda", 0, 1e9, 1),
    /** Absolute penalty on the values of leaves. */
    ALPHA("reg_alpha", 0, 1e9, 0),
    /** Least gain of a split. */
    GAMMA("gamma", 0, 1e9, 0),
    /** Largest value of a leaf; 0 for no bound. */
    MAX_DELTA_STEP("max_delta_step", 0, 1e9, 0),
    /** Share of rows drawn for each tree, above 0 to 1. */
    SUBSAMPLE("subsample", 1e-9, 1, 1),
    /** Share of columns drawn for each tree, above 0 to 1. */
    COLUMNS_BY_TREE("colsample_bytree", 1e-9, 1, 1),
    /** Share of the tree's columns drawn for each split, above 0 to 1. */
    COLUMNS_BY_NODE("colsample_bynode", 1e-9, 1, 1),
    /** Trees grown in each round, each on its own sample, and averaged: a small forest instead of one tree. */
    PARALLEL_TREES("num_parallel_tree", 1, 1000, 1),
    /** Number of steps into which a column's values are sorted, 2 to 65,535. */
    MAX_BIN("max_bin", 2, 65_535, 256),
    /** Weight of the positive rows beside that of the negative. */
    POSITIVE_WEIGHT("scale_pos_weight", 1e-9, 1e9, 1),
    /** Probability before the first tree, above 0 and below 1; 0 for the weighted share of positive rows. */
    BASE_SCORE("base_score", 0, 1 - 1e-9, 0),
    /** Start of the random numbers. */
    SEED("seed", 0, Integer.MAX_VALUE, 0),
    /** Threads; another number may give another model. */
    THREADS("nthread", 1, 1024, 2);

    private final String key;
    private final double least;
    private final double most;
    private final double initial;

    Parameter(String key, double least, double most, double initial) {
        this.key = key;
        this.least = least;
        this.most = most;
        this.initial = initial;
    }

    /** XGBoost's name of it. */
    public String key() {
        return key;
    }

    double initial() {
        return initial;
    }

    void check(double value) {
        if (!(value >= least && value <= most) || (whole() && value != Math.rint(value))) {
            throw new IllegalArgumentException(key + " is " + value + ", not " + (whole() ? "a whole number " : "")
                    + "from " + least + " to " + most);
        }
    }

    private boolean whole() {
        return switch (this) {
            case TREES, DEPTH, PARALLEL_TREES, MAX_BIN, SEED, THREADS -> true;
            default -> false;
        };
    }

    /** As XGBoost reads it. */
    String text(double value) {
        return whole() ? Long.toString((long) value) : Double.toString(value);
    }
}
