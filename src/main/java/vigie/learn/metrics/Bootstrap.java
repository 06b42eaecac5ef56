package vigie.learn.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

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

    /**
     * The range of the difference between a measure of two rankings of the same rows, by the paired bootstrap: both are measured
     * on the same resamples, so that what makes a resample easy or hard for both takes nothing from the difference. Positive rows
     * are drawn from positive and negative from negative ones.
     *
     * @param one scores of the rows
     * @param other other scores of the same rows
     * @param labels 1 for positive, else 0; both occur
     * @param measure of one ranking
     * @return the measure of the first less that of the second
     */
    public static Interval difference(
            double[] one,
            double[] other,
            float[] labels,
            ToDoubleFunction<Ranking> measure,
            int resamples,
            double level,
            long seed) {
        return differences(
                List.of(Ranking.of(one, labels)),
                List.of(Ranking.of(other, labels)),
                rankings -> new double[] {measure.applyAsDouble(rankings.get(0))},
                resamples,
                level,
                seed)[0];
    }

    /**
     * The same for several measures of rankings of several strata, each resampled by itself.
     *
     * @param first rankings that are measured together
     * @param second other rankings of the same rows, in the same order
     * @param measures the measures of the strata, always as many
     * @return for each measure that of the first less that of the second
     */
    public static Interval[] differences(
            List<Ranking> first,
            List<Ranking> second,
            Function<List<Ranking>, double[]> measures,
            int resamples,
            double level,
            long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] values = less(measures.apply(first), measures.apply(second));
        double[][] drawn = new double[values.length][resamples];
        for (int i = 0; i < resamples; i++) {
            List<int[]> times =
                    first.stream().map(ranking -> ranking.draw(random)).toList();
            double[] found = less(measures.apply(counted(first, times)), measures.apply(counted(second, times)));
            for (int measure = 0; measure < found.length; measure++) {
                drawn[measure][i] = found[measure];
            }
        }
        return IntStream.range(0, values.length)
                .mapToObj(measure -> percentile(values[measure], drawn[measure], level))
                .toArray(Interval[]::new);
    }

    private static List<Ranking> counted(List<Ranking> rankings, List<int[]> times) {
        return IntStream.range(0, rankings.size())
                .mapToObj(i -> rankings.get(i).counted(times.get(i)))
                .toList();
    }

    private static double[] less(double[] first, double[] second) {
        return IntStream.range(0, first.length)
                .mapToDouble(i -> first[i] - second[i])
                .toArray();
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
