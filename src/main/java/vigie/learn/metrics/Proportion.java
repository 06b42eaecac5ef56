package vigie.learn.metrics;

import vigie.learn.metrics.Bootstrap.Interval;

/** Intervals of shares that were counted. */
public final class Proportion {

    /** Standard normal quantile for 95 %. */
    private static final double Z = 1.959964;

    private Proportion() {}

    /**
     * A share with its 95 % interval by Wilson's score method (Wilson 1927), which also holds for few cases and for shares near 0 and 1.
     *
     * @param hits how many of them, 0 to cases; a mean of several counts need not be whole
     * @param cases how many there were; 0 gives numbers that are none
     */
    public static Interval wilson(double hits, int cases) {
        if (cases == 0) {
            return new Interval(Double.NaN, Double.NaN, Double.NaN);
        }
        double share = hits / cases;
        double weight = Z * Z / cases;
        double middle = (share + weight / 2) / (1 + weight);
        double half = Z / (1 + weight) * Math.sqrt(share * (1 - share) / cases + weight / (4 * cases));
        return new Interval(share, Math.max(0, middle - half), Math.min(1, middle + half));
    }
}
