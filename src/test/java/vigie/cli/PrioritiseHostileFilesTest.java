package vigie.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static vigie.testing.CveText.cve;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vigie.finding.HostileFiles;
import vigie.testing.TestHome;
import vigie.text.PlainText;

/** Files that are made to do harm, as a user meets them: exit codes, the sum, and what is written from them. */
@Timeout(120)
class PrioritiseHostileFilesTest {

    private static final Pattern SUM =
            Pattern.compile("(\\d+) entries in = (\\d+) rows with a CVE \\+ (\\d+) without a CVE"
                    + " \\+ (\\d+) suppressed \\+ (\\d+) refused\\.");

    /** Cells that a spreadsheet would take for a formula, markup, and what a terminal would obey. */
    private static final String[] NASTY = {
        "=HYPERLINK(\"http://192.0.2.1\",\"x\")",
        "+1",
        "-1+cmd|' /C calc'!A0",
        "@SUM(1)",
        "\tx",
        "\rx",
        "＝1+1",
        "<img src=x onerror=alert(1)>",
        "</script><script>alert(1)</script>",
        "javascript:alert(1)",
        "\u001b[31mred\u001b]0;owned\u0007",
        "\u009b31m",
        "a\u0000b\u202etxt\u2066",
        "{{7*7}}${7*7}"
    };

    private static TestHome home;

    @TempDir
    private Path folder;

    @BeforeAll
    static void fill() {
        home = TestHome.make();
        home.ingest("2026-01-10", cve("CVE-2021-44228").cvss(10).listed());
    }

    @AfterAll
    static void close() {
        home.close();
    }

    private static Ran run(String... arguments) {
        List<String> all = new ArrayList<>(List.of("--today", "2026-01-30", "prioritise", "--no-keep"));
        all.addAll(List.of(arguments));
        return Ran.on(home.dir(), all.toArray(String[]::new));
    }

    @Test
    void nothingIsLostInSilence() throws IOException {
        for (Map.Entry<String, Path> file : HostileFiles.in(folder).entrySet()) {
            String name = file.getKey();
            Ran strict = run(file.getValue().toString());
            Ran on = run("--keep-going", file.getValue().toString(), "--format", "jsonl");
            Matcher sum = SUM.matcher(on.err().replace(",", ""));
            assertThat(sum.find()).as(name + ": " + on.err()).isTrue();
            long rows = on.out().lines().count();
            long refused = Long.parseLong(sum.group(5));
            assertThat(rows).as(name).isEqualTo(Long.parseLong(sum.group(2)) + Long.parseLong(sum.group(3)));
            assertThat(rows + Long.parseLong(sum.group(4)) + refused)
                    .as(name)
                    .isEqualTo(Long.parseLong(sum.group(1)))
                    .isPositive();
            assertThat(strict.status()).as(name).isEqualTo(refused > 0 ? Exit.FAILED : Exit.DONE);
            assertThat(on.status()).as(name).isEqualTo(refused > 0 ? Exit.PARTIAL : Exit.DONE);
            if (refused > 0) {
                assertThat(strict.out()).as(name).isEmpty();
                assertThat(strict.err()).contains(file.getValue() + ":", "'--keep-going' lists the rest");
            }
        }
    }

    @Test
    void whatStandsBeforeTheEndOfAReportThatIsCutIsListedIfItIsToGoOn() throws IOException {
        Path cut = HostileFiles.made("truncated.grype.json", folder);
        assertThat(run(cut.toString()).status()).isEqualTo(Exit.FAILED);
        Ran on = run("--keep-going", cut.toString());
        assertThat(on.status()).isEqualTo(Exit.PARTIAL);
        assertThat(on.out()).contains("CVE-2021-44228");
        assertThat(on.err())
                .contains("truncated.grype.json:1:", "the file ends too early")
                .contains("2 entries in = 1 rows with a CVE + 0 without a CVE + 0 suppressed + 1 refused.");
    }

    private Path report() throws IOException {
        StringBuilder matches = new StringBuilder();
        for (String nasty : NASTY) {
            String text = tools.jackson.databind.json.JsonMapper.shared().writeValueAsString(nasty);
            matches.append(matches.isEmpty() ? "" : ",")
                    .append(
                            "{\"vulnerability\":{\"id\":\"CVE-2021-44228\",\"severity\":%1$s,\"fix\":{\"versions\":[%1$s]}},"
                                    .formatted(text))
                    .append(
                            "\"artifact\":{\"name\":%1$s,\"version\":%1$s,\"purl\":%1$s,\"type\":%1$s,\"locations\":[{\"path\":%1$s}]}}"
                                    .formatted(text))
                    .append(",{\"vulnerability\":{\"id\":%1$s},\"artifact\":{\"name\":%1$s}}".formatted(text));
        }
        return Files.writeString(
                folder.resolve("nasty.json"),
                "{\"matches\":[" + matches + "],\"source\":{\"target\":{\"userInput\":\"=1+1<b>\\u001b[31m\"}}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "fix", "package", "asset", "cve"})
    void noCellOfATableIsAFormula(String group) throws IOException {
        String file = report().toString();
        Ran ran = group.isEmpty() ? run(file, "--format", "csv") : run(file, "--format", "csv", "--group", group);
        assertThat(ran.status()).as(ran.err()).isEqualTo(Exit.DONE);
        List<List<String>> records = CsvReader.builder().ofCsvRecord(ran.out()).stream()
                .map(CsvRecord::getFields)
                .toList();
        assertThat(records)
                .hasSizeGreaterThan(1)
                .allSatisfy(record ->
                        assertThat(record).allSatisfy(cell -> assertThat(cell).doesNotMatch("(?s)[=+@\\t\\r＝＋－＠-].*")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "csv", "json", "jsonl", "sarif", "cyclonedx-vex", "openvex", "ssvc"})
    void nothingReachesTheTerminalThatItWouldObey(String format) throws IOException {
        Ran ran = run(report().toString(), "--format", format);
        assertThat(ran.status()).as(ran.err()).isEqualTo(Exit.DONE);
        String obeyed = (ran.out() + ran.err())
                .codePoints()
                .filter(c -> c != '\r' && !PlainText.visible(c))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        assertThat(obeyed).isEmpty();
    }

    @Test
    void noMarkupOfAReportIsMarkupOfADocument() throws IOException {
        String html = run(report().toString(), "--format", "html").out();
        org.jsoup.nodes.Document page = org.jsoup.Jsoup.parse(html);
        assertThat(page.select("img[src=x], [onerror], a[href^=javascript]")).isEmpty();
        assertThat(page.select("script").eachText()).noneMatch(text -> text.contains("alert"));
        assertThat(page.text()).contains("<img src=x onerror=alert(1)>");
        Path pdf = folder.resolve("nasty.pdf");
        Ran ran = run(report().toString(), "--format", "pdf", "--out", pdf.toString());
        assertThat(ran.status()).as(ran.err()).isEqualTo(Exit.DONE);
        assertThat(Files.readString(pdf, StandardCharsets.ISO_8859_1)).doesNotContain("/JavaScript", "/JS", "/Launch");
    }

    @Test
    void noContentOfAFileOfTheMachineIsWritten() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "the-secret");
        for (String xml : List.of(
                "<!DOCTYPE x [<!ENTITY e SYSTEM \"%s\">]><NessusClientData_v2><Report><ReportHost name=\"h\"><ReportItem pluginName=\"n\"><cve>CVE-2021-44228</cve><plugin_output>&e;</plugin_output></ReportItem></ReportHost></Report></NessusClientData_v2>",
                "<bom xmlns=\"http://cyclonedx.org/schema/bom/1.4\" xmlns:xi=\"http://www.w3.org/2001/XInclude\"><components><component type=\"library\"><name><xi:include href=\"%s\" parse=\"text\"/></name></component></components></bom>")) {
            Path file = Files.writeString(folder.resolve("xxe.xml"), xml.formatted(secret.toUri()));
            Ran ran = run("--keep-going", file.toString(), "--format", "json");
            assertThat(ran.out() + ran.err()).doesNotContain("the-secret");
        }
    }
}
