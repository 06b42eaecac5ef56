package vigie.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ForecastTest {

    private static final int NEVER = Integer.MAX_VALUE;
    private static final LocalDate DAY = LocalDate.of(2025, 1, 1);

    private final Forecast forecast = new Forecast(
            DAY,
            new int[] {1, 30, 31, NEVER},
            new int[] {0, 29, 30, 900},
            new boolean[] {false, true, false, true},
            Map.of("model", new double[] {0.4, 0.3, 0.2, 0.1}, "cvss", new double[] {9, 8, 7, 6}));

    @Test
    void anOutcomeCountsUntilTheLastDayOfTheHorizon() {
        assertThat(forecast.labels(30)).containsExactly(1, 1, 0, 0);
        assertThat(forecast.positives(30)).isEqualTo(2);
        assertThat(forecast.positives(31)).isEqualTo(3);
        assertThat(forecast.positives(NEVER - 1)).isEqualTo(3);
    }

    @Test
    void youngAreThoseOfLessThanThirtyDays() {
        Forecast young = forecast.of(Evaluation.Group.YOUNG);
        assertThat(young.size()).isEqualTo(2);
        assertThat(young.ages()).containsExactly(0, 29);
        assertThat(young.outcomes()).containsExactly(1, 30);
        assertThat(young.scores().get("cvss")).containsExactly(9, 8);
        assertThat(forecast.of(Evaluation.Group.ALL)).isSameAs(forecast);
    }

    @Test
    void bareAreThoseWhoseRecordsNamedNeitherAScoreNorAProduct() {
        Forecast bare = forecast.of(Evaluation.Group.BARE);
        assertThat(bare.ages()).containsExactly(29, 900);
        assertThat(bare.outcomes()).containsExactly(30, NEVER);
        assertThat(bare.scores().get("model")).containsExactly(0.3, 0.1);
        assertThat(bare.bare()).containsExactly(true, true);
    }

    @Test
    void forecastsPutTogetherFollowEachOtherAndLoseWhoIsNotInAllOfThem() {
        Forecast later = new Forecast(
                DAY.plusMonths(1),
                new int[] {7},
                new int[] {3},
                new boolean[] {true},
                Map.of("model", new double[] {0.5}, "epss", new double[] {0.6}));
        Forecast both = Forecast.together(List.of(forecast, later));
        assertThat(both.origin()).isEqualTo(DAY);
        assertThat(both.outcomes()).containsExactly(1, 30, 31, NEVER, 7);
        assertThat(both.ages()).containsExactly(0, 29, 30, 900, 3);
        assertThat(both.bare()).containsExactly(false, true, false, true, true);
        assertThat(both.scores()).containsOnlyKeys("model");
        assertThat(both.scores().get("model")).containsExactly(0.4, 0.3, 0.2, 0.1, 0.5);
    }
}
