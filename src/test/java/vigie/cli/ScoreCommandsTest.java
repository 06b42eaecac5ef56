package vigie.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vigie.model.ScoreBand;
import vigie.model.ScoreBands;
import vigie.testing.CveText;
import vigie.testing.Outbreak;
import vigie.testing.TestHome;

/** Scores of a home and why they are what they are. */
class ScoreCommandsTest {

    private static final String ONE = Outbreak.cve(3);
    private static final String TWO = Outbreak.cve(4);
    private static final String DAY = Outbreak.TODAY.toString();
    private static final int CVES = 90;

    private static TestHome home;

    @BeforeAll
    static void score() {
        home = Outbreak.readyHome(CVES);
        assertThat(vigie("score", "--all").status()).isEqualTo(Exit.DONE);
    }

    @AfterAll
    static void close() {
        if (home != null) {
            home.close();
        }
    }

    private static Ran vigie(String... arguments) {
        List<String> all = new ArrayList<>(List.of("--today", DAY));
        all.addAll(List.of(arguments));
        return Ran.on(home.dir(), all.toArray(String[]::new));
    }

    @Test
    void withoutIdsTheScoresAreBroughtUpToDate() {
        try (TestHome fresh = Outbreak.readyHome(30)) {
            Ran first = Ran.on(fresh.dir(), "--today", DAY, "score");
            assertThat(first.status()).isEqualTo(Exit.DONE);
            assertThat(first.out()).isEmpty();
            assertThat(first.err())
                    .contains("Scoring with model " + Outbreak.model().id(), "30 CVEs scored, 30 changed");
            assertThat(Ran.on(fresh.dir(), "--today", DAY, "score").err()).contains("No CVE scored, 0 changed");
            fresh.ingest(DAY, CveText.cve("CVE-2024-5555").listed());
            assertThat(Ran.on(fresh.dir(), "--today", DAY, "score", "--changed").err())
                    .contains("1 CVE scored, 1 changed");
            assertThat(Ran.on(fresh.dir(), "--today", DAY, "score", "--all", "--lang", "fr")
                            .err())
                    .contains("31 CVE");
        }
    }

    @Test
    void withIdsEachHasALine() {
        Ran ran = vigie("score", ONE.toLowerCase(java.util.Locale.ROOT), TWO);
        assertThat(ran.status()).isEqualTo(Exit.DONE);
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out().lines()).hasSize(3);
        assertThat(ran.out()).contains(ONE, TWO, "probability");
        assertThat(vigie("--lang", "fr", "score", ONE).out()).contains("probabilité");
    }

    @Test
    void aCveWithoutAScoreIsSaidOnStderrAndTheOthersArePrinted() {
        Ran ran = vigie("score", ONE, "CVE-2001-0001");
        assertThat(ran.status()).isEqualTo(Exit.FAILED);
        assertThat(ran.out()).contains(ONE).doesNotContain("CVE-2001-0001");
        assertThat(ran.err()).contains("No score for CVE-2001-0001").hasLineCount(1);
        Ran none = vigie("explain", "CVE-2001-0001", "--json");
        assertThat(none.status()).isEqualTo(Exit.FAILED);
        assertThat(none.out()).isEmpty();
    }

    @Test
    void aScoreIsExplainedInWordsAndFeatureByFeature() {
        Ran short_ = vigie("score", ONE, "--explain");
        Ran explained = vigie("explain", ONE);
        Ran all = vigie("explain", ONE, "--all");
        assertThat(explained.out()).contains(ONE).isEqualTo(short_.out());
        assertThat(explained.err()).isEmpty();
        assertThat(all.out().lines().count())
                .isGreaterThan(explained.out().lines().count());
        assertThat(all.out()).contains("N:AGE_DAYS");
        Ran french = vigie("--lang", "fr", "explain", ONE);
        assertThat(french.status()).isEqualTo(Exit.DONE);
        assertThat(french.out()).contains(ONE).isNotEqualTo(explained.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"explain", "explain --all", "score --explain", "score"})
    void asJsonBiasAndContributionsAreTheMargin(String command) {
        List<String> arguments = new ArrayList<>(List.of(command.split(" ")));
        arguments.addAll(List.of("--json", ONE, TWO));
        JsonNode all = JsonMapper.shared()
                .readTree(vigie(arguments.toArray(String[]::new)).out());
        assertThat(all.size()).isEqualTo(2);
        for (JsonNode one : all) {
            double sum = one.path("bias").asDouble();
            for (JsonNode contribution : one.path("contributions")) {
                sum += contribution.path("contribution").asDouble();
            }
            double margin = one.path("margin").asDouble();
            assertThat(sum).isCloseTo(margin, within(1e-6));
            assertThat(one.path("score").asDouble())
                    .isCloseTo(
                            1 / (1 + Math.exp(-margin)),
                            within(0.006 * one.path("score").asDouble()));
            assertThat(one.path("model").asString()).isEqualTo(Outbreak.model().id());
        }
    }

    @Test
    void bandsOfTheScoreAreAskedForAndWithoutAScoreThereIsNone() {
        JsonNode all = JsonMapper.shared()
                .readTree(vigie("search", "--json", "--limit", "1000").out());
        for (String band : List.of("top-5", "rest", "none")) {
            List<String> expected = new ArrayList<>();
            for (JsonNode one : all) {
                JsonNode percentile = one.path("score_percentile");
                String own = one.path("score_band").asString("none");
                assertThat(own)
                        .isEqualTo(
                                percentile.isNumber()
                                        ? ScoreBand.of(percentile.asDouble()).toString()
                                        : "none");
                boolean asked = ScoreBands.parse(band).orElseThrow().hold(percentile.asDouble(Double.NaN));
                if (asked) {
                    expected.add(one.path("cve").asString());
                }
            }
            List<String> found = new ArrayList<>();
            JsonMapper.shared()
                    .readTree(vigie("search", "--band", band, "--json", "--limit", "1000")
                            .out())
                    .forEach(one -> found.add(one.path("cve").asString()));
            assertThat(found).as(band).isEqualTo(expected);
        }
        assertThat(vigie("search", "--band", "top").status()).isEqualTo(Exit.WRONG_USE);
    }

    @Test
    void ofOneCveTheJsonIsAnObject() {
        JsonNode one =
                JsonMapper.shared().readTree(vigie("explain", ONE, "--json").out());
        assertThat(one.path("cve").asString()).isEqualTo(ONE);
        assertThat(one.path("percentile").asDouble()).isBetween(0.0, 1.0);
    }

    @Test
    void whatIsPrintedIsWhatIsKept() {
        JsonNode printed =
                JsonMapper.shared().readTree(vigie("explain", ONE, "--json").out());
        JsonNode shown =
                JsonMapper.shared().readTree(vigie("show", ONE, "--json").out());
        JsonNode kept = shown.findParent("margin");
        for (String key : List.of("score", "percentile", "bias", "margin", "model", "known_exploited")) {
            assertThat(kept.path(key)).as(key).isEqualTo(printed.path(key));
        }
    }

    @Test
    void aCveOfWhichNothingIsSaidIsExplainedAllTheSame() {
        home.ingest(
                DAY,
                CveText.cve("CVE-2024-6666").published("2024-12-30T00:00:00Z").listed());
        Ran ran = vigie("explain", "CVE-2024-6666", "--all");
        assertThat(ran.status()).isEqualTo(Exit.DONE);
        assertThat(ran.out()).contains("CVE-2024-6666");
    }

    @Test
    void theFeedIsWhatWasScored(@org.junit.jupiter.api.io.TempDir java.nio.file.Path folder) {
        String feed = folder.resolve("feed").toString();
        Ran ran = vigie("publish", "--out", feed);
        assertThat(ran.status()).isEqualTo(Exit.DONE);
        assertThat(ran.err()).contains(CVES + " CVEs in the feed");
        assertThat(folder.resolve("feed/model/" + Outbreak.model().id() + ".json"))
                .hasBinaryContent(Outbreak.model().file());
        assertThat(vigie("publish", "--out", feed).err()).contains("no file written");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "score CVE-2024",
                "score --all --changed",
                "score --all CVE-2024-3400",
                "score --changed CVE-2024-3400",
                "explain",
                "explain certfr",
                "explain --all"
            })
    void whatMakesNoSenseIsSaidWithStatus2EvenWithoutAModel(String line) {
        try (TestHome empty = TestHome.make()) {
            Ran ran = Ran.on(empty.dir(), line.split(" "));
            assertThat(ran.err()).startsWith("Error: ");
            assertThat(ran.status()).isEqualTo(Exit.WRONG_USE);
            assertThat(ran.out()).isEmpty();
        }
    }
}
