package vigie.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static vigie.testing.BulletinText.bulletin;
import static vigie.testing.CveText.cve;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vigie.testing.TestHome;

/** Commands that are given a list of CVEs in a file or on standard input. */
class ListOfCvesTest {

    private static final String LIST =
            "host,finding\nsrv1,CVE-2026-0001\nsrv2,\"cve-2026-0002 and CVE-2026-0777\"\nsrv3,CVE-2026-12\n";

    @TempDir
    private Path dir;

    private final TestHome home = TestHome.make();
    private final InputStream stdin = System.in;
    private Path file;

    @BeforeEach
    void fill() throws IOException {
        home.ingest(
                "2026-01-10",
                cve("CVE-2026-0001").product("Acme", "Anvil", "1", "affected").listed(),
                cve("CVE-2026-0002").product("Bolt", "Hammer", "1", "affected").listed(),
                cve("CVE-2026-0003").product("Third", "Saw", "1", "affected").listed(),
                bulletin("CERTFR-2026-AVI-0101", "2026-01-09", "CVE-2026-0001", "CVE-2026-0003")
                        .title("Two holes")
                        .seen(),
                bulletin("CERTFR-2026-ALE-002", "2026-01-09", "CVE-2026-0003").seen());
        file = Files.writeString(dir.resolve("scan.csv"), LIST);
    }

    @AfterEach
    void close() {
        System.setIn(stdin);
        home.close();
    }

    private static void type(String text) {
        System.setIn(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private Ran run(String... arguments) {
        return Ran.on(home.dir(), arguments);
    }

    private static void tellsWhatIsMissing(Ran ran) {
        assertThat(ran.status()).isEqualTo(Exit.FAILED);
        assertThat(ran.err()).contains("not in this database: CVE-2026-0777").contains("CVE-2026-12");
    }

    @Test
    void searchListsThemAndTellsWhichAreUnknown() {
        Ran ran = run("search", "--ids", file.toString());

        assertThat(ran.out()).contains("CVE-2026-0001", "CVE-2026-0002").doesNotContain("CVE-2026-0003", "0777");
        tellsWhatIsMissing(ran);
        type(LIST);
        assertThat(run("search", "-").out()).isEqualTo(ran.out());
        assertThat(run("search", "--ids", file.toString(), "--vendor", "bolt").out())
                .contains("CVE-2026-0002")
                .doesNotContain("CVE-2026-0001");
    }

    @Test
    void showTakesAFileAsAnArgument() {
        Ran ran = run("show", file.toString(), "CVE-2026-0003");

        assertThat(ran.out()).contains("CVE-2026-0001", "CVE-2026-0002", "CVE-2026-0003");
        assertThat(ran.err()).contains("CVE-2026-0777");
        assertThat(ran.status()).isEqualTo(Exit.FAILED);
        type("CVE-2026-0001");
        assertThat(run("show", "-").out()).contains("CVE-2026-0001");
        assertThat(run("show").status()).isEqualTo(Exit.WRONG_USE);
    }

    @Test
    void theTableHasTheirRowsAndThoseOfPublications() {
        Ran ran = run("table", "--format", "csv", file.toString());

        assertThat(ran.out()).contains("CVE-2026-0001").doesNotContain("CVE-2026-0002", "CVE-2026-0003");
        tellsWhatIsMissing(ran);
        assertThat(ran.err()).contains("no publication").contains("CVE-2026-0002");
        type("certfr-2026-ale-002");
        assertThat(run("table", "--format", "csv", "--ids", "-").out())
                .contains("CERTFR-2026-ALE-002")
                .doesNotContain("AVI-0101");
    }

    @Test
    void aRepeatedTypeOrSeverityMeansAny() {
        assertThat(run("table", "--type", "avis").out()).doesNotContain("ALE-002");
        assertThat(run("table", "--type", "avis", "--type", "alerte").out()).contains("AVI-0101", "ALE-002");
        assertThat(run("table", "--min-severity", "critical", "--min-severity", "low")
                        .status())
                .isZero();
        assertThat(run("table", "--min-severity", "critical", "--min-severity", "dire")
                        .status())
                .isEqualTo(Exit.WRONG_USE);
        Path report = dir.resolve("report.html");
        assertThat(run("report", "--out", report.toString(), "--type", "avis", "--type", "alerte")
                        .status())
                .isZero();
    }

    @Test
    void aFileWithoutIdentifiersIsNoList() throws IOException {
        Path empty = Files.writeString(dir.resolve("empty.txt"), "nothing here");
        Path workbook = Files.writeString(dir.resolve("list.xlsx"), "PK\u0003\u0004 CVE-2026-0001");

        assertThat(run("search", "--ids", empty.toString()).err()).contains("no CVE ID");
        assertThat(run("search", "--ids", empty.toString()).status()).isEqualTo(Exit.FAILED);
        assertThat(run("show", workbook.toString()).err()).contains("as CSV");
        assertThat(run("show", dir.resolve("missing.txt").toString()).status()).isEqualTo(Exit.WRONG_USE);
        assertThat(run("table", "--ids", dir.resolve("missing.txt").toString()).status())
                .isEqualTo(Exit.FAILED);
    }
}
