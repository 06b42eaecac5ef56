package vigie.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static vigie.testing.BulletinText.bulletin;
import static vigie.testing.CveText.cve;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vigie.testing.TestHome;

class WatchCommandTest {

    private final TestHome home = TestHome.make();

    @BeforeEach
    void fill() {
        home.ingest(
                "2026-01-10",
                cve("CVE-2026-0001").product("Acme", "Anvil", "1", "affected").listed(),
                bulletin("CERTFR-2026-AVI-0001", "2026-01-10", "CVE-2026-0002")
                        .system("Fortinet", "FortiOS")
                        .seen());
    }

    @AfterEach
    void close() {
        home.close();
    }

    private Ran run(String... arguments) {
        String[] all = Arrays.copyOf(new String[] {"--today", "2026-01-15", "watch"}, 3 + arguments.length);
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        return Ran.on(home.dir(), all);
    }

    private JsonNode shown(String name) {
        Ran ran = run("show", name, "--json");
        assertThat(ran.status()).as(ran.err()).isEqualTo(Exit.DONE);
        return JsonMapper.shared().readTree(ran.out());
    }

    @Test
    void aListIsAddedShownPausedAndRemoved() throws Exception {
        Path file = home.dir().resolve("products.txt");
        Files.writeString(file, "Anvil\nfortios 7.2\n");
        Ran added = run(
                "add",
                "alice",
                "--mail",
                "alice@example.org",
                "--lang",
                "fr",
                "--products",
                file.toString(),
                "vendor=Cisco",
                "product=IOS XE",
                "version=17.3",
                "cve=CVE-2026-0009",
                "--severity",
                "critical,high");
        assertThat(added.status()).as(added.err()).isEqualTo(Exit.DONE);
        JsonNode list = shown("alice");
        assertThat(list.path("lang").asString()).isEqualTo("fr");
        assertThat(list.path("addresses").path(0).asString()).isEqualTo("mail:alice@example.org");
        assertThat(list.path("products").path(1).asString()).isEqualTo("fortios 7.2");
        assertThat(list.path("rule").path(0).path("version").asString()).isEqualTo("17.3");
        assertThat(list.path("when").path("severity").path(0).asString()).isEqualTo("critical");
        assertThat(run("list").out()).contains("alice", "4 lines", "mail:alice@example.org");
        assertThat(run("show", "alice").out()).contains("Cisco IOS XE 17.3", "severity");
        assertThat(run("pause", "alice").status()).isEqualTo(Exit.DONE);
        assertThat(run("list").out()).contains("paused");
        assertThat(shown("alice").path("paused").asBoolean()).isTrue();
        assertThat(run("resume", "alice").status()).isEqualTo(Exit.DONE);
        assertThat(run("remove", "alice").status()).isEqualTo(Exit.DONE);
        assertThat(run("show", "alice").status()).isEqualTo(Exit.FAILED);
        assertThat(run("remove", "alice").status()).isEqualTo(Exit.FAILED);
    }

    @Test
    void aLineThatMatchesNothingSaysSoWithTheNearestNames() {
        Ran ran = run("add", "bob", "name=Anvel", "vendor=Fortinett", "product=fortios", "product=Anvil");
        assertThat(ran.status()).isEqualTo(Exit.DONE);
        assertThat(ran.err())
                .contains("'Anvel'", "Acme Anvil (1 alert in the last 90 days)", "'Fortinett'")
                .doesNotContain("'fortios'", "'Anvil'");
    }

    @Test
    void aNearNameHasItsVendorOnceOnly() {
        home.ingest(
                "2026-01-11",
                cve("CVE-2026-0007")
                        .product("Zorgon", "Zorgon Server", "1", "affected")
                        .listed());
        Ran ran = run("add", "bob", "name=Zorgon Servr", "--no-test");
        assertThat(ran.err()).contains("Nearest: Zorgon Server, Zorgon.").doesNotContain("Zorgon Zorgon");
    }

    @Test
    void aThresholdIsWrittenInTheLanguageOfTheUser() {
        for (int i = 1; i <= 8; i++) {
            home.ingest(
                    "2026-01-11",
                    cve("CVE-2026-010" + i)
                            .published("2026-01-11T08:00:00Z")
                            .product("Acme", "Anvil", "1", "affected")
                            .cvss(i + 0.5)
                            .listed());
        }
        assertThat(run("add", "eve", "product=Anvil").err()).contains("CVSS from 6.5 on");
        assertThat(run("test", "eve", "--lang", "fr").err()).contains("CVSS à partir de 6,5");
    }

    @Test
    void anExportedListIsReadAgain() throws Exception {
        run("add", "carol", "product=Anvil", "word=privilege escalation", "--known-exploited");
        Path file = home.dir().resolve("carol.toml");
        Files.writeString(file, run("export", "carol").out());
        assertThat(run("add", "carol", "--products", file.toString()).err()).contains("already exists");
        assertThat(run("add", "carol", "--products", file.toString(), "--replace")
                        .status())
                .isEqualTo(Exit.DONE);
        assertThat(Files.readString(file)).isEqualTo(run("export", "carol").out());
        assertThat(run("export", "carol", "--format", "list").out()).contains("Anvil");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "add dave",
                "add dave colour=red",
                "add ../dave product=Anvil",
                "add dave product=Anvil --mail dave",
                "add dave product=Anvil --to nowhere",
                "add dave product=Anvil --severity grave",
                "add dave product=Anvil --min-cvss 11",
                "add dave product=Anvil --urgent never",
                "add dave product=Anvil --at noon",
                "add dave product=Anvil --zone Mars",
                "export dave --format yaml"
            })
    void whatCannotBeMeantIsRefused(String arguments) {
        if (arguments.startsWith("export")) {
            run("add", "dave", "product=Anvil");
        }
        Ran ran = run(arguments.split(" "));
        assertThat(ran.status()).as(ran.err()).isEqualTo(Exit.WRONG_USE);
        assertThat(ran.err()).isNotBlank().doesNotContain("Exception");
    }

    @Test
    void aListIsTriedOnPastDays() {
        Ran added = run("add", "erin", "product=Anvil", "product=Hammer");
        assertThat(added.err()).contains("Since 2025-10-17", "1 line without an alert", "Hammer");
        Ran ran = run("test", "erin", "--last", "60d", "--json");
        assertThat(ran.status()).as(ran.err()).isEqualTo(Exit.DONE);
        JsonNode trial = JsonMapper.shared().readTree(ran.out());
        assertThat(trial.path("from").asString()).isEqualTo("2025-11-16");
        assertThat(trial.path("alerts").asInt()).isEqualTo(1);
        assertThat(trial.path("events").path(0).path("matter").asString()).isEqualTo("CVE-2026-0001");
        assertThat(run("test", "erin").out()).contains("CVE-2026-0001", "Anvil");
        assertThat(run("add", "frank", "product=Anvil", "--no-test").err()).doesNotContain("Since");
    }

    @Test
    void withoutAnyListItSaysHowToAddOne() {
        assertThat(run("list").err()).contains("vigie watch add");
    }
}
