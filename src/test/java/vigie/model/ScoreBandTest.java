package vigie.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bands of our score. */
class ScoreBandTest {

    @ParameterizedTest
    @CsvSource({
        "1, top-0.1",
        "0.999, top-0.1",
        "0.99899, top-1",
        "0.99, top-1",
        "0.98999, top-5",
        "0.95, top-5",
        "0.94999, rest",
        "0, rest"
    })
    void eachPercentileIsInOneBand(double percentile, String band) {
        assertThat(ScoreBand.of(percentile)).hasToString(band);
        assertThat(ScoreBand.parse(band)).hasValue(ScoreBand.of(percentile));
    }

    @Test
    void bandsTouchAndTheirSharesGrow() {
        for (ScoreBand band : ScoreBand.values()) {
            assertThat(ScoreBand.of(band.from())).isEqualTo(band);
            assertThat(ScoreBand.of(Math.nextDown(band.to()))).isEqualTo(band);
        }
        assertThat(List.of(ScoreBand.values())).extracting(ScoreBand::share).containsExactly(0.001, 0.01, 0.05, 1.0);
    }

    @Test
    void whoAsksForTheTopAsksForWhatIsAboveItToo() {
        ScoreBands top = ScoreBands.parse("TOP-1").orElseThrow();

        assertThat(List.of(0.9995, 0.995)).allMatch(top::hold);
        assertThat(List.of(0.98, 0.1, Double.NaN)).noneMatch(top::hold);
        assertThat(ScoreBands.parse("rest").orElseThrow().bands()).containsExactly(ScoreBand.REST);
        assertThat(ScoreBands.parse("top")).isEmpty();
    }

    @Test
    void cvesWithoutAScoreAreInNoBandAndCanBeAskedFor() {
        ScoreBands several = ScoreBands.all(List.of(
                ScoreBands.parse("top-0.1").orElseThrow(),
                ScoreBands.parse("none").orElseThrow()));

        assertThat(several.hold(Double.NaN)).isTrue();
        assertThat(several.hold(0.9999)).isTrue();
        assertThat(several.hold(0.99)).isFalse();
        assertThat(ScoreBands.ANY.any()).isTrue();
    }
}
