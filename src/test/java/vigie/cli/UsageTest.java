package vigie.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vigie.testing.TestHome;

class UsageTest {

    @TempDir
    private Path dir;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tabel",
                "table --colour",
                "table --since yesterday",
                "table --until 2026-02-30",
                "table --type bulletin",
                "table --min-severity urgent",
                "table --format xml",
                "table --excel",
                "table --lang es",
                "search --min-cvss high",
                "search --min-cvss 11",
                "search --min-cvss NaN",
                "search --limit many",
                "show",
                "show CVE-2024-../../x",
                "publish",
                "publish --out feed --since yesterday",
                "sync nosuchsource",
                "token",
                "token new grafana",
                "token new one/two --token-file tokens",
                "token new grafana --token-file tokens --days 0",
                "token new grafana --token-file tokens --days many",
                "--today never status",
                "--mirror ftp://example.org sync",
                "--config nosuchfile.toml status"
            })
    void whatMakesNoSenseIsSaidOnStderrWithStatus2(String line) {
        try (TestHome home = TestHome.make()) {
            String[] arguments = line.isEmpty() ? new String[0] : line.split(" ");
            Ran ran = Ran.on(home.dir(), arguments);
            assertThat(ran.status()).isEqualTo(Exit.WRONG_USE);
            assertThat(ran.out()).isEmpty();
            assertThat(ran.err()).startsWith("Error: ");
            assertThat(ran.err().lines()).hasSizeLessThanOrEqualTo(3);
        }
    }

    @Test
    void aMisspeltCommandGetsTheNearestNamed() {
        assertThat(Ran.vigie("tabel").err()).contains("Did you mean: vigie table", "See: vigie --help");
        assertThat(Ran.vigie("table", "--formt", "csv").err()).contains("--format", "See: vigie table --help");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"table", "show CVE-2024-3400", "search anvil", "status", "status --hash", "publish --out none"})
    void withoutADatabaseACommandFailsAndSaysWhatToDo(String line) {
        Ran ran = Ran.on(dir, line.split(" "));
        assertThat(ran.status()).isEqualTo(Exit.FAILED);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).contains("vigie up").hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource({"--help, Commands:", "table --help, --min-severity", "completion, _complete_vigie", "--version, Vigie"})
    void whatWasAskedForIsAResult(String line, String part) {
        Ran ran = Ran.vigie(line.split(" "));
        assertThat(ran.status()).isEqualTo(Exit.DONE);
        assertThat(ran.out()).contains(part);
        assertThat(ran.err()).isEmpty();
    }

    @Test
    void helpIsInTheLanguageThatWasAskedFor() {
        assertThat(Ran.vigie("--lang", "fr", "--help").out()).contains("Quelles vulnérabilités d'abord");
        assertThat(Ran.vigie("--lang", "fr", "tabel").err()).startsWith("Erreur : ");
    }

    @Test
    void aFileThatCannotBeWrittenIsSaidInOneLineAndLeavesNothing() {
        try (TestHome home = TestHome.make()) {
            Ran ran = Ran.on(
                    home.dir(), "table", "--out", dir.resolve("none/table.csv").toString());
            assertThat(ran.status()).isEqualTo(Exit.FAILED);
            assertThat(ran.err()).contains("there is no such directory").hasLineCount(1);
            assertThat(Files.exists(dir.resolve("none"))).isFalse();
        }
    }
}
