package vigie.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vigie.testing.Sample;
import vigie.testing.TestHome;

/** A report on the sample inside the program. */
class ReportCommandTest {

    @TempDir
    private static Path dir;

    private static Path home;

    @BeforeAll
    static void fill() throws Exception {
        home = Files.createDirectory(dir.resolve("home"));
        Sample.into(home);
    }

    private static Ran report(String... more) {
        return Ran.on(
                home,
                Stream.concat(Stream.of("--today", "2026-01-30", "report"), Stream.of(more))
                        .toArray(String[]::new));
    }

    @Test
    void thirtyDaysUpToTodayAreReportedUnlessAskedOtherwise() throws Exception {
        Path file = dir.resolve("r.html");
        Ran ran = report("--out", file.toString());
        assertThat(ran.status()).isEqualTo(Exit.DONE);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).contains("2025-12-31 to 2026-01-30", "r.html");
        assertThat(Files.readString(file)).contains("CVE-2026-1281", "31 December 2025 to 30 January 2026");
        assertThat(dir.toFile().list()).noneMatch(name -> name.endsWith(".part"));
    }

    @Test
    void theTableIsLeftOutOnRequest() throws Exception {
        Path file = dir.resolve("short.html");
        assertThat(report("--out", file.toString(), "--no-table").status()).isEqualTo(Exit.DONE);
        assertThat(Files.readString(file))
                .contains("id=\"priorities\"", "id=\"notes\"")
                .doesNotContain("id=\"table\"", "href=\"#table\"");
    }

    @Test
    void thePdfIsOne() throws Exception {
        Path file = dir.resolve("R.PDF");
        Ran ran = report(
                "--lang", "fr", "--out", file.toString(), "--vendor", "Ivanti", "--vendor", "cisco", "--type", "avis");
        assertThat(ran.status()).isEqualTo(Exit.DONE);
        assertThat(Files.readAllBytes(file)).startsWith('%', 'P', 'D', 'F');
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--out r.docx",
                "--out pdf",
                "--out r.pdf --since 2026-02-30",
                "--out r.pdf --since 2026-01-02 --until 2026-01-01",
                "--out r.pdf --type bulletin",
                "--out r.html --rows -1",
                "--out r.html --rows many"
            })
    void whatMakesNoSenseIsWrongUsage(String line) {
        Ran ran = report(line.isEmpty() ? new String[0] : line.split(" "));
        assertThat(ran.status()).isEqualTo(Exit.WRONG_USE);
        assertThat(ran.err()).startsWith("Error: ");
    }

    @Test
    void aDirectoryThatIsNotThereIsSaidAtOnce() {
        Ran ran = report("--out", dir.resolve("none/r.pdf").toString());
        assertThat(ran.status()).isEqualTo(Exit.FAILED);
        assertThat(ran.err()).contains("the directory does not exist");
    }

    @AfterAll
    static void nothingIsLeft() {
        assertThat(Files.exists(Path.of("r.pdf"))).isFalse();
    }

    @Test
    void anEmptyHomeGivesAnEmptyReport() throws Exception {
        try (TestHome empty = TestHome.make()) {
            Path file = dir.resolve("empty.html");
            assertThat(Ran.on(empty.dir(), "report", "--out", file.toString()).status())
                    .isEqualTo(Exit.DONE);
            assertThat(Files.readString(file)).contains("No CERT-FR publication matches");
        }
    }
}
