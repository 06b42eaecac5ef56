package vigie.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vigie.testing.Needs;

/** Real files that are broken: what can be read of them is read, and nothing is passed over in silence. */
@Timeout(60)
class MalformedFilesTest {

    private static final Path FOLDER = Path.of("../shared/findings/malformed");

    private static Collected read(String name) {
        Path file = FOLDER.resolve(name);
        Needs.that(Files.isRegularFile(file), "the broken reports are not there: " + FOLDER);
        return Collected.of(file);
    }

    @ParameterizedTest
    @CsvSource({
        "csaf_unsupported_version.json,version 1.2 of the format is not known",
        "dd-empty_with_error.json,the scanner says that it failed: ENOAUDIT",
        "empty_with_error.json,'an empty object, which says nothing'",
        "invalid-bomformat-1.6.json,its format is not known",
        "no_findings.json,the file is empty",
        "openvex_not_a_document.json,its format is not known"
    })
    void whatIsNoReportIsRefusedWithItsReason(String name, String reason) {
        Collected read = read(name);
        assertThat(read.only())
                .isInstanceOfSatisfying(
                        Reading.Refused.class,
                        refused -> assertThat(refused.fault().reason()).isEqualTo(reason));
        assertThat(read.findings).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sysdig_reports_missing_cve_field.csv", "sysdig_reports_not_starting_with_cve.csv"})
    void aRowWithoutIdentifierIsRefusedWithItsLine(String name) {
        Reading reading = read(name).only();
        assertThat(reading.counts().refused()).isEqualTo(1);
        assertThat(reading.faults()).extracting(Fault::position).containsExactly(Position.line(2));
    }

    @Test
    void whatIsBrokenInOneFieldDoesNotEndTheReport() {
        assertThat(read("malformed_cvssv3.json").open()).extracting(Finding::id).containsExactly("CVE-2023-3635");
        assertThat(read("infinite-loop-bom.json").components).hasSize(3);
        assertThat(read("invalid-purl.json").components).hasSize(3);
    }

    @Test
    void noneIsPassedOverInSilence() throws IOException {
        Needs.that(Files.isDirectory(FOLDER), "the broken reports are not there: " + FOLDER);
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.sorted().toList()) {
                Collected read = Collected.of(file);
                List<Fault> faults = read.only().faults();
                assertThat(faults.size() + read.findings.size() + read.components.size())
                        .as(file.toString())
                        .isPositive();
            }
        }
    }

    /** What these files have in common with others, where they are not there. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{\"document\":{\"csaf_version\":\"1.2\"},\"vulnerabilities\":[]} | version 1.2 of the format is not known",
                "{\"error\":{\"code\":\"ENOLOCK\",\"summary\":\"made\"}} | the scanner says that it failed: ENOLOCK",
                "{\"message\":\"made\",\"error\":{\"code\":\"E500\",\"summary\":\"made\"}} | the scanner says that it failed: E500",
                "{ } | an empty object, which says nothing",
                "{\"bomFormat\":\"Other\",\"$schema\":\"http://cyclonedx.org/schema/bom-1.6.schema.json\",\"components\":[]} | its format is not known"
            })
    void aReportThatFailedIsRefused(String text, String reason) {
        assertThat(Collected.of(text).only().faults()).extracting(Fault::reason).containsExactly(reason);
    }

    @Test
    void anErrorAmongTheLinesOfYarnIsRefused() {
        Collected read = Collected.of("{\"type\":\"error\",\"data\":\"made\"}\n"
                + "{\"type\":\"auditSummary\",\"data\":{\"vulnerabilities\":{}}}\n");
        assertThat(((Reading.Read) read.only()).format()).isEqualTo("yarn-audit");
        assertThat(read.only().faults())
                .extracting(Fault::reason)
                .containsExactly("the scanner says that it failed: made");
    }
}
