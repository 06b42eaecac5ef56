package vigie.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static vigie.testing.CveText.cve;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vigie.alert.Evaluator;
import vigie.store.AlertQuery.KeptLetter;
import vigie.store.AlertQuery.PacketState;
import vigie.store.AlertWriter;
import vigie.store.Reader;
import vigie.testing.CveText;
import vigie.testing.TestHome;
import vigie.watch.WatchFile;
import vigie.watch.WatchLists;

class AlertsCommandTest {

    private static final String ID = "CVE-2026-0001";
    private static final Instant NOW = Instant.parse("2026-01-12T08:00:00Z");

    private final TestHome home = TestHome.make();

    private static CveText anvil(String id) {
        return cve(id).title("Anvil drops").product("Acme", "Anvil", "1", "affected");
    }

    @BeforeEach
    void fill() throws Exception {
        home.firstLoad("cvelist", "2026-01-10", anvil("CVE-2026-0009").listed());
        home.later("cvelist", "2026-01-10", anvil("CVE-2026-0008").listed());
        WatchLists.keep(
                home.writer(),
                WatchFile.read(
                        "products = [\"Acme Anvil\"]\naddresses = [\"mail:alice@example.org\"]\n[when]\ncvss = 7.0\n",
                        "alice",
                        "alice",
                        NOW,
                        home.writer().lastChange()));
        home.later("cvelist", "2026-01-12", anvil(ID).cvss(9.8).listed());
        home.later("cvelist", "2026-01-12", anvil("CVE-2026-0002").cvss(2.0).listed());
        Evaluator evaluator = new Evaluator(Clock.fixed(NOW, ZoneOffset.UTC), fault -> {});
        try (Reader reader = home.store().reader()) {
            evaluator.evaluate(reader, work -> work.with(home.writer().alerts()));
        }
    }

    @AfterEach
    void close() {
        home.close();
    }

    private Ran run(String... arguments) {
        String[] all = Arrays.copyOf(new String[] {"--today", "2026-01-15", "alerts"}, 3 + arguments.length);
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        return Ran.on(home.dir(), all);
    }

    private JsonNode json(String... arguments) {
        Ran ran = run(arguments);
        assertThat(ran.status()).as(ran.err()).isEqualTo(Exit.DONE);
        return JsonMapper.shared().readTree(ran.out());
    }

    /** A letter of the alert that was given up. */
    private void giveUp() {
        AlertWriter writer = home.writer().alerts();
        writer.composed(
                "batch",
                List.of(1L),
                List.of(new AlertWriter.Composed(
                        new KeptLetter(
                                "letter",
                                "alice",
                                "mail:alice@example.org",
                                NOW,
                                "ALERT",
                                "batch",
                                Optional.empty(),
                                OptionalInt.empty()),
                        List.of(new AlertWriter.NewPacket("letter", Optional.of(new byte[] {1}), "")))),
                NOW);
        writer.sending(1, NOW);
        writer.ended(1, NOW, "REFUSED", "550 no such user", PacketState.DEAD, Optional.empty());
    }

    @Test
    void alertsAreListedAndShown() {
        Ran ran = run("list");
        assertThat(ran.out()).contains("alice", ID, "new", "to be sent").doesNotContain("CVE-2026-0002");
        assertThat(run().out()).isEqualTo(ran.out());
        assertThat(run("list", "--for", "bob").out()).isBlank();
        JsonNode listed = json("list", "--json").get(0);
        assertThat(listed.get("kind").asString()).isEqualTo("new");
        assertThat(listed.get("state").asString()).isEqualTo("waits");
        assertThat(listed.get("facts").get("cvss").asDouble()).isEqualTo(9.8);
        assertThat(run("show", "1").out()).contains("Anvil drops", "\n  “Acme Anvil” matches", "CVSS 9.8");
        assertThat(run("show", "7").status()).isEqualTo(Exit.FAILED);
    }

    @Test
    void whyExplainsWhatWasToldAndWhatWasNot() {
        assertThat(run("why", ID, "--for", "alice").out())
                .contains("was told of " + ID, "holds: cvss = 7.0", "alert 1", "CVSS: 9.8");
        assertThat(run("why", "CVE-2026-0002", "--for", "alice").out())
                .contains("was not told of", "does not hold: cvss = 7.0", "the watch list does not match");
        assertThat(run("why", "CVE-2026-0008", "--for", "alice").out())
                .contains("before the watch list was made", "cannot be told, passes: cvss = 7.0");
        assertThat(json("why", ID, "--for", "alice", "--json")
                        .get("events")
                        .get(0)
                        .get("led_to")
                        .asString())
                .isEqualTo("told");
        assertThat(run("why", ID, "--for", "bob").status()).isEqualTo(Exit.FAILED);
        assertThat(run("why", "anvil", "--for", "alice").status()).isEqualTo(Exit.WRONG_USE);
    }

    @Test
    void whatWasGivenUpIsNamedAndSentAgainWhenAskedFor() {
        giveUp();
        assertThat(run("list").out()).contains("given up");
        assertThat(run("show", "1").out()).contains("mail:alice@example.org", "refused", "550 no such user");
        assertThat(run("verify").err()).contains("1 message was given up");
        Ran again = run("retry", "1");
        assertThat(again.err()).contains("1 message is due again");
        assertThat(json("list", "--json").get(0).get("state").asString()).isEqualTo("queued");
        assertThat(run("retry").err()).contains("No message is due again");
    }

    @Test
    void verifyTellsWhatWasNotEvaluatedAndWhatCannotBeRight() {
        assertThat(run("verify").out()).contains("Every event was evaluated", "No alert is missing or doubled");
        home.later("cvelist", "2026-01-13", anvil("CVE-2026-0003").listed());
        assertThat(run("verify").out()).contains("vigie up");
        home.run("UPDATE alert SET letter = 'lost'");
        Ran ran = run("verify");
        assertThat(ran.status()).isEqualTo(Exit.FAILED);
        assertThat(ran.err()).contains("Fault: alert 1 is in a letter that is not there: lost");
    }

    @Test
    void allOfItIsSaidInFrenchToo() {
        Ran ran = Ran.on(home.dir(), "--today", "2026-01-15", "--lang", "fr", "alerts", "why", ID, "--for", "alice");
        assertThat(ran.out())
                .contains("La liste alice a été prévenue de " + ID, "remplie : cvss = 7.0", "Conditions :\n")
                .containsPattern("CVSS.: 9,8")
                .doesNotContain("published state", "cvss 3.1 (");
    }
}
