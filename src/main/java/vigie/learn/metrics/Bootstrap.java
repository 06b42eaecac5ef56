package vigie.learn.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;

/** Percentile intervals by the bootstrap (Efron and Tibshirani 1993, chapter 13). */
public final class Bootstrap {

    private Bootstrap() {}

    /**
     * The ranges in which measures lie in the given share of resamples, see {@link Ranking#resample}.
     *
     * @param strata rankings that are measured together, each resampled by itself
     * @param measures the measures of the strata, always as many
     * @param resamples at least 1; 200 and more for an interval of 95 %
     * @param level for instance 0.95; above 0, below 1
     * @param seed the same seed gives the same intervals
     */
    public static Interval[] intervals(
            List<Ranking> strata, Function<List<Ranking>, double[]> measures, int resamples, double level, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] values = measures.apply(strata);
        double[][] drawn = new double[values.length][resamples];
        for (int i = 0; i < resamples; i++) {
            double[] found = measures.apply(
                    strata.stream().map(ranking -> ranking.resample(random)).toList());
            for (int measure = 0; measure < found.length; measure++) {
                drawn[measure][i] = found[measure];
            }
        }
        Interval[] intervals = new Interval[values.length];
        for (int measure = 0; measure < values.length; measure++) {
            intervals[measure] = percentile(values[measure], drawn[measure], level);
        }
        return intervals;
    }

    private static Interval percentile(double value, double[] drawn, double level) {
        Arrays.sort(drawn);
        return new Interval(value, quantile(drawn, (1 - level) / 2), quantile(drawn, (1 + level) / 2));
    }

    /** Between the two nearest values, in proportion. */
    static double quantile(double[] sorted, double share) {
        double at = share * (sorted.length - 1);
        int below = (int) at;
        double above = sorted[Math.min(below + 1, sorted.length - 1)];
        return sorted[below] + (at - below) * (above - sorted[below]);
    }

    /**
     * A measure with its uncertainty.
     *
     * @param value of the rows themselves
     * @param from lower end
     * @param to upper end
     */
    public record Interval(double value, double from, double to) {}
}
