package vigie.learn.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class BootstrapTest {

    private static Ranking coins(int rows, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] labels = new float[rows];
        double[] scores = new double[rows];
        for (int row = 0; row < rows; row++) {
            labels[row] = row % 4 == 0 ? 1 : 0;
            scores[row] = random.nextDouble() + labels[row] * 0.3;
        }
        return Ranking.of(scores, labels);
    }

    private static Bootstrap.Interval interval(
            Ranking ranking, ToDoubleFunction<Ranking> measure, int resamples, double level, long seed) {
        return Bootstrap.intervals(
                List.of(ranking),
                strata -> new double[] {measure.applyAsDouble(strata.get(0))},
                resamples,
                level,
                seed)[0];
    }

    @Test
    void theIntervalIsAboutAsWideAsTheSpreadOfFreshSamples() {
        double[] fresh = new double[400];
        for (int i = 0; i < fresh.length; i++) {
            fresh[i] = RankingMeasures.rocAuc(coins(400, i));
        }
        java.util.Arrays.sort(fresh);
        double spread = Bootstrap.quantile(fresh, 0.975) - Bootstrap.quantile(fresh, 0.025);
        Bootstrap.Interval interval = interval(coins(400, 1000), RankingMeasures::rocAuc, 400, 0.95, 1);
        assertThat(interval.to() - interval.from()).isCloseTo(spread, within(0.3 * spread));
        assertThat(interval.value()).isBetween(interval.from(), interval.to());
    }

    @Test
    void theSameSeedGivesTheSameInterval() {
        Ranking ranking = coins(300, 1);
        Bootstrap.Interval first = interval(ranking, RankingMeasures::averagePrecision, 50, 0.9, 7);
        assertThat(interval(ranking, RankingMeasures::averagePrecision, 50, 0.9, 7))
                .isEqualTo(first);
        assertThat(interval(ranking, RankingMeasures::averagePrecision, 50, 0.9, 8))
                .isNotEqualTo(first);
    }

    @Test
    void aResampleKeepsTheNumberOfPositiveRows() {
        Ranking resample = coins(1000, 3).resample(new SplittableRandom(1));
        assertThat(resample.positives()).isEqualTo(250);
        assertThat(resample.negatives()).isEqualTo(750);
    }
}
