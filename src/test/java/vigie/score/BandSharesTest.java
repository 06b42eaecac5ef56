package vigie.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vigie.learn.metrics.AtEffort;
import vigie.learn.metrics.Bootstrap.Interval;
import vigie.model.ScoreBand;
import vigie.score.Evaluation.Measures;

/** How exploited CVEs spread over bands. */
class BandSharesTest {

    private static Measures measures(AtEffort... efforts) {
        Interval any = new Interval(0.9, 0.8, 0.95);
        return new Measures(
                any,
                any,
                Arrays.stream(efforts).map(at -> any).toList(),
                List.of(efforts),
                0.1,
                List.of(),
                List.of(),
                List.of());
    }

    @Test
    void sharesOfAllBandsAddUpToAll() {
        Map<ScoreBand, Double> shares = BandShares.of(measures(
                new AtEffort(0.001, 0.2, 0.1),
                new AtEffort(0.005, 0.3, 0.1),
                new AtEffort(0.01, 0.45, 0.1),
                new AtEffort(0.05, 0.7, 0.1),
                new AtEffort(0.1, 0.8, 0.1)));

        assertThat(shares).containsOnlyKeys(ScoreBand.values());
        assertThat(shares.get(ScoreBand.TOP_0_1)).isCloseTo(0.2, within(1e-9));
        assertThat(shares.get(ScoreBand.TOP_1)).isCloseTo(0.25, within(1e-9));
        assertThat(shares.get(ScoreBand.TOP_5)).isCloseTo(0.25, within(1e-9));
        assertThat(shares.get(ScoreBand.REST)).isCloseTo(0.3, within(1e-9));
    }

    @Test
    void onACardOfAnEarlierVersionNoShareIsMadeUp() {
        Map<ScoreBand, Double> shares =
                BandShares.of(measures(new AtEffort(0.01, 0.45, 0.1), new AtEffort(0.05, 0.7, 0.1)));

        assertThat(shares).containsOnlyKeys(ScoreBand.TOP_5, ScoreBand.REST);
    }

    @Test
    void theEffortsOfEvaluationsAreThoseOfTheBandsToo() {
        for (ScoreBand band : List.of(ScoreBand.TOP_0_1, ScoreBand.TOP_1, ScoreBand.TOP_5)) {
            assertThat(ForecastMeasures.EFFORTS).contains(band.share());
        }
    }
}
