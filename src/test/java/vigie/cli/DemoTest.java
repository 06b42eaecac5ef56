package vigie.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vigie.report.AlertTable;
import vigie.testing.Sample;

/** The main job from end to end, on the sample inside the program. */
class DemoTest {

    @TempDir
    private static Path dir;

    private static Ran demo;
    private static Path home;

    @BeforeAll
    static void run() {
        demo = Ran.on(dir, "demo");
        home = dir.resolve("demo");
    }

    @Test
    void resultsAreOnStdoutAndTheRestOnStderr() {
        assertThat(demo.status()).isEqualTo(Exit.DONE);
        assertThat(demo.out()).contains("publications", "CVE-2026-1281").doesNotContain("up to date");
        assertThat(demo.err()).contains("certfr: ", "up to date", "Done in").doesNotContain("CVE-2026-1281");
    }

    @Test
    void theScoresArePublishedAndExplained() {
        Sample.shippedModel(dir.resolve("nothing"));
        assertThat(demo.err()).contains("Scoring with model", "in the feed");
        assertThat(home.resolve("feed/manifest.json")).isRegularFile();
        assertThat(home.resolve("feed/2026/1xxx/CVE-2026-1281.json")).isRegularFile();
        assertThat(Ran.on(home, "--today", "2026-01-30", "score").err()).contains("No CVE scored");
        Ran explained = Ran.on(home, "--today", "2026-01-30", "--lang", "fr", "explain", "CVE-2026-1281");
        assertThat(explained.status()).isEqualTo(Exit.DONE);
        assertThat(explained.out()).contains("CVE-2026-1281");
    }

    @Test
    void everyRowOfTheTableHasTheColumnsAndAPublication() {
        Ran table = Ran.on(home, "table", "--format", "jsonl");
        List<JsonNode> rows =
                table.out().lines().map(JsonMapper.shared()::readTree).toList();
        assertThat(rows.size()).isGreaterThan(500);
        for (JsonNode row : rows) {
            assertThat(row.propertyNames()).containsExactlyElementsOf(AlertTable.COLUMNS);
            assertThat(row.get("anssi_link").asString()).startsWith("https://www.cert.ssi.gouv.fr/");
        }
        assertThat(table.out()).as("numbers").doesNotContainPattern(":\\d[.\\d]*E");
        assertThat(rows.stream()
                        .map(row -> row.get("anssi_published").asString())
                        .toList())
                .isSortedAccordingTo(java.util.Comparator.reverseOrder());
        assertThat(table.err()).contains("rows.");
    }

    @ParameterizedTest
    @CsvSource({
        "--since 2026-01-30, 2026-01-30, ''",
        "--until 2025-02-28, '', 2025-02-28",
        "--since 2026-01-01 --until 2026-01-20, 2026-01-01, 2026-01-20"
    })
    void daysNarrowTheTable(String options, String from, String to) {
        List<String> days = column(options, "anssi_published");
        assertThat(days).isNotEmpty().allMatch(day -> day.compareTo(from) >= 0);
        assertThat(days).allMatch(day -> to.isEmpty() || day.compareTo(to) <= 0);
    }

    @Test
    void typeVendorAndSeverityNarrowTheTable() {
        assertThat(column("--type alerte", "type_publication")).isNotEmpty().containsOnly("alerte");
        assertThat(column("--min-severity critical", "base_severity"))
                .isNotEmpty()
                .containsOnly("Critical");
        assertThat(column("--min-severity HIGH", "base_severity"))
                .contains("High", "Critical")
                .doesNotContain("Low");
        assertThat(column("--vendor IVANTI", "anssi_title")).isNotEmpty().hasSizeLessThan(500);
        assertThat(column("--vendor nosuchvendor", "anssi_title")).isEmpty();
    }

    private static List<String> column(String options, String name) {
        String[] arguments = ("table --format jsonl " + options).split(" ");
        return Ran.on(home, arguments)
                .out()
                .lines()
                .map(line -> JsonMapper.shared().readTree(line).get(name).asString(""))
                .toList();
    }

    @Test
    void aFileGetsWhatStdoutWouldGet() throws Exception {
        Path file = dir.resolve("table.csv");
        Ran ran = Ran.on(home, "table", "--format", "csv", "--out", file.toString());
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).contains("written to " + file);
        assertThat(Files.readString(file))
                .isEqualTo(Ran.on(home, "table", "--format", "csv").out());
        try (var left = Files.list(dir)) {
            assertThat(left.filter(path -> path.toString().endsWith(".part"))).isEmpty();
        }
    }

    @Test
    void showTellsOfACveAndAPublicationWithABlankLineBetween() {
        Ran shown = Ran.on(home, "--today", "2026-01-30", "show", "cve-2026-1281", "CERTFR-2026-AVI-0110");
        assertThat(shown.status()).isEqualTo(Exit.DONE);
        assertThat(shown.out()).startsWith("CVE-2026-1281").contains("\n\nCERTFR-2026-AVI-0110  ");
        assertThat(shown.err()).isEqualToIgnoringNewLines("Data as of 2026-01-30.");
    }

    @Test
    void whatIsNotKnownIsSaidOnStderrAndTheRestIsShown() {
        Ran shown = Ran.on(home, "show", "CVE-2001-0001", "CVE-2026-1281");
        assertThat(shown.status()).isEqualTo(Exit.FAILED);
        assertThat(shown.out()).startsWith("CVE-2026-1281");
        assertThat(shown.err()).contains("CVE-2001-0001 is not in this database");
    }

    @Test
    void searchFindsWordsAndProperties() {
        Ran found = Ran.on(home, "search", "ivanti", "--kev", "--min-cvss", "9", "--limit", "3");
        assertThat(found.out().lines().filter(line -> line.startsWith("CVE-")).toList())
                .hasSize(3)
                .allMatch(line -> line.contains("Vigie exploited"));
        assertThat(found.err()).containsPattern("3 of [1-9][0-9]+ CVEs, most urgent first.\\R");
        JsonNode json = JsonMapper.shared()
                .readTree(Ran.on(home, "search", "ivanti", "--json").out());
        assertThat(json.size()).isPositive();
        assertThat(json.at("/0/cve").asString()).startsWith("CVE-");
        Ran none = Ran.on(home, "--lang", "fr", "search", "nosuchword");
        assertThat(none.out()).isEmpty();
        assertThat(none.err()).contains("Aucune CVE ne correspond.");
    }

    @Test
    void statusSaysWhatIsStale() {
        assertThat(Ran.on(home, "--today", "2026-01-30", "status").out())
                .contains("fresh")
                .doesNotContain("STALE");
        assertThat(Ran.on(home, "--today", "2026-02-15", "status").out())
                .contains("STALE", "certfr: last read without a failure on 2026-01-30 12:00 UTC, 16 days ago");
    }

    @Test
    void aSecondDemoHasTheSameContent() {
        String hash = Ran.on(home, "status", "--hash").out();
        assertThat(hash).contains("  all\n");
        Path other = dir.resolve("other");
        Ran.on(other, "-q", "demo");
        assertThat(Ran.on(other.resolve("demo"), "status", "--hash").out()).isEqualTo(hash);
    }

    @Test
    void quietLeavesResultsOnly() {
        Ran quiet = Ran.on(home, "-q", "table", "--since", "2026-01-30");
        assertThat(quiet.out()).contains("CVE-2026-1281");
        assertThat(quiet.err()).isEmpty();
    }
}
