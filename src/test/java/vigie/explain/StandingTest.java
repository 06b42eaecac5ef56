package vigie.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vigie.text.Messages;

class StandingTest {

    private final Standing english = new Standing(new Messages("en"));
    private final Standing french = new Standing(new Messages("fr"));

    @ParameterizedTest
    @CsvSource({
        "1.0, top 0.1%",
        "0.99999, top 0.1%",
        "0.999, top 0.1%",
        "0.99899, top 0.2%",
        "0.99, top 1.0%",
        "0.98999, top 2%",
        "0.869, top 14%",
        "0.5, top 50%",
        "0.49999, lower half",
        "0.0, lower half"
    })
    void aScoreIsComparedWithAllOthersNeverBetterThanItIs(double percentile, String rank) {
        assertThat(english.rank(percentile)).isEqualTo(rank);
    }

    @Test
    void ofAnExploitedCveThatComesFirst() {
        Optional<Double> score = Optional.of(0.0268);
        assertThat(english.line(true, score, Optional.of(0.999))).contains("exploited (2.68%)");
        assertThat(english.line(false, score, Optional.of(0.999))).contains("top 0.1% (2.68%)");
        assertThat(french.line(false, score, Optional.of(0.999)).orElseThrow()).startsWith("top 0,1");
        assertThat(english.line(false, score, Optional.empty())).contains("2.68%");
        assertThat(english.line(true, Optional.empty(), Optional.empty())).contains("exploited");
        assertThat(english.line(false, Optional.empty(), Optional.empty())).isEmpty();
    }
}
