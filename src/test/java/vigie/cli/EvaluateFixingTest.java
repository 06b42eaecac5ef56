package vigie.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vigie.testing.Outbreak;
import vigie.testing.TestHome;

/** What fixing the first CVEs of a list each week would have missed. */
class EvaluateFixingTest {

    @TempDir
    private static Path folder;

    private static TestHome home;

    @BeforeAll
    static void fill() {
        home = Outbreak.home(Outbreak.MANY);
    }

    @AfterAll
    static void close() {
        if (home != null) {
            home.close();
        }
    }

    private static Ran evaluate(String... arguments) {
        List<String> all = new ArrayList<>(List.of("--today", Outbreak.TODAY.toString(), "evaluate"));
        all.addAll(List.of(arguments));
        return Ran.on(home.dir(), all.toArray(String[]::new));
    }

    private static String file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }

    @Test
    void ofAListOfProductsEachRuleSaysWhatItWouldHaveMissed() throws IOException {
        Path picture = folder.resolve("missed.svg");
        Ran ran = evaluate(
                "--list",
                file("products.txt", "Acme\n"),
                "--first",
                "3",
                "--weeks",
                "12",
                "--as-of",
                "2024-06-30",
                "--out",
                picture.toString(),
                "--json");

        assertThat(ran.status()).as(ran.err()).isEqualTo(Exit.DONE);
        JsonNode said = JsonMapper.shared().readTree(ran.out());
        int exploited = said.path("exploited").asInt();
        assertThat(exploited).isPositive();
        assertThat(said.path("open_at_first").asInt()).isPositive();
        assertThat(said.path("rounds_with_epss").asInt()).isLessThan(12);
        assertThat(said.path("rules").propertyNames()).containsExactly("vigie", "cvss", "kev");
        for (JsonNode rule : said.path("rules")) {
            assertThat(rule.path("fixed_in_time").asDouble()
                            + rule.path("missed").asDouble())
                    .isEqualTo(exploited);
            assertThat(rule.path("fixes").asDouble()).isLessThanOrEqualTo(36);
            assertThat(rule.path("missed_share").asDouble())
                    .isBetween(
                            rule.path("missed_share_from").asDouble(),
                            rule.path("missed_share_to").asDouble());
        }
        assertThat(picture).content().contains("<svg", "CISA KEV");
    }

    @Test
    void ofFindingsTheAnswerIsATableWithWhatHasToBeKnown() throws IOException {
        String ids = IntStream.rangeClosed(1, Outbreak.MANY)
                .mapToObj(Outbreak::cve)
                .collect(Collectors.joining("\n", "", "\n"));
        Ran ran = evaluate("--findings", file("ids.txt", ids), "--first", "5", "--weeks", "8", "--as-of", "2024-06-30");

        assertThat(ran.status()).as(ran.err()).isEqualTo(Exit.DONE);
        assertThat(ran.out())
                .contains(
                        "Had the first 5 CVEs", "Vigie: known exploited, then score", "CVSS 7 or more", "CISA KEV only")
                .contains("EPSS is left out", "random orders", "records say now");
        assertThat(ran.err()).contains("600 CVEs are on the list.");
    }

    /** Models that would be compared by nothing took minutes to train. */
    @Test
    void whereNothingBecameExploitedNoModelIsTrained() throws IOException {
        Path picture = folder.resolve("nothing.svg");
        Ran ran = evaluate(
                "--findings",
                file("old.txt", "CVE-1999-0001\nCVE-1999-0002\n"),
                "--as-of",
                "2024-06-30",
                "--weeks",
                "8",
                "--out",
                picture.toString());

        assertThat(ran.status()).as(ran.err()).isEqualTo(Exit.DONE);
        assertThat(ran.err())
                .contains("2 CVEs are on the list.", "2 of them are left out: published before 2016-01-01")
                .doesNotContain("training on");
        assertThat(ran.out()).contains("Nothing to compare");
        assertThat(picture).content().contains("<svg", "Nothing to compare");
    }

    @Test
    void wrongUseIsSaidBeforeAnythingIsRead() throws IOException {
        String list = file("one.txt", "Acme\n");
        assertThat(evaluate("--list", list, "--out", "missed.pdf").status()).isEqualTo(Exit.WRONG_USE);
        assertThat(evaluate("--list", list, "--first", "0").status()).isEqualTo(Exit.WRONG_USE);
        assertThat(evaluate("--list", list, "--rolling", "2024-01..2024-03").status())
                .isEqualTo(Exit.WRONG_USE);
        assertThat(evaluate("--list", list, "--as-of", "2024-12-01").err()).contains("outcomes are known until");
    }
}
