package vigie.card;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vigie.score.Evaluation;
import vigie.score.Outcome;
import vigie.text.Messages;

class EvaluationSheetTest {

    private static String text(String language, int width, Evaluation evaluation) {
        return new EvaluationSheet(new Messages(language), width).text(evaluation);
    }

    @Test
    void aTableHasItsPoolAndARowForEachContestant() {
        assertThat(text("en", 120, Evaluations.one()))
                .contains("As of 2024-03-04: 131,068 published CVEs", "212 of them", "base rate 0.16%")
                .containsPattern("model +0\\.904 \\(0\\.884–0\\.924\\) +0\\.070 \\(0\\.050–0\\.100\\) +0\\.00161\n")
                .containsPattern("CVSS +0\\.680 \\(0\\.660–0\\.700\\) +0\\.070 \\(0\\.050–0\\.100\\) +–\n")
                .containsPattern("ranked by +at effort +0\\.5% +1% +5% +10% +20%\n")
                .containsPattern("model +coverage +35% \\(29–40\\) +47% \\(41–52\\)")
                .containsPattern("\n +efficiency +14% +9\\.4% +2\\.8% +1\\.5% +0\\.9%\n")
                .containsPattern("0\\.1%–0\\.32% +1,234 +0\\.21% +0\\.24% +1,234")
                .containsPattern("32%–100% +12 +47% +50%");
    }

    @Test
    void numbersAndWordsAreOfTheLanguage() {
        assertThat(text("fr", 120, Evaluations.one()))
                .contains("toutes les CVE", "CVE de moins de 30 jours")
                .containsPattern("modèle +0,904 \\(0,884–0,924\\)")
                .containsPattern("couverture +35\\h% \\(29–40\\)")
                .containsPattern("131\\h068");
    }

    @Test
    void theTermsAreExplained() {
        assertThat(text("en", 120, Evaluations.one()))
                .contains("coverage: also recall", "efficiency: also precision", "effort: share of all CVEs");
    }

    @Test
    void ofSeveralOriginsThoseTogetherComeFirstAndEachIsALine() {
        String text = text("en", 120, Evaluations.several());
        assertThat(text).contains("added to CISA KEV").contains("counts once for each");
        assertThat(text.indexOf("2024-03-04, 2025-03-04")).isPositive().isLessThan(text.indexOf("Each day separately"));
        assertThat(text.substring(text.indexOf("Each day separately")))
                .containsPattern("2024-03-04 +131,068 +212 +model +0\\.904 .* 47% +69% +76%\n")
                .containsPattern("\n +EPSS +0\\.750 ")
                .containsPattern("2025-03-04 +150,000 +0 +– +– +– +– +– +–\n");
    }

    @ParameterizedTest
    @CsvSource({"en, 120", "fr, 120", "en, 80", "fr, 80"})
    void noLineIsWiderThanTheTerminal(String language, int width) {
        for (Evaluation evaluation : List.of(Evaluations.one(), Evaluations.several())) {
            assertThat(text(language, width, evaluation).lines())
                    .allSatisfy(line ->
                            assertThat(line).hasSizeLessThanOrEqualTo(width).isEqualTo(line.stripTrailing()));
        }
    }

    @Test
    void whereNothingCameTrueItSaysSo() {
        Evaluation.Table none =
                new Evaluation.Table(List.of(Evaluations.FIRST), 30, Evaluation.Group.YOUNG, 12, 0, Map.of());
        Evaluation evaluation = new Evaluation(Outcome.ANY, LocalDate.of(2016, 1, 1), List.of(none));
        assertThat(text("en", 120, evaluation)).contains("nothing to compare");
    }

    @Test
    void fewOutcomesAreCalledFew() {
        Evaluation.Table few = new Evaluation.Table(
                List.of(Evaluations.FIRST),
                30,
                Evaluation.Group.ALL,
                5_000,
                3,
                Map.of("model", Evaluations.measures(0.9, true)));
        Evaluation evaluation = new Evaluation(Outcome.ANY, LocalDate.of(2016, 1, 1), List.of(few));
        assertThat(text("en", 120, evaluation)).containsPattern("With\\s+so few cases");
        assertThat(text("en", 120, Evaluations.one())).doesNotContainPattern("With\\s+so few");
    }
}
