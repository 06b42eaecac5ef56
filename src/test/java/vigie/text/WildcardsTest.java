package vigie.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WildcardsTest {

    @ParameterizedTest
    @CsvSource({
        "*, anything, true",
        "web-?, web-1, true",
        "web-?, web-12, false",
        "*.example.org, WWW.Example.org, true",
        "a*b*c, axxbyyc, true",
        "a*b*c, axxbyy, false",
        "'', '', true"
    })
    void patternsMatchWholeNames(String pattern, String text, boolean matches) {
        assertThat(Wildcards.match(pattern, text)).isEqualTo(matches);
    }

    @Test
    void aHostilePatternTakesNoTime() {
        String text = "a".repeat(5_000);
        String pattern = "a*".repeat(2_000) + "b";
        assertTimeout(
                Duration.ofSeconds(5),
                () -> assertThat(Wildcards.match(pattern, text)).isFalse());
    }
}
