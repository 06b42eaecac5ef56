package vigie.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vigie.learn.metrics.Bootstrap.Interval;
import vigie.score.Contest;
import vigie.score.EvaluationTree;
import vigie.text.Messages;

class ModelSheetTest {

    private static final String OLD = """
            {"id": "2025-06-30-00aa11bb", "sha256": "00aa", "trained": "2025-07-01", "until": "2025-06-30",
             "target": "first evidence", "epss_is_a_feature": false, "seed": 1234, "features": 3210, "trees": 300,
             "rows": {"sha256": "%s", "count": 123456, "positive": 987, "exploited_cves": 955, "base_rate": 0.00021},
             "parameters": {"max_depth": 4, "eta": 0.05},
             "versions": {"vigie": "2.0"},
             "held_out": {"as_of": ["2025-04-01"], "horizon_days": 90, "group": "all", "pool": 140000, "positives": 80,
               "base_rate": 0.0006, "model": {"roc_auc": {"value": 0.91, "from": 0.88, "to": 0.94},
                 "pr_auc": {"value": 0.08, "from": 0.05, "to": 0.12}, "at_effort": [{"effort": 0.01,
                 "coverage": {"value": 0.5, "from": 0.4, "to": 0.6}, "efficiency": 0.03}], "brier": 0.0005,
                 "reliability": [{"from": 0.001, "to": 0.01, "cves": 500, "predicted": 0.003, "observed": 0.004}]}},
             "importance": {"N:CVSS": 0.8, "C:CWE:78": 0.4, "T:NP:REMOTE": 0.1}, "hologram": {"a": [1]}}""".formatted("0123456789abcdef".repeat(4));

    private static final JsonMapper MAPPER = JsonMapper.shared();

    private static JsonNode json(String text) {
        return MAPPER.readTree(text);
    }

    private static ModelSheet sheet(String language) {
        return new ModelSheet(new Messages(language));
    }

    private static JsonNode newer() {
        return json(OLD.replace("2025-06-30-00aa11bb", "2025-09-30-22cc33dd")
                .replace("[\"2025-04-01\"]", "[\"2025-07-01\"]")
                .replace("\"max_depth\": 4", "\"max_depth\": 6")
                .replace("\"value\": 0.91", "\"value\": 0.93")
                .replace("\"C:CWE:78\": 0.4", "\"C:CWE:78\": 0.15, \"N:AGE\": 0.3"));
    }

    @Test
    void aLineSaysHowOldAndHowGoodAModelIs() {
        assertThat(sheet("en").line(json(OLD)))
                .isEqualTo("2025-06-30-00aa11bb  trained 2025-07-01  data until 2025-06-30  3,210 features"
                        + "  955 exploited CVEs  ROC-AUC 0.910 (80 exploited CVEs, as of 1 day)");
        assertThat(sheet("fr").line(json(OLD))).contains("entraîné le 2025-07-01", "aire ROC 0,910");
    }

    @Test
    void theLineTellsTheEvaluationOfManyDaysRatherThanTheTestOfATraining() {
        String evaluated = OLD.replaceFirst(
                "\\{\"id\"",
                "{\"evaluation\": {\"tables\": [{\"as_of\": [\"2024-03-01\", \"2024-06-01\"], \"positives\": 68,"
                        + " \"model\": {\"roc_auc\": {\"value\": 0.87}}}]}, \"id\"");
        assertThat(sheet("en").line(json(evaluated)))
                .endsWith("ROC-AUC 0.870 (68 exploited CVEs, as of 2 days)")
                .doesNotContain("0.910");
    }

    @Test
    void aCardTellsProvenanceFiguresAndFeatures() {
        assertThat(sheet("en").card(json(OLD)))
                .startsWith("Model 2025-06-30-00aa11bb\n")
                .containsPattern("SHA-256 +00aa\n")
                .containsPattern("EPSS is a feature +no\n")
                .containsPattern("seed +1234\n")
                .containsPattern("rows \\(CVE × month\\) +123,456\n")
                .containsPattern("base rate +0\\.021%\n")
                .containsPattern("max_depth +4\n")
                .containsPattern("vigie +2\\.0\n")
                .containsPattern("model +0\\.910 \\(0\\.880–0\\.940\\)")
                .containsPattern("0\\.1%–1% +500 +0\\.3% +0\\.4%\n")
                .containsPattern("N:CVSS +█{30} +0\\.800\n")
                .containsPattern("C:CWE:78 +█{15} +0\\.400\n")
                .doesNotContain("hologram");
    }

    @Test
    void aCardWithAnEvaluationShowsIt() {
        JsonNode evaluation = MAPPER.valueToTree(EvaluationTree.of(Evaluations.several()));
        JsonNode card = json("{\"id\": \"m\", \"evaluation\": " + evaluation + "}");
        assertThat(sheet("en").card(card))
                .contains("Evaluation\n", "added to CISA KEV", "2024-03-04, 2025-03-04")
                .containsPattern("model +0\\.904 \\(0\\.884–0\\.924\\)");
    }

    @Test
    void everyEvaluationOfACardIsShown() {
        JsonNode evaluation = MAPPER.valueToTree(EvaluationTree.of(Evaluations.several()));
        JsonNode card = json("{\"id\": \"m\", \"evaluation\": " + evaluation + ", \"further_evaluations\": [7, {}, "
                + evaluation.toString().replace("2023-12-01", "2017-08-09") + "]}");
        assertThat(sheet("en").card(card))
                .contains("2017-08-09 count.")
                .containsOnlyOnce("Definitions")
                .containsPattern("(?s)Evaluation\n.*Evaluation\n");
    }

    @Test
    void twoCardsAreHeldAgainstEachOther() {
        String text = sheet("en").compare(json(OLD), newer());
        assertThat(text)
                .startsWith("Model 2025-06-30-00aa11bb compared with 2025-09-30-22cc33dd\n")
                .containsPattern("max_depth +4 +6\n")
                .containsPattern("ROC-AUC +0\\.910 \\(0\\.880–0\\.940\\) +0\\.930 ")
                .containsPattern("coverage at 1% +50% \\(40–60\\) +50%")
                .containsPattern("N:AGE +– +0\\.300 +\\+0\\.300\n +C:CWE:78 +0\\.400 +0\\.150 +-0\\.250\n")
                .contains("tested on different days", "Versions\n  no difference\n")
                .doesNotContain("T:NP:REMOTE", "eta");
    }

    @ParameterizedTest
    @CsvSource({"en, 120", "fr, 120", "en, 80", "fr, 80"})
    void noLineIsWiderThanTheTerminal(String language, int width) {
        ModelSheet sheet = new ModelSheet(new Messages(language), width);
        assertThat((sheet.card(json(OLD)) + sheet.compare(json(OLD), newer())).lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(width));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "7",
                "null",
                "{\"id\": 7, \"trained\": [], \"rows\": 3, \"features\": \"many\", \"importance\": [1, 2]}",
                "{\"held_out\": {\"model\": {\"roc_auc\": {}}}, \"evaluation\": {\"tables\": [1, null, {}, []]}}",
                "{\"held_out\": {\"as_of\": [\"yesterday\", 1], \"pool\": -1, \"positives\": 1e99, \"a\": {\"roc_auc\":"
                        + " {\"value\": \"x\"}, \"at_effort\": [{}, 1, {\"effort\": 0.1}, {\"effort\": 0.1}],"
                        + " \"reliability\": [{}, {\"from\": 0.1}]}, \"model\": {\"roc_auc\": {}, \"reliability\":"
                        + " [{}, {\"from\": 0.1}]}}}",
                "{\"importance\": {\"N:A\": \"x\", \"N:B\": -1, \"N:C\": null, \"N:D\": 1e300, \"N:E\": 1e-300}}",
                "{\"parameters\": {\"a\": {\"b\": 1}, \"c\": null, \"\": true}, \"versions\": \"all\", \"rows\": null}"
            })
    void anythingThatIsJsonCanBeShown(String card) {
        for (String language : Messages.LANGUAGES) {
            ModelSheet sheet = sheet(language);
            assertThatCode(() -> {
                        sheet.line(json(card));
                        sheet.card(json(card));
                        sheet.compare(json(card), json(OLD));
                        sheet.compare(json(OLD), json(card));
                    })
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void namesCannotBreakTheLines() {
        JsonNode card = json("{\"id\": \"a\\nb\", \"importance\": {\"N:\\u001b[31m\\nX" + "Y".repeat(500) + "\": 1}}");
        assertThat(sheet("en").card(card))
                .startsWith("Model a b\n")
                .doesNotContain("\u001b")
                .contains("YYY…");
        assertThat(sheet("en").card(card).lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThan(121));
    }

    @Test
    void aModelIsComparedWithTheOneBeforeItWithTheIntervalOfTheDifference() {
        Contest contest = new Contest(
                "new",
                "old",
                LocalDate.of(2026, 1, 1),
                LocalDate.of(2026, 1, 30),
                166_000,
                12,
                0.912,
                0.901,
                new Interval(0.011, -0.004, 0.02));

        assertThat(new ModelView(new Messages("en")).contest(contest))
                .contains("model before (old)", "2026-01-01 to 2026-01-30", "12 of 166,000", "0.912 against 0.901")
                .endsWith("Difference +0.011 (95% interval -0.004 to +0.020).");
    }

    @Test
    void theSentenceOfAnEvaluationCountsExploitedCves() {
        String evaluation =
                MAPPER.valueToTree(EvaluationTree.of(Evaluations.one())).toString();
        assertThat(headline(evaluation)).startsWith("Of ").contains(" exploited CVEs, the top ");
        assertThat(headline(evaluation.replaceAll("\"positives\":\\d+", "\"positives\":1")))
                .startsWith("Of the one exploited CVE, the top ");
    }

    private static String headline(String evaluation) {
        JsonNode card = json("{\"id\": \"m\", \"evaluation\": " + evaluation + "}");
        return new ModelView(new Messages("en"))
                .of(card)
                .evaluations()
                .get(0)
                .parts()
                .get(0)
                .results()
                .get(0)
                .headline();
    }
}
