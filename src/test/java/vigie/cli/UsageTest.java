package vigie.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import vigie.testing.TestHome;
import vigie.text.Messages;

class UsageTest {

    @TempDir
    private Path dir;

    @Test
    void aCommandMadeAloneHasTheOptionsAndTheHelpThatItHasAmongAll() {
        Messages words = new Messages("en");
        CommandLine all = Main.prepared(Commands.all(new Vigie(words)), words);
        all.getSubcommands().forEach((name, command) -> {
            Vigie root = new Vigie(words);
            CommandLine alone = Main.prepared(Commands.of(root, List.of("--home", "x", name)), words)
                    .getSubcommands()
                    .get(name);
            assertThat(command.getCommandName()).isEqualTo(name);
            assertThat(alone.getUsageMessage()).isEqualTo(command.getUsageMessage());
        });
    }

    @Test
    void whereNoCommandIsNamedAllAreThere() {
        Vigie root = new Vigie(new Messages("en"));
        assertThat(Commands.of(root, List.of("--help")).getSubcommands()).hasSizeGreaterThan(15);
        assertThat(Commands.of(root, List.of("completion")).getSubcommands()).hasSizeGreaterThan(15);
        assertThat(Commands.of(root, List.of("show", "CVE-2024-3400")).getSubcommands())
                .containsOnlyKeys("show");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tabel",
                "help tabel",
                "help token nwe",
                "table --colour",
                "table --since yesterday",
                "table --until 2026-02-30",
                "table --since 99999d",
                "table --since 30D",
                "search --since -1d",
                "table --type bulletin",
                "table --min-severity urgent",
                "table --format xml",
                "table --excel",
                "table --lang es",
                "search --min-cvss high",
                "search --min-cvss 11",
                "search --severity urgent",
                "search --min-cvss NaN",
                "search --limit many",
                "show",
                "show CVE-2024-../../x",
                "publish",
                "publish --out feed --since yesterday",
                "sync nosuchsource",
                "serve --listen 0.0.0.0:8080",
                "serve --listen 0.0.0.0:8080 --behind-proxy",
                "serve --listen [::]:0 --host-name vigie.example",
                "serve --listen 8080",
                "serve --listen localhost:99999",
                "serve --listen localhost:8080 --port 8080",
                "serve --port 65536",
                "serve --port -1",
                "serve --rate -1",
                "serve --rate fast",
                "serve --host-name http://vigie.example",
                "token new grafana",
                "token new one/two --token-file tokens",
                "token new grafana --token-file tokens --days 0",
                "token new grafana --token-file tokens --days many",
                "--today never status",
                "--today 30d status",
                "--mirror ftp://example.org sync",
                "--config nosuchfile.toml status"
            })
    void whatMakesNoSenseIsSaidOnStderrWithStatus2(String line) {
        try (TestHome home = TestHome.make()) {
            Ran ran = Ran.on(home.dir(), line.split(" "));
            assertThat(ran.status()).isEqualTo(Exit.WRONG_USE);
            assertThat(ran.out()).isEmpty();
            assertThat(ran.err()).startsWith("Error: ");
            assertThat(ran.err().lines()).hasSizeLessThanOrEqualTo(3);
        }
    }

    @Test
    void aServerThatAnybodyCouldReadDoesNotStartAndSaysWhatItNeeds() {
        try (TestHome home = TestHome.make()) {
            Ran open = Ran.on(home.dir(), "serve", "--listen", "0.0.0.0:8080");
            assertThat(open.status()).isEqualTo(Exit.WRONG_USE);
            assertThat(open.err()).contains("0.0.0.0:8080", "--token-file", "--behind-proxy");
            Ran missing = Ran.on(home.dir(), "serve", "--port", "0", "--token-file", dir.resolve("none") + "");
            assertThat(missing.status()).isEqualTo(Exit.FAILED);
            assertThat(missing.err()).contains("vigie token new").hasLineCount(1);
        }
    }

    @Test
    void aPortThatIsTakenIsSaid() throws IOException {
        try (TestHome home = TestHome.make();
                ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Ran ran = Ran.on(home.dir(), "serve", "--port", String.valueOf(taken.getLocalPort()));
            assertThat(ran.status()).isEqualTo(Exit.FAILED);
            assertThat(ran.err())
                    .contains("127.0.0.1:" + taken.getLocalPort(), "--port")
                    .hasLineCount(1);
        }
    }

    @Test
    void aMisspeltCommandGetsTheNearestNamed() {
        assertThat(Ran.vigie("tabel").err()).contains("Did you mean: vigie table", "See: vigie --help");
        assertThat(Ran.vigie("table", "--formt", "csv").err()).contains("--format", "See: vigie table --help");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "table --colour | Option inconnue : « --colour »",
                "table --since | --since demande une valeur : DAY",
                "token new | Manquant : NAME",
                "report | Manquant : --out",
                "search --limit many | « many » n’est pas une valeur valide pour --limit.",
                "search --limit 1 --limit 2 x | --limit ne peut être donné qu’une fois.",
                "evaluate --outcome foo | « foo » n’est pas une valeur valide pour --outcome (any, kev).",
                "tabel | Vouliez-vous dire : vigie table",
                "--help | Utilisation : vigie",
                "token --help | Commandes :"
            })
    void aFrenchReaderIsToldInFrench(String line, String part) {
        Ran ran = Ran.vigie(("--lang fr " + line).split(" "));
        assertThat((ran.out() + ran.err()).replace('\u00a0', ' ')).contains(part);
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

    @ParameterizedTest
    @CsvSource({
        "'', --help",
        "help, --help",
        "token, token --help",
        "help table, table --help",
        "help token new, token new --help",
        "help help, help --help"
    })
    void theHelpIsPrintedWithoutACommandAndByHelp(String line, String same) {
        Ran ran = Ran.vigie(line.isEmpty() ? new String[0] : line.split(" "));
        assertThat(ran.status()).isEqualTo(Exit.DONE);
        assertThat(ran.out()).isNotBlank().isEqualTo(Ran.vigie(same.split(" ")).out());
        assertThat(ran.err()).isEmpty();
    }

    @Test
    void helpOfAMisspeltCommandNamesTheNearest() {
        assertThat(Ran.vigie("help", "tabel").err()).contains("Did you mean: vigie table", "See: vigie --help");
        assertThat(Ran.vigie("help", "token", "revok").err()).contains("token revoke", "See: vigie token --help");
    }

    @Test
    void helpIsInTheLanguageThatWasAskedFor() {
        assertThat(Ran.vigie("--lang", "fr", "--help").out()).contains("Quelles vulnérabilités d'abord");
        assertThat(Ran.vigie("--lang", "fr", "tabel").err()).startsWith("Erreur\u00a0: ");
    }

    @Test
    void aFileThatCannotBeWrittenIsSaidInOneLineAndLeavesNothing() {
        try (TestHome home = TestHome.make()) {
            Ran ran = Ran.on(
                    home.dir(), "table", "--out", dir.resolve("none/table.csv").toString());
            assertThat(ran.status()).isEqualTo(Exit.FAILED);
            assertThat(ran.err()).contains("the directory does not exist").hasLineCount(1);
            assertThat(Files.exists(dir.resolve("none"))).isFalse();
        }
    }
}
