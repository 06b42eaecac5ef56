package vigie.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoreTest {

    private static final CveId CVE = CveId.of("CVE-2026-0001");
    private static final Instant NOW = Instant.parse("2026-01-30T12:00:00.123456789Z");

    private static Score score(double bias, List<Contribution> all) {
        double margin = bias + all.stream().mapToDouble(Contribution::logOdds).sum();
        double probability = 1 / (1 + Math.exp(-margin));
        LocalDate day = LocalDate.of(2026, 1, 30);
        return Score.of(
                CVE, "m", day, margin, probability, Optional.empty(), 0.123456, bias, all, Optional.empty(), NOW);
    }

    private static List<Contribution> contributions(List<Double> logOdds) {
        List<Contribution> all = new ArrayList<>();
        for (double one : logOdds) {
            all.add(new Contribution("N:F" + all.size(), 1, one));
        }
        return all;
    }

    @Property
    void whatIsPublishedAddsUpToTheMargin(
            @ForAll @DoubleRange(min = -9, max = 9) double bias,
            @ForAll @Size(max = 90) List<@DoubleRange(min = -3, max = 3) Double> logOdds) {
        Score score = score(bias, contributions(logOdds));
        double listed =
                score.listed().stream().mapToDouble(Contribution::logOdds).sum();
        assertThat(score.bias() + listed + score.rest()).isCloseTo(score.margin(), within(1e-6));
    }

    @Property
    void theOrderInWhichContributionsComeDoesNotCount(
            @ForAll @Size(max = 60) List<@DoubleRange(min = -1, max = 1) Double> logOdds, @ForAll long seed) {
        List<Contribution> all = contributions(logOdds);
        List<Contribution> shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, new Random(seed));
        assertThat(score(0, shuffled).listed()).isEqualTo(score(0, all).listed());
    }

    @Test
    void theLargestAreListedPositiveOnesFirstThenFromTheMostNegativeUp() {
        List<Double> logOdds = new ArrayList<>();
        for (int i = 1; i <= 15; i++) {
            logOdds.add(i / 10.0);
            logOdds.add(-i / 10.0 - 0.01);
        }
        assertThat(score(0, contributions(logOdds)).listed())
                .hasSize(Score.LISTED)
                .extracting(Contribution::logOdds)
                .containsExactly(
                        1.5, 1.4, 1.3, 1.2, 1.1, 1.0, 0.9, 0.8, 0.7, 0.6, -1.51, -1.41, -1.31, -1.21, -1.11, -1.01,
                        -0.91, -0.81, -0.71, -0.61);
    }

    @Test
    void whatRoundsToZeroIsNotListedAndStaysInTheRest() {
        Score score = score(-1, contributions(List.of(0.0, 0.0004, -0.0004, 0.25, 0.0001)));
        assertThat(score.listed()).extracting(Contribution::logOdds).containsExactly(0.25);
        assertThat(score.rest()).isEqualTo(0.0001);
    }

    @Test
    void numbersAreRoundedAsTheyArePublished() {
        Score score = score(-7.12345678, contributions(List.of(1.23456789)));
        assertThat(score.probability()).isEqualTo(0.00276);
        assertThat(score.percentile()).isEqualTo(0.12346);
        assertThat(score.bias()).isEqualTo(-7.123457);
        assertThat(score.listed().get(0).logOdds()).isEqualTo(1.235);
        assertThat(score.updated()).isEqualTo(Instant.parse("2026-01-30T12:00:00.123456Z"));
    }

    @Test
    void whatIsNoScoreIsRefused() {
        assertThatThrownBy(() -> score(Double.NaN, List.of())).isInstanceOf(RuntimeException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1.0",
        "0, 0.0",
        "-0.0, 0.0",
        "7.5, 7.5",
        "7.800000190734863, 7.8",
        "7.8, 7.8",
        "NaN, NaN",
        "-3, -3.0",
        "12345678, 12345678.0",
        "0.00001, 0.000010"
    })
    void valuesOfFeaturesAreWrittenAsPythonWritesThem(double value, String written) {
        assertThat(new Contribution("C:CVSS_AV:NETWORK", value, 1).key()).isEqualTo("C:CVSS_AV:NETWORK==" + written);
    }
}
