package vigie.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeverityTest {

    @Test
    void whatHasNoScoreIsOfNoBand() {
        assertThat(Severity.of(OptionalDouble.empty())).isEmpty();
    }

    @Test
    void aScoreOfZeroAndNoScoreAreAskedForApart() {
        assertThat(Severities.parse("Zero")).contains(new Severities(Set.of(Severity.NONE), false));
        assertThat(Severities.parse("none")).contains(new Severities(Set.of(), true));
        assertThat(Severities.parse("zero").orElseThrow().words()).containsExactly("zero");
        assertThat(Severities.all(Severities.WORDS.stream()
                                .map(word -> Severities.parse(word).orElseThrow())
                                .toList())
                        .words())
                .isEqualTo(Severities.WORDS)
                .isEqualTo(List.of("critical", "high", "medium", "low", "zero", "none"));
    }
}
