package vigie.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vigie.explain.MadeUpContributions;
import vigie.model.BandRecord;
import vigie.model.Score;
import vigie.model.ScoreBand;
import vigie.text.Messages;
import vigie.text.PrintableJson;
import vigie.text.Sheet;

class ScoreSheetTest {

    private static final Pattern STEP = Pattern.compile("(?m)^ +([-+]\\d+\\.\\d{6})  ");
    private static final Pattern REASON = Pattern.compile("(?m)^  [×÷][0-9.,]+ +([-+]\\d+\\.\\d\\d)  ");
    private static final Pattern SUM = Pattern.compile("(?m)^ +([-+]\\d+\\.\\d\\d)  ");

    private static final BandRecord PAST =
            new BandRecord(true, 90, Map.of(ScoreBand.TOP_0_1, 0.2353, ScoreBand.TOP_1, 0.2794));

    private static ScoreSheet sheet(String language, int width) {
        return new ScoreSheet(new Messages(language), width);
    }

    private static List<BigDecimal> numbers(Pattern pattern, String page) {
        return pattern.matcher(page)
                .results()
                .map((MatchResult r) -> new BigDecimal(r.group(1)))
                .toList();
    }

    private static BigDecimal sum(List<BigDecimal> numbers) {
        return numbers.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @ParameterizedTest
    @CsvSource({"en, 80", "fr, 80", "fr, 120"})
    void aWholePage(String language, int width) throws IOException {
        String file = "explained_" + language + "_" + width + ".txt";
        try (InputStream expected = ScoreSheetTest.class.getResourceAsStream(file)) {
            assertThat(sheet(language, width)
                            .full(MadeUpContributions.score(), MadeUpContributions.ALL, Optional.empty()))
                    .isEqualTo(new String(expected.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void theBandSaysWhatItHeldOnPastDays() {
        Score score = MadeUpContributions.score().ranked(0.995);
        assertThat(sheet("en", 200).of(score, MadeUpContributions.ALL, Optional.of(PAST)))
                .contains(
                        "top 1%: on past days, this band held 27.9% of the CVEs that entered CISA KEV within 90 days");
        assertThat(sheet("fr", 200).of(score, MadeUpContributions.ALL, Optional.of(PAST)))
                .contains("cette tranche contenait 27,9", "des CVE entrées dans CISA KEV dans les 90 jours");
        assertThat(sheet("en", 200).of(score.ranked(0.5), MadeUpContributions.ALL, Optional.of(PAST)))
                .as("not measured")
                .doesNotContain("on past days");
        assertThat(new ScoreJson(new Messages("en"), model -> Optional.of(PAST)).of(score))
                .containsEntry("band_held", 0.2794);
    }

    @Test
    void thePrintedReasonsAddUpAsPrinted() {
        String page = sheet("en", 100).of(MadeUpContributions.score(), MadeUpContributions.ALL, Optional.empty());
        List<BigDecimal> reasons = numbers(REASON, page);
        List<BigDecimal> sum = numbers(SUM, page);
        assertThat(sum).hasSize(4);
        assertThat(sum(reasons)).isEqualByComparingTo(sum.get(1).add(sum.get(2)));
        assertThat(sum(sum.subList(0, 3))).isEqualByComparingTo(sum.get(3));
    }

    @Test
    void thePrintedFeaturesAddUpToTheMarginAsPrinted() {
        String page = sheet("en", 100).full(MadeUpContributions.score(), MadeUpContributions.ALL, Optional.empty());
        List<BigDecimal> steps = numbers(STEP, page);
        BigDecimal margin = steps.get(steps.size() - 1);
        assertThat(sum(steps.subList(0, steps.size() - 1))).isEqualByComparingTo(margin);
        assertThat(margin.doubleValue()).isCloseTo(MadeUpContributions.score().margin(), within(1e-6));
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 80, 120, 200})
    void noLineIsWiderThanTheTerminal(int width) {
        for (String language : Messages.LANGUAGES) {
            assertThat(sheet(language, width)
                            .full(MadeUpContributions.score(), MadeUpContributions.ALL, Optional.of(PAST))
                            .lines())
                    .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(width));
        }
    }

    @Test
    void aScoreThatNothingSpeaksForOrAgainstIsTheAverage() {
        String page = sheet("en", 80).full(MadeUpContributions.score(List.of()), List.of(), Optional.empty());
        assertThat(page).doesNotContain("raise the score\n  ×").contains("-6.88  total: a probability of 0.103%");
    }

    @Test
    void theJsonHoldsEveryContributionInFullPrecisionAndNoNumberThatIsNone() {
        Map<String, Object> object = new ScoreJson(new Messages("en"), model -> Optional.of(PAST))
                .of(MadeUpContributions.score(), MadeUpContributions.ALL);
        String json = PrintableJson.of(object);
        assertThat(object)
                .containsKeys("cve", "score", "percentile", "known_exploited", "model", "day", "bias", "margin");
        assertThat((List<?>) object.get("contributions")).hasSize(MadeUpContributions.ALL.size());
        assertThat(json)
                .contains("0.912345", "\"value\" : null", "WIND unknown")
                .doesNotContain("NaN,");
    }

    @Test
    void theShortFormSaysTheStrongestReasonsAndWhatIsLeft() {
        Sheet sheet = new Sheet(100);
        sheet("en", 100).brief(sheet, MadeUpContributions.score());
        assertThat(sheet.toString().lines().toList())
                .hasSizeGreaterThanOrEqualTo(6)
                .startsWith("Why (full explanation: vigie explain CVE-2026-0001)")
                .last()
                .asString()
                .endsWith("all other factors");
    }

    @Test
    void theKeptScoreAsJsonAddsUpToo() {
        Score score = MadeUpContributions.score();
        Map<String, Object> object = new ScoreJson(new Messages("fr"), model -> Optional.empty()).of(score);
        double sum = ((List<?>) object.get("reasons"))
                .stream()
                        .mapToDouble(r -> (double) ((Map<?, ?>) r).get("contribution"))
                        .sum();
        assertThat((double) object.get("bias") + sum).isCloseTo((double) object.get("margin"), within(1e-6));
    }
}
