package vigie.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import vigie.learn.metrics.AtEffort;
import vigie.learn.metrics.Bootstrap.Interval;

class ForecastMeasuresTest {

    private static final int NEVER = Integer.MAX_VALUE;
    private static final int SIZE = 100;
    private static final Offset<Double> EXACT = within(1e-12);

    private final ForecastMeasures judge = new ForecastMeasures(200, 1);

    /** A hundred CVEs, the first ranked first by the model, of which those at some places are exploited after 10 days. */
    private static Forecast ranked(int month, int... exploited) {
        int[] outcomes = new int[SIZE];
        Arrays.fill(outcomes, NEVER);
        for (int place : exploited) {
            outcomes[place] = 10;
        }
        Map<String, double[]> scores = new LinkedHashMap<>();
        scores.put(
                ForecastMeasures.MODEL,
                IntStream.range(0, SIZE).mapToDouble(i -> 0.5 - i / 250.0).toArray());
        scores.put(
                ForecastMeasures.CVSS,
                IntStream.range(0, SIZE).mapToDouble(i -> 5).toArray());
        return new Forecast(
                LocalDate.of(2025, month, 1), outcomes, IntStream.range(0, SIZE).toArray(), new boolean[SIZE], scores);
    }

    private static Forecast with(Forecast forecast, String name, double score) {
        Map<String, double[]> scores = new LinkedHashMap<>(forecast.scores());
        double[] all = new double[SIZE];
        Arrays.fill(all, score);
        scores.put(name, all);
        return new Forecast(forecast.origin(), forecast.outcomes(), forecast.ages(), forecast.bare(), scores);
    }

    private Evaluation.Table table(Forecast... forecasts) {
        return judge.table(List.of(forecasts), 30, Evaluation.Group.ALL);
    }

    @Test
    void oneOriginIsMeasuredAsItIs() {
        Evaluation.Table table = table(ranked(1, 0, 10));
        Evaluation.Measures model = table.contestants().get(ForecastMeasures.MODEL);
        assertThat(table.pool()).isEqualTo(SIZE);
        assertThat(table.positives()).isEqualTo(2);
        assertThat(table.baseRate()).isEqualTo(0.02);
        // The first stands above all 98 others, the second above all but 9.
        assertThat(model.rocAuc().value()).isCloseTo((98 + 89) / 196.0, EXACT);
        assertThat(model.prAuc().value()).isCloseTo((1 + 2 / 11.0) / 2, EXACT);
        assertThat(model.efforts()).extracting(AtEffort::effort).containsExactly(0.001, 0.005, 0.01, 0.05, 0.1, 0.2);
        assertThat(model.efforts()).extracting(AtEffort::coverage).containsExactly(0.05, 0.25, 0.5, 0.5, 0.5, 1.0);
        assertThat(model.efforts().get(2).efficiency()).isCloseTo(1, EXACT);
        assertThat(model.efforts().get(5).efficiency()).isCloseTo(0.1, EXACT);
    }

    @Test
    void areasAreMeansOverTheOriginsAndCoverageIsThatOfAllTheirOutcomes() {
        Evaluation.Table table = table(ranked(1, 0), ranked(2, 0, 50, 98, 99));
        Evaluation.Measures model = table.contestants().get(ForecastMeasures.MODEL);
        double second = table(ranked(2, 0, 50, 98, 99))
                .contestants()
                .get(ForecastMeasures.MODEL)
                .rocAuc()
                .value();
        assertThat(table.origins()).containsExactly(LocalDate.of(2025, 1, 1), LocalDate.of(2025, 2, 1));
        assertThat(table.pool()).isEqualTo(2 * SIZE);
        assertThat(model.rocAuc().value()).isCloseTo((1 + second) / 2, EXACT);
        // One in a hundred of each pool finds 1 of 1 and 1 of 4.
        assertThat(model.efforts().get(2).coverage()).isCloseTo(2 / 5.0, EXACT);
        assertThat(model.efforts().get(2).efficiency()).isCloseTo(1, EXACT);
        assertThat(model.rocCurve()).first().extracting("x", "y").containsExactly(0.0, 0.0);
        assertThat(model.rocCurve()).last().extracting("x", "y").containsExactly(1.0, 1.0);
    }

    @Test
    void intervalsHoldTheValueAndAreTheSameEachTime() {
        Evaluation.Measures model =
                table(ranked(1, 0, 10, 20), ranked(2, 1, 40)).contestants().get(ForecastMeasures.MODEL);
        assertThat(model.coverage()).hasSameSizeAs(model.efforts());
        assertThat(List.of(model.rocAuc(), model.prAuc(), model.coverage().get(4)))
                .allSatisfy(interval -> assertThat(interval.value()).isBetween(interval.from(), interval.to()));
        assertThat(model.rocAuc().from()).isLessThan(model.rocAuc().to());
        for (int i = 0; i < model.efforts().size(); i++) {
            assertThat(model.coverage().get(i).value())
                    .isEqualTo(model.efforts().get(i).coverage());
        }
        Evaluation.Measures again =
                table(ranked(1, 0, 10, 20), ranked(2, 1, 40)).contestants().get(ForecastMeasures.MODEL);
        assertThat(again).isEqualTo(model);
    }

    @Test
    void oneScoreForAllIsNoBetterThanChance() {
        Evaluation.Measures cvss = table(ranked(1, 3, 4)).contestants().get(ForecastMeasures.CVSS);
        assertThat(cvss.rocAuc()).isEqualTo(new Interval(0.5, 0.5, 0.5));
        assertThat(cvss.prAuc().value()).isCloseTo(0.02, EXACT);
        assertThat(cvss.efforts()).allSatisfy(at -> assertThat(at.coverage()).isCloseTo(at.effort(), EXACT));
    }

    @Test
    void onlyWhoGivesProbabilitiesIsTakenAtItsWord() {
        Evaluation.Table table = table(with(ranked(1, 3, 4), ForecastMeasures.EPSS, 0.02));
        assertThat(table.contestants().get(ForecastMeasures.CVSS).brier()).isNaN();
        assertThat(table.contestants().get(ForecastMeasures.CVSS).reliability()).isEmpty();
        Evaluation.Measures epss = table.contestants().get(ForecastMeasures.EPSS);
        assertThat(epss.brier()).isCloseTo(0.02 * 0.98, EXACT);
        assertThat(epss.reliability()).singleElement().satisfies(bin -> {
            assertThat(bin.rows()).isEqualTo(SIZE);
            assertThat(bin.predicted()).isCloseTo(0.02, EXACT);
            assertThat(bin.observed()).isCloseTo(0.02, EXACT);
        });
    }

    @Test
    void aProbabilityForThirtyDaysGrowsWithTheHorizon() {
        Evaluation.Table table =
                judge.table(List.of(with(ranked(1, 3, 4), ForecastMeasures.EPSS, 0.1)), 90, Evaluation.Group.ALL);
        assertThat(table.contestants().get(ForecastMeasures.EPSS).reliability())
                .singleElement()
                .satisfies(bin -> assertThat(bin.predicted()).isCloseTo(1 - 0.9 * 0.9 * 0.9, EXACT));
    }

    @Test
    void epssIsLeftOutUnlessItIsThereOnEveryOrigin() {
        Forecast first = with(ranked(1, 0), ForecastMeasures.EPSS, 0.3);
        assertThat(table(first).contestants())
                .containsOnlyKeys(ForecastMeasures.MODEL, ForecastMeasures.CVSS, ForecastMeasures.EPSS);
        assertThat(table(first, ranked(2, 0)).contestants())
                .containsOnlyKeys(ForecastMeasures.MODEL, ForecastMeasures.CVSS);
        assertThat(table(first, with(ranked(2, 0), ForecastMeasures.EPSS, 0.2)).contestants())
                .containsKey(ForecastMeasures.EPSS);
    }

    @Test
    void ofAnOriginOnWhichNothingCameTrueOnlyThePoolCounts() {
        Evaluation.Table table = table(ranked(1, 0, 10), ranked(2));
        assertThat(table.pool()).isEqualTo(2 * SIZE);
        assertThat(table.positives()).isEqualTo(2);
        Evaluation.Measures alone = table(ranked(1, 0, 10)).contestants().get(ForecastMeasures.MODEL);
        assertThat(table.contestants().get(ForecastMeasures.MODEL).rocAuc()).isEqualTo(alone.rocAuc());
        assertThat(table.contestants().get(ForecastMeasures.MODEL).coverage()).isEqualTo(alone.coverage());
    }

    @Test
    void whereNothingCameTrueNobodyIsMeasured() {
        Evaluation.Table table = table(ranked(1), ranked(2));
        assertThat(table.contestants()).isEmpty();
        assertThat(table.pool()).isEqualTo(2 * SIZE);
        assertThat(table.baseRate()).isZero();
    }

    @Test
    void theYoungHaveATableOfTheirOwn() {
        Evaluation.Table table = judge.table(List.of(ranked(1, 0, 10, 60)), 30, Evaluation.Group.YOUNG);
        assertThat(table.pool()).isEqualTo(Forecast.YOUNG);
        assertThat(table.positives()).isEqualTo(2);
    }
}
