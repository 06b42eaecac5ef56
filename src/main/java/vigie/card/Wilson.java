package vigie.card;

import vigie.learn.metrics.Bootstrap.Interval;

/** How far a share of few may be from the true one (Wilson 1927). */
final class Wilson {

    /** Standard normal quantile for 95 %. */
    private static final double Z = 1.959964;

    private Wilson() {}

    /**
     * The interval of 95 %.
     *
     * @param share observed, 0 to 1
     * @param count of how many, above 0
     */
    static Interval interval(double share, double count) {
        double middle = share + Z * Z / (2 * count);
        double reach = Z * Math.sqrt(share * (1 - share) / count + Z * Z / (4 * count * count));
        double scale = 1 + Z * Z / count;
        return new Interval(share, Math.max(0, (middle - reach) / scale), Math.min(1, (middle + reach) / scale));
    }
}
