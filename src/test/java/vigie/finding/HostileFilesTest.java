package vigie.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Files that are made to do harm give what their rules say, and never something else in silence. */
@Timeout(60)
class HostileFilesTest {

    @TempDir
    private Path folder;

    private Collected read(String name) throws IOException {
        return Collected.of(HostileFiles.made(name, folder));
    }

    private static String reason(Collected read) {
        assertThat(read.findings).isEmpty();
        return ((Reading.Refused) read.only()).fault().reason();
    }

    @ParameterizedTest
    @CsvSource({"empty,the file is empty", "null.json,its format is not known", "bomb.json.gz,its format is not known"})
    void whatSaysNothingIsRefusedWithItsReason(String name, String reason) throws IOException {
        assertThat(reason(read(name))).isEqualTo(reason);
    }

    @Test
    void aBombThatIsTakenForAReportIsRefused() throws IOException {
        Collected read = new Collected();
        vigie.finding.format.Formats.reader()
                .as(vigie.finding.format.Formats.named("grype").orElseThrow())
                .read(HostileFiles.made("bomb.json.gz", folder), read, read.readings::add);
        assertThat(reason(read)).startsWith("too deep or too long");
    }

    @Test
    void aReportInUtf16IsRead() throws IOException {
        assertThat(read("utf16le.csv").findings).extracting(Finding::asset).containsExactly("web-1");
    }

    @Test
    void ofAReportThatIsCutWhatStandsBeforeIsReadAndThePlaceIsNamed() throws IOException {
        Collected read = read("truncated.grype.json");
        assertThat(read.findings).extracting(Finding::id).containsExactly("CVE-2021-44228");
        assertThat(read.only()).isInstanceOfSatisfying(Reading.Refused.class, refused -> {
            assertThat(refused.fault().reason()).isEqualTo("the file ends too early");
            assertThat(refused.fault().position().line()).isEqualTo(1);
        });
    }

    /** Where what entries refer to stands behind them, it is missing, but the entries are not. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "anchore | {\"vulnerabilities\":[{\"vuln\":\"CVE-2024-10001\",\"package\":\"a\"},{\"vuln\":\"CVE",
                "csaf | {\"document\":{\"csaf_version\":\"2.0\"},\"vulnerabilities\":[{\"cve\":\"CVE-2024-10001\",\"product_status\":{\"fixed\":[\"a\"]}},{\"cve",
                "cyclonedx | {\"bomFormat\":\"CycloneDX\",\"vulnerabilities\":[{\"id\":\"CVE-2024-10001\"},{\"id\":\"CVE",
                "dependency-track | {\"findings\":[{\"component\":{\"name\":\"a\"},\"vulnerability\":{\"vulnId\":\"CVE-2024-10001\"}},{\"comp",
                "sarif | {\"version\":\"2.1.0\",\"runs\":[{\"results\":[{\"ruleId\":\"CVE-2024-10001\"},{\"ruleId\":\"CVE",
                "snyk | {\"vulnerabilities\":[{\"id\":\"SNYK-1\",\"identifiers\":{\"CVE\":[\"CVE-2024-10001\"]},\"packageName\":\"a\"},{\"id",
                "nessus | <NessusClientData_v2><Report><ReportHost name='a'><ReportItem><cve>CVE-2024-10001</cve></ReportItem><Rep"
            })
    void aReportThatIsCutBeforeWhatItRefersToIsReadSoFar(String format, String text) {
        Collected read = new Collected();
        vigie.finding.format.Formats.reader()
                .as(vigie.finding.format.Formats.named(format).orElseThrow())
                .read(
                        "-",
                        new java.io.ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                        read,
                        read.readings::add);
        assertThat(read.findings.size() + read.statements.size()).isEqualTo(1);
        assertThat(read.only()).isInstanceOf(Reading.Refused.class);
    }

    /** The figures of the rules, and that each entry is somewhere. */
    @Test
    void eachFileGivesTheFiguresOfItsRule() throws IOException {
        Map<String, Path> files = HostileFiles.in(folder);
        for (Map.Entry<String, JsonNode> rule : HostileFiles.rules().properties()) {
            Collected read = Collected.of(files.get(rule.getKey()));
            List<Finding> open = read.open();
            Set<String> cves = open.stream()
                    .flatMap(one -> one.cves().stream())
                    .map(Object::toString)
                    .collect(Collectors.toCollection(TreeSet::new));
            Map<String, Integer> figures = Map.of(
                    "findings", open.size(),
                    "rows", open.stream().mapToInt(Finding::rows).sum(),
                    "cves", cves.size(),
                    "assets", (int) open.stream().map(Finding::asset).distinct().count(),
                    "suppressed", read.findings.size() - open.size());
            for (Map.Entry<String, JsonNode> figure : rule.getValue().properties()) {
                if (figure.getValue().isNumber()) {
                    assertThat(figures.get(figure.getKey()))
                            .as(rule.getKey() + " " + figure.getKey())
                            .isEqualTo(figure.getValue().intValue());
                } else if (figure.getKey().equals("cves")) {
                    List<String> expected = new ArrayList<>();
                    figure.getValue().forEach(one -> expected.add(one.asString()));
                    assertThat(cves).as(rule.getKey()).containsExactlyElementsOf(expected);
                }
            }
            boolean silent = read.findings.isEmpty()
                    && read.readings.stream().allMatch(one -> one.faults().isEmpty());
            assertThat(silent).as("%s is passed over in silence", rule.getKey()).isFalse();
        }
    }

    @Test
    void wordsThatOnlyLookLikeIdentifiersAreCountedWithTheirLine() throws IOException {
        List<Fault> faults =
                Collected.of(HostileFiles.in(folder).get("ids.txt")).only().faults();
        assertThat(faults)
                .extracting(fault -> fault.position() + " "
                        + fault.reason().substring("not an identifier of a vulnerability: ".length()))
                .containsExactly(
                        "3 CVE-YYYY-1234",
                        "3 CVE-2021-123",
                        "3 CVE-1998-0001",
                        "3 CVE-2021-4422812345678901234567",
                        "3 XCVE-2021-0001",
                        "3 CVE_2021_0002",
                        "4 CVE-2021-00044228");
    }

    @Test
    void noEntityIsResolved() throws IOException {
        Map<String, Path> files = HostileFiles.in(folder);
        for (String name : List.of("xxe.nessus", "billion-laughs.xml")) {
            assertThat(reason(Collected.of(files.get(name)))).startsWith("broken XML:");
        }
        // Whatever it may be: a file that is there, a file that is not, a host.
        for (String target :
                List.of("file:///etc/hostname", "file:///nowhere", "http://192.0.2.1:9/x", "jar:file:///x!/y")) {
            for (String declared :
                    List.of("<!DOCTYPE x SYSTEM '%s'>", "<!DOCTYPE x [<!ENTITY %% e SYSTEM '%s'> %%e;]>")) {
                String text = declared.formatted(target)
                        + "<NessusClientData_v2><Report><ReportHost name='h'><ReportItem pluginName='n'>"
                        + "<cve>CVE-2021-44228</cve></ReportItem></ReportHost></Report></NessusClientData_v2>";
                assertThat(Collected.of(text).findings).as(text).hasSize(1);
            }
        }
    }

    /** All of them in a program with a heap of 64 MB and little stack. */
    @Test
    void noneNeedsMoreMemoryThanAnotherFile() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-Xss512k",
                "-cp",
                System.getProperty("java.class.path"),
                Collected.class.getName()));
        HostileFiles.in(folder).values().forEach(file -> command.add(file.toString()));
        File printed = folder.resolve("printed").toFile();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(printed)
                .start();
        assertThat(process.waitFor(50, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(printed.toPath())).isZero();
        assertThat(Files.readAllLines(printed.toPath())).hasSize(command.size() - 6);
    }
}
