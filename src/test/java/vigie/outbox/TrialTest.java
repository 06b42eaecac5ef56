package vigie.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static vigie.testing.BulletinText.bulletin;
import static vigie.testing.CveText.cve;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vigie.alert.Alert;
import vigie.alert.AlertJson;
import vigie.alert.Evaluator;
import vigie.model.CveId;
import vigie.model.Observation;
import vigie.store.AlertQuery;
import vigie.testing.Seen;
import vigie.testing.TestHome;
import vigie.text.Messages;
import vigie.watch.ProductFile;
import vigie.watch.WatchFile;
import vigie.watch.WatchList;
import vigie.watch.WatchLists;

class TrialTest {

    private static final String ONE = "CVE-2026-0001";
    private static final String TWO = "CVE-2026-0002";
    private static final String THREE = "CVE-2026-0003";
    private static final String REF = "CERTFR-2026-AVI-0001";
    private static final LocalDate TODAY = LocalDate.of(2026, 1, 30);

    private final TestHome home = TestHome.make();

    @AfterEach
    void close() {
        home.close();
    }

    private static WatchList list(String toml) {
        return WatchFile.read(toml, "alice", "alice", Instant.parse("2026-01-01T00:00:00Z"), 0);
    }

    private Trial trial(String toml, String from) {
        List<String> faults = new ArrayList<>();
        Trial trial = Trial.of(list(toml), LocalDate.parse(from), TODAY, home.reader(), faults::add);
        assertThat(faults).isEmpty();
        return trial;
    }

    private void firstLoads() {
        home.firstLoad(
                "cvelist", "2026-01-10", cve("CVE-2025-0001").title("Old").listed());
        home.firstLoad("kev", "2026-01-10", Seen.kev("CVE-2025-0001", "cisa", "2025-01-01"));
        home.firstLoad(
                "certfr",
                "2026-01-10",
                bulletin("CERTFR-2025-AVI-0001", "2025-01-10").seen());
    }

    private void days() {
        days(() -> {});
    }

    private void days(Runnable each) {
        firstLoads();
        home.later(
                "cvelist",
                "2026-01-12",
                cve(ONE).published("2026-01-12T08:00:00Z")
                        .product("Acme", "Anvil", "1", "affected")
                        .cvss(5.0)
                        .listed());
        each.run();
        home.later(
                "certfr",
                "2026-01-13",
                bulletin(REF, "2026-01-13", TWO).system("Acme", "Anvil").seen());
        each.run();
        home.later("kev", "2026-01-14", Seen.kev(ONE, "cisa", "2026-01-14"));
        each.run();
        home.later(
                "cvelist",
                "2026-01-15",
                cve(THREE)
                        .published("2026-01-15T08:00:00Z")
                        .product("Other", "Thing", "1", "affected")
                        .listed());
        each.run();
        home.later("kev", "2026-01-16", Seen.kev(THREE, "cisa", "2026-01-16"));
        each.run();
    }

    @Test
    void theAnswerIsWhatTheRunningProgramTells() throws Exception {
        assertThat(told(list("products = ['anvil']"))).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "vendor;product;version\nAcme;Anvil;1\nOther;Nothing;2\n",
                "name\nAnvil\nHammer\n",
                "{\"bomFormat\": \"CycloneDX\", \"components\": [{\"type\": \"library\", \"name\": \"anvil\","
                        + " \"version\": \"1\", \"publisher\": \"Acme\"}]}",
                "{\"bomFormat\": \"CycloneDX\", \"components\": [{\"name\": \"anvil\", \"cpe\":"
                        + " \"cpe:2.3:a:acme:anvil:1:*:*:*:*:*:*:*\"}]}",
                "{\"spdxVersion\": \"SPDX-2.3\", \"packages\": [{\"name\": \"Anvil\", \"versionInfo\": \"1\"}]}"
            })
    void theAnswerIsTheSameForAListMadeOfAFile(String file) throws Exception {
        WatchList empty = list("products = ['anvil']");
        WatchList made = new WatchList(
                empty.name(),
                empty.to(),
                empty.delivery(),
                ProductFile.read(file),
                empty.when(),
                false,
                empty.made(),
                empty.after());
        assertThat(told(made)).isNotEmpty();
    }

    /** What the running program told of these days, which a trial of them says, too. */
    private List<String> told(WatchList list) {
        return told(list, this::days);
    }

    private List<String> tried(WatchList list) {
        List<String> faults = new ArrayList<>();
        Trial trial = Trial.of(list, LocalDate.parse("2026-01-11"), TODAY, home.reader(), faults::add);
        assertThat(faults).isEmpty();
        return trial.alerts().stream().map(TrialTest::said).toList();
    }

    private List<String> told(WatchList list, Consumer<Runnable> lived) {
        WatchLists.keep(home.writer(), list);
        Evaluator evaluator =
                new Evaluator(Clock.fixed(Instant.parse("2026-01-30T12:00:00Z"), ZoneOffset.UTC), fault -> {});
        lived.accept(() -> evaluate(evaluator));
        AlertQuery alerts = home.reader().alerts();
        List<String> sent = alerts.waiting().stream()
                .map(kept -> AlertJson.alert(alerts.alert(kept.id()).orElseThrow(), fault -> {}))
                .map(TrialTest::said)
                .toList();
        assertThat(tried(list)).containsExactlyElementsOf(sent);
        return sent;
    }

    private void evaluate(Evaluator evaluator) {
        try {
            while (evaluator.evaluate(
                    home.reader(), work -> work.with(home.writer().alerts()))) {
                assertThat(home.reader()).isNotNull();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String said(Alert alert) {
        return alert.event() + " " + alert.kind() + " " + alert.matter() + " " + alert.urgent() + " "
                + alert.why().stream().map(why -> why.line() + why.where()).toList();
    }

    /** Values that came later than an event neither let it through nor hold it back. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "everything = true",
                "everything = true\nwhen = {exploited = true}",
                "everything = true\nwhen = {exploit = true}",
                "everything = true\nwhen = {cvss = 9, unknown = false}",
                "everything = true\nwhen = {cvss = 9}",
                "everything = true\nwhen.severity = ['none']",
                "everything = true\nwhen = {not = {vendor = 'Acme'}}",
                "vendors = ['Acme']",
                "vendors = ['Late']",
                "products = ['hammer']",
                "[[rule]]\nproduct = 'anvil'\nversion = '7'",
                "publications = ['avis']\nwhen.exploited = true"
            })
    void theAnswerRestsOnWhatWasKnownAtTheTime(String toml) {
        WatchList list = list(toml);
        told(list, this::changingDays);
        if (toml.equals("everything = true")) {
            assertThat(tried(list)).hasSize(8);
        }
    }

    private void changingDays(Runnable each) {
        firstLoads();
        // Known to be exploited and cited before there is a record.
        step(each, "kev", "2026-01-11", Seen.kev(TWO, "cisa", "2026-01-11"));
        step(
                each,
                "certfr",
                "2026-01-12",
                bulletin(REF, "2026-01-12", TWO).system("Acme", "Anvil").seen());
        step(
                each,
                "cvelist",
                "2026-01-13",
                cve(ONE).published("2026-01-13T08:00:00Z")
                        .product("Acme", "Anvil", "1", "affected")
                        .listed());
        step(
                each,
                "cvelist",
                "2026-01-14",
                cve(TWO).published("2026-01-14T08:00:00Z")
                        .product("Late", "Hammer", "1", "affected")
                        .cvss(5.0)
                        .listed());
        // The record gets a severity, a product and a version.
        step(
                each,
                "cvelist",
                "2026-01-16",
                cve(ONE).published("2026-01-13T08:00:00Z")
                        .product("Acme", "Anvil", "7", "affected")
                        .product("Late", "Hammer", "1", "affected")
                        .cvss(9.8)
                        .listed());
        step(each, "kev", "2026-01-18", Seen.kev(ONE, "cisa", "2026-01-18"));
        step(
                each,
                "certfr",
                "2026-01-19",
                bulletin(REF, "2026-01-12", TWO, ONE)
                        .system("Acme", "Anvil")
                        .system("Late", "Hammer")
                        .revised("2026-01-19")
                        .seen());
        step(
                each,
                "cvelist",
                "2026-01-20",
                cve(THREE)
                        .published("2026-01-20T08:00:00Z")
                        .product("Acme", "Saw", "1", "affected")
                        .listed());
        step(each, "kev", "2026-01-21", Seen.kev(THREE, "cisa", "2026-01-21"));
    }

    private void step(Runnable each, String source, String day, Observation seen) {
        home.later(source, day, seen);
        each.run();
    }

    @Test
    void aRecordThatCannotBeReadIsToldToWhoeverNamesIt() {
        firstLoads();
        step(
                () -> {},
                "cvelist",
                "2026-01-13",
                cve(ONE).published("2026-01-13T08:00:00Z").listed());
        step(() -> {}, "kev", "2026-01-18", Seen.kev(ONE, "cisa", "2026-01-18"));
        home.run("UPDATE raw SET body = x'0001' WHERE id = (SELECT max(id) FROM raw)");
        List<String> faults = new ArrayList<>();
        Trial trial = Trial.of(
                list("cves = [\"" + ONE + "\"]"), LocalDate.parse("2026-01-12"), TODAY, home.reader(), faults::add);
        assertThat(trial.alerts()).extracting(Alert::matter).contains(ONE);
        assertThat(faults).isNotEmpty();
    }

    @Test
    void newlyExploitedCvesAreCaughtMissedOrUnrelated() {
        days();
        Trial all = trial("products = ['anvil']", "2026-01-11");
        assertThat(all.caught()).containsExactly(CveId.of(ONE));
        assertThat(all.unrelated()).isEqualTo(1);
        Trial narrow = trial("products = ['anvil']\nwhen.cvss = 9", "2026-01-11");
        assertThat(narrow.missed()).containsExactly(CveId.of(ONE));
        assertThat(trial("products = ['anvil', 'hammer']", "2026-01-11").lines())
                .containsEntry("hammer", 0)
                .containsEntry("anvil", 3);
    }

    @Test
    void beforeChangesWereRecordedTheDatesOfSourcesCount() {
        home.firstLoad(
                "cvelist",
                "2026-01-29",
                cve(ONE).published("2026-01-12T08:00:00Z")
                        .product("Acme", "Anvil", "1", "affected")
                        .listed());
        home.firstLoad(
                "certfr",
                "2026-01-29",
                bulletin(REF, "2026-01-13", TWO)
                        .system("Acme", "Anvil")
                        .revised("2026-01-20")
                        .seen());
        home.firstLoad("kev", "2026-01-29", Seen.kev(ONE, "cisa", "2026-01-14"));
        assertThat(trial("products = ['anvil']", "2026-01-11").alerts())
                .extracting(alert ->
                        LocalDate.ofInstant(alert.at(), ZoneOffset.UTC) + " " + alert.kind() + " " + alert.matter())
                .containsExactly(
                        "2026-01-12 NEW " + ONE,
                        "2026-01-13 NEW " + REF,
                        "2026-01-14 KNOWN_EXPLOITED " + ONE,
                        "2026-01-20 REVISED " + REF);
    }

    @Test
    void alertsAreToldInTheWordsOfTheReader() {
        days();
        Messages french = new Messages("fr").bundle("watch");
        assertThat(new TrialText(trial("products = ['anvil']", "2026-01-11"), french).alerts())
                .last()
                .asString()
                .contains("2026-01-14", "!", ONE + "  exploitation connue", "anvil = Acme Anvil");
        assertThat(new TrialText(trial("everything = true", "2026-01-11"), french).alerts())
                .isNotEmpty()
                .noneMatch(line -> line.contains("=") || line.contains("_"));
    }

    @Test
    void lettersGoOutAtThePaceOfTheList() {
        days();
        assertThat(trial("products = ['anvil']\n[delivery]\nurgent = 'immediate'\nother = 'immediate'", "2026-01-11")
                        .letters())
                .isEqualTo(3);
        assertThat(trial("products = ['anvil']\n[delivery]\nurgent = 'monthly'\nother = 'monthly'", "2026-01-11")
                        .letters())
                .isZero();
        assertThat(trial("products = ['anvil']\n[delivery]\nurgent = 'weekly'\nother = 'weekly'", "2026-01-11")
                        .letters())
                .isEqualTo(2);
    }

    @Test
    void aThresholdThatHalvesTheAlertsIsFound() {
        home.firstLoad(
                "cvelist", "2026-01-10", cve("CVE-2025-0001").title("Old").listed());
        for (int i = 1; i <= 8; i++) {
            home.later(
                    "cvelist",
                    "2026-01-" + (10 + i),
                    cve("CVE-2026-000" + i)
                            .product("Acme", "Anvil", "1", "affected")
                            .cvss(i)
                            .listed());
        }
        assertThat(trial("products = ['anvil']", "2026-01-11").threshold()).hasValueSatisfying(one -> {
            assertThat(one.least()).isEqualTo(5.0);
            assertThat(one.alerts()).isEqualTo(4);
            assertThat(one.lost()).isZero();
        });
    }
}
