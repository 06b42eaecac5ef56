package vigie.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static vigie.testing.BulletinText.bulletin;
import static vigie.testing.CveText.cve;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vigie.model.Contribution;
import vigie.model.CveId;
import vigie.model.Observation;
import vigie.model.Score;
import vigie.store.AlertQuery;
import vigie.store.FindingRun;
import vigie.store.KeptWatchList;
import vigie.store.Reader;
import vigie.store.ScoreRun;
import vigie.store.ScoreWriter;
import vigie.testing.CveText;
import vigie.testing.Seen;
import vigie.testing.TestHome;
import vigie.watch.Matched;
import vigie.watch.WatchFile;
import vigie.watch.WatchLists;

/** Which events a list is told of, as what, and in which thread. */
class EvaluationTest {

    private static final String ID = "CVE-2026-0001";
    private static final String OTHER = "CVE-2026-0002";
    private static final String REF = "CERTFR-2026-AVI-0001";
    private static final String NEXT = "CERTFR-2026-AVI-0002";
    private static final String OLD = "2026-01-05T00:00:00Z";
    private static final String ACME = "products = [\"Acme Anvil\"]";

    private final TestHome home = TestHome.make();
    private final List<String> troubles = new ArrayList<>();
    private final Evaluator evaluator =
            new Evaluator(Clock.fixed(Instant.parse("2026-01-30T12:00:00Z"), ZoneOffset.UTC), troubles::add);
    private long seen;

    @AfterEach
    void close() {
        assertThat(home.reader().alerts().faults()).isEmpty();
        home.close();
    }

    private void watch(String name, String toml) {
        long last = home.reader().changes().last();
        WatchLists.keep(home.writer(), WatchFile.read(toml, name, name, Instant.parse("2026-01-01T00:00:00Z"), last));
    }

    private void evaluate() {
        try {
            boolean more = true;
            while (more) {
                try (Reader reader = home.store().reader()) {
                    more = evaluator.evaluate(
                            reader, work -> work.with(home.writer().alerts()));
                }
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<AlertQuery.KeptAlert> fresh() {
        evaluate();
        List<AlertQuery.KeptAlert> all = new ArrayList<>(
                home.reader().alerts().alerts(new AlertQuery.Filter(Optional.empty(), Optional.empty()), 1000));
        Collections.reverse(all);
        List<AlertQuery.KeptAlert> found =
                all.stream().filter(alert -> alert.id() > seen).toList();
        seen = all.isEmpty() ? 0 : all.get(all.size() - 1).id();
        return found;
    }

    /** New alerts as {@code list KIND matter in thread}, the thread where it is another matter; urgent ones with a mark. */
    private List<String> told() {
        return fresh().stream()
                .map(alert -> alert.list() + " " + alert.kind() + (alert.urgent() ? "! " : " ") + alert.matter()
                        + thread(alert))
                .toList();
    }

    private String thread(AlertQuery.KeptAlert alert) {
        return home.reader().alerts().told(List.of(alert.matter())).get(alert.matter()).stream()
                .filter(one -> one.list().equals(alert.list()))
                .map(AlertQuery.KeptTold::thread)
                .filter(thread -> !thread.equals(alert.matter()))
                .map(thread -> " in " + thread)
                .findFirst()
                .orElse("");
    }

    private Alert only() {
        List<AlertQuery.KeptAlert> found = fresh();
        assertThat(found).hasSize(1);
        return AlertJson.alert(found.get(0), troubles::add);
    }

    private static CveText anvil(String id) {
        return cve(id).modified(OLD).title("Anvil").description("It drops").product("Acme", "Anvil", "1", "affected");
    }

    @Test
    void whatHappensToACveOfARunOfFindingsIsToldWithItsAssets() {
        home.ingest("2026-01-10", anvil(ID).listed());
        home.writer()
                .keep(
                        new FindingRun(0, "nginx", Instant.parse("2026-01-10T12:00:00Z"), "{}"),
                        List.of(("{\"id\":\"" + ID + "\",\"asset\":\"web-1\",\"seen\":\"2026-01-10\"}")
                                        .getBytes(StandardCharsets.UTF_8))
                                .iterator());
        watch("alice", "runs = [\"nginx\"]");
        home.later("kev", "2026-01-12", Seen.kev(ID, "cisa", "2026-01-11"), Seen.end("cisa"));
        Alert alert = only();
        assertThat(alert.matter()).isEqualTo(ID);
        assertThat(alert.why()).extracting(Matched::where).containsExactly("web-1");
        assertThat(alert.facts().products()).doesNotContain("web-1");
    }

    @Test
    void aNewCveThatConcernsAListIsToldOnceWithItsFacts() {
        watch("alice", ACME);
        watch("bob", "products = [\"Other\"]");
        home.later(
                "cvelist",
                "2026-01-11",
                anvil(ID).cvss(9.8).reference("https://acme.example/1", "patch").listed());
        Alert alert = only();
        assertThat(alert.kind()).isEqualTo(AlertKind.NEW);
        assertThat(alert.list()).isEqualTo("alice");
        assertThat(alert.matter()).isEqualTo(ID);
        assertThat(alert.urgent()).isFalse();
        assertThat(alert.why()).extracting(one -> one.line().text()).containsExactly("Acme Anvil");
        assertThat(alert.facts().title()).isEqualTo("Anvil");
        assertThat(alert.facts().cvss()).hasValue(9.8);
        assertThat(alert.facts().severity()).contains("CRITICAL");
        assertThat(alert.facts().score().now()).isEmpty();
        assertThat(alert.facts().links()).containsExactly("https://acme.example/1");
        assertThat(alert.facts().happened().map(Alert.Happened::kind)).contains("PUBLISHED");
        evaluate();
        assertThat(told()).isEmpty();
    }

    @Test
    void aListIsToldOfWhatCameAfterItWasMade() {
        home.later("cvelist", "2026-01-11", anvil(ID).listed());
        watch("alice", ACME);
        home.later("cvelist", "2026-01-12", anvil(OTHER).listed());
        assertThat(told()).containsExactly("alice NEW " + OTHER);
    }

    @Test
    void aPublicationIsToldOnItsDayWithItsCvesInOneAlert() {
        watch("alice", ACME);
        home.later(
                "certfr",
                "2026-01-11",
                bulletin(REF, "2026-01-11", ID, OTHER).system("Acme", "Anvil").seen());
        Alert alert = only();
        assertThat(alert.kind()).isEqualTo(AlertKind.NEW);
        assertThat(alert.matter()).isEqualTo(REF);
        assertThat(alert.facts().cves()).extracting(Alert.Cited::cve).containsExactlyInAnyOrder(ID, OTHER);
        assertThat(alert.why()).extracting(one -> one.origin()).contains("certfr");
        // NVD and the CVE List name the product later: that confirms what was told.
        home.later("cvelist", "2026-01-12", anvil(ID).listed());
        home.later("nvd", "2026-01-13", anvil(ID).nvd());
        assertThat(told()).isEmpty();
        home.later("kev", "2026-01-14", Seen.kev(ID, "cisa", "2026-01-14"), Seen.end("cisa"));
        assertThat(told()).containsExactly("alice KNOWN_EXPLOITED! " + ID + " in " + REF);
    }

    @Test
    void aFurtherPublicationOfCvesThatWereToldFollowsInTheirThread() {
        watch("alice", ACME);
        home.later(
                "certfr",
                "2026-01-11",
                bulletin(REF, "2026-01-11", ID).system("Acme", "Anvil").seen());
        assertThat(told()).containsExactly("alice NEW " + REF);
        home.later(
                "certfr",
                "2026-01-12",
                bulletin(NEXT, "2026-01-12", ID).system("Acme", "Anvil").seen());
        assertThat(told()).containsExactly("alice FURTHER_PUBLICATION " + NEXT + " in " + REF);
        home.later(
                "certfr",
                "2026-01-13",
                bulletin("CERTFR-2026-AVI-0003", "2026-01-13", ID, OTHER)
                        .system("Acme", "Anvil")
                        .seen());
        assertThat(told()).containsExactly("alice NEW CERTFR-2026-AVI-0003");
    }

    @Test
    void ofAPublicationOfTwoProductsEachListIsToldOfItsOwnCvesAndOfThoseThatNobodyAssigns() {
        watch("alice", ACME);
        watch("bob", "vendors = [\"Bolt\"]");
        watch("carol", "publications = [\"avis\"]");
        home.later(
                "cvelist",
                "2026-01-10",
                anvil(ID).cvss(5.0).listed(),
                cve(OTHER)
                        .modified(OLD)
                        .cvss(9.8)
                        .product("Bolt", "Rocket", "1", "affected")
                        .listed(),
                // Of a component that the publication does not name: of whose product it is nobody said.
                cve("CVE-2026-0003")
                        .modified(OLD)
                        .product("Lib", "Screw", "1", "affected")
                        .listed());
        told();
        home.later("kev", "2026-01-10", Seen.kev(OTHER, "cisa", "2026-01-10"), Seen.end("cisa"));
        told();
        home.later(
                "certfr",
                "2026-01-11",
                bulletin(REF, "2026-01-11", ID, OTHER, "CVE-2026-0003", "CVE-2026-0004")
                        .system("Acme", "Anvil")
                        .system("Bolt", "Rocket")
                        .seen());
        List<Alert> alerts = fresh().stream()
                .map(kept -> AlertJson.alert(kept, troubles::add))
                .toList();
        assertThat(alerts).extracting(Alert::list).containsExactly("alice", "bob", "carol");
        assertThat(cves(alerts.get(0))).containsExactlyInAnyOrder(ID, "CVE-2026-0003", "CVE-2026-0004");
        assertThat(alerts.get(0).facts().extent()).contains(new Alert.Extent(1, 2));
        assertThat(alerts.get(0).urgent()).isFalse();
        assertThat(alerts.get(0).facts().cvss()).hasValue(5.0);
        assertThat(cves(alerts.get(1))).containsExactlyInAnyOrder(OTHER, "CVE-2026-0003", "CVE-2026-0004");
        assertThat(alerts.get(1).urgent()).isTrue();
        assertThat(cves(alerts.get(2))).hasSize(4);
        assertThat(alerts.get(2).facts().extent()).isEmpty();
    }

    private static List<String> cves(Alert alert) {
        return alert.facts().cves().stream().map(Alert.Cited::cve).toList();
    }

    @Test
    void anAlertOfADisputedCveSaysSoAndHasItsTitleWithoutTheMark() {
        watch("alice", ACME);
        home.later(
                "cvelist",
                "2026-01-11",
                cve(ID).modified(OLD)
                        .description("** DISPUTED ** It drops")
                        .product("Acme", "Anvil", "1", "affected")
                        .listed());
        Alert.Facts facts = only().facts();
        assertThat(facts.disputed()).isTrue();
        assertThat(facts.title()).isEqualTo("It drops");
    }

    @Test
    void aRevisedPublicationFollowsAndAnAlerteIsUrgent() {
        watch("alice", ACME);
        String alerte = "CERTFR-2026-ALE-001";
        home.later(
                "certfr",
                "2026-01-11",
                bulletin(alerte, "2026-01-11", ID).system("Acme", "Anvil").seen());
        assertThat(told()).containsExactly("alice NEW! " + alerte);
        home.later(
                "certfr",
                "2026-01-12",
                bulletin(alerte, "2026-01-11", ID)
                        .system("Acme", "Anvil")
                        .revised("2026-01-12")
                        .seen());
        assertThat(told()).containsExactly("alice REVISED! " + alerte);
    }

    @Test
    void eachKindOfEventIsToldAsWhatItIs() {
        watch("alice", ACME);
        home.later("cvelist", "2026-01-11", anvil(ID).cvss(5.0).listed());
        assertThat(told()).containsExactly("alice NEW " + ID);
        Observation known = Seen.exploit("CVE-2026-0009", "9", "2026-01-01");
        Observation first = Seen.exploit(ID, "1", "2026-01-12");
        home.firstLoad("archive", "2026-01-10", known, Seen.end("archive"));
        home.later("archive", "2026-01-12", known, first, Seen.end("archive"));
        assertThat(told()).containsExactly("alice EXPLOIT_PUBLIC " + ID);
        home.later("archive", "2026-01-13", known, first, Seen.exploit(ID, "2", "2026-01-13"), Seen.end("archive"));
        assertThat(told()).isEmpty();
        home.later(
                "cvelist",
                "2026-01-14",
                anvil(ID).cvss(9.8).modified("2026-01-14T00:00:00Z").listed());
        assertThat(told()).containsExactly("alice SEVERITY_UP! " + ID);
        home.later("archive", "2026-01-14", known, first, Seen.end("archive"));
        assertThat(told()).isEmpty();
        home.later("archive", "2026-01-14", known, Seen.end("archive"));
        assertThat(told()).containsExactly("alice WITHDRAWN! " + ID);
        home.later("kev", "2026-01-15", Seen.kev(ID, "cisa", "2026-01-15"), Seen.end("cisa"));
        assertThat(told()).containsExactly("alice KNOWN_EXPLOITED! " + ID);
    }

    @Test
    void whatIsWithdrawnIsToldToThoseWhoWereToldAndToNobodyElse() {
        watch("alice", ACME);
        home.later("cvelist", "2026-01-11", anvil(ID).listed());
        assertThat(told()).containsExactly("alice NEW " + ID);
        watch("bob", ACME);
        home.later(
                "cvelist",
                "2026-01-12",
                cve(ID).modified("2026-01-12T00:00:00Z").rejected("Mistake", "").listed());
        assertThat(told()).containsExactly("alice WITHDRAWN " + ID);
    }

    @Test
    void aCatalogueThatTakesAnEntryBackIsACorrection() {
        watch("alice", ACME);
        home.later("cvelist", "2026-01-11", anvil(ID).listed());
        assertThat(told()).containsExactly("alice NEW " + ID);
        Observation known = Seen.kev("CVE-2026-0009", "cisa", "2026-01-01");
        home.later("kev", "2026-01-12", known, Seen.kev(ID, "cisa", "2026-01-12"), Seen.end("cisa"));
        assertThat(told()).containsExactly("alice KNOWN_EXPLOITED! " + ID);
        watch("bob", ACME);
        home.later("kev", "2026-01-13", known, Seen.end("cisa"));
        assertThat(told()).containsExactly("alice WITHDRAWN! " + ID);
    }

    @Test
    void aProductThatIsAddedIsNewToTheListThatWatchesIt() {
        watch("alice", "products = [\"Acme Rocket\"]");
        home.later("cvelist", "2026-01-11", anvil(ID).listed());
        assertThat(told()).isEmpty();
        home.later(
                "cvelist",
                "2026-01-12",
                anvil(ID)
                        .product("Acme", "Rocket", "1", "affected")
                        .modified("2026-01-12T00:00:00Z")
                        .listed());
        assertThat(told()).containsExactly("alice NEW " + ID);
    }

    @Test
    void whatConcernedAListBeforeItWasMadeIsNotNewBecauseVersionsOrProductsCome() {
        home.later("cvelist", "2026-01-11", anvil(ID).listed());
        watch("alice", "vendors = [\"Acme\"]");
        home.later(
                "cvelist",
                "2026-01-12",
                anvil(ID)
                        .product("Acme", "Anvil", "2", "affected")
                        .modified("2026-01-12T00:00:00Z")
                        .listed());
        assertThat(told()).isEmpty();
        home.later(
                "cvelist",
                "2026-01-13",
                cve(ID).title("Anvil")
                        .description("It drops")
                        .product("Acme", "Rocket", "1", "affected")
                        .product("Acme", "Anvil", "1", "affected")
                        .product("Acme", "Anvil", "2", "affected")
                        .modified("2026-01-13T00:00:00Z")
                        .listed());
        assertThat(told()).isEmpty();
    }

    @Test
    void whatConcernedAListBeforeItWasMadeIsNotNewBecauseAnotherSourceSaysSo() {
        home.later("cvelist", "2026-01-11", anvil(ID).listed());
        watch("alice", ACME);
        home.later("nvd", "2026-01-12", anvil(ID).cvss(9.8).nvd());
        assertThat(told()).isEmpty();
    }

    @Test
    void aFallIsToldOnlyToThoseWhoWereToldAndNeverUrgent() {
        watch("alice", ACME);
        home.later("cvelist", "2026-01-11", anvil(ID).listed());
        score("2026-01-12", 0.001, ScoreRun.Kind.ALL, contributions(0));
        assertThat(told()).containsExactly("alice NEW " + ID);
        score("2026-01-13", 0.2, ScoreRun.Kind.CHANGED, contributions(3));
        assertThat(told()).containsExactly("alice SCORE! " + ID);
        watch("bob", ACME);
        score("2026-01-14", 0.001, ScoreRun.Kind.CHANGED, contributions(0));
        assertThat(told()).containsExactly("alice SCORE " + ID);
    }

    @Test
    void theMovementOfAScoreIsTakenApartIntoTermsThatAddUp() {
        watch("alice", ACME);
        home.later("cvelist", "2026-01-11", anvil(ID).listed());
        Score before = score("2026-01-12", 0.001, ScoreRun.Kind.ALL, contributions(0));
        evaluate();
        fresh();
        Score after = score("2026-01-13", 0.2, ScoreRun.Kind.CHANGED, contributions(3));
        Alert alert = only();
        assertThat(alert.facts().score().before()).hasValue(0.001);
        assertThat(alert.facts().score().now()).hasValue(0.2);
        assertThat(alert.facts().terms()).isNotEmpty();
        assertThat(alert.facts().terms().get(0).factor()).isEqualTo("exploits");
        assertThat(alert.facts().terms().stream()
                        .mapToDouble(Alert.Term::logOdds)
                        .sum())
                .isCloseTo(after.margin() - before.margin(), within(1e-6));
    }

    @Test
    void aMovementOfSeveralStepsHasNoTermsAsOnlyTheLastOneIsExplained() {
        watch("alice", ACME);
        home.later("cvelist", "2026-01-11", anvil(ID).listed());
        score("2026-01-12", 0.001, ScoreRun.Kind.ALL, contributions(0));
        score("2026-01-13", 0.009, ScoreRun.Kind.CHANGED, contributions(1));
        evaluate();
        fresh();
        score("2026-01-14", 0.02, ScoreRun.Kind.CHANGED, contributions(3));
        Alert alert = only();
        assertThat(alert.facts().score().before()).hasValue(0.001);
        assertThat(alert.facts().terms()).isEmpty();
    }

    private static List<Contribution> contributions(double exploits) {
        List<Contribution> all = new ArrayList<>();
        all.add(new Contribution("C:METASPLOIT:1", 1, exploits));
        for (int i = 1; i < 60; i++) {
            all.add(new Contribution("T:NP:WORDS_" + i, 1, 0.1234567 / i));
        }
        return all;
    }

    private Score score(String day, double probability, ScoreRun.Kind kind, List<Contribution> all) {
        double bias = -5.25;
        double margin = bias + all.stream().mapToDouble(Contribution::logOdds).sum();
        Instant at = LocalDate.parse(day).atStartOfDay(ZoneOffset.UTC).toInstant();
        Score score = Score.of(
                CveId.of(ID),
                "m",
                LocalDate.parse(day),
                margin,
                probability,
                Optional.empty(),
                0.5,
                bias,
                all,
                Optional.empty(),
                at);
        try (ScoreWriter scores = home.writer().scores(at)) {
            scores.put(score);
            scores.finish(at, "m", LocalDate.parse(day), kind, home.writer().lastChange());
        }
        return score;
    }

    @Test
    void aListThatIsRemovedAndMadeAnewIsToldAnew() {
        watch("alice", ACME);
        home.later("cvelist", "2026-01-11", anvil(ID).listed());
        assertThat(told()).hasSize(1);
        home.writer().removeWatchList("alice");
        watch("alice", ACME);
        home.later("kev", "2026-01-12", Seen.kev(ID, "cisa", "2026-01-12"), Seen.end("cisa"));
        assertThat(told()).containsExactly("alice KNOWN_EXPLOITED! " + ID);
        assertThat(troubles).isEmpty();
    }

    @Test
    void aListThatCannotBeReadIsToldWhatItMissedOnceWhenItCanBe() {
        watch("alice", ACME);
        watch("bob", ACME);
        String good = home.rows("SELECT document FROM watch_list WHERE name = 'alice'")
                .get(0);
        home.later("cvelist", "2026-01-11", anvil(ID).listed());
        assertThat(told()).containsExactly("alice NEW " + ID, "bob NEW " + ID);
        home.run("UPDATE watch_list SET document = 'not = [ TOML' WHERE name = 'alice'");
        home.later("cvelist", "2026-01-12", anvil(OTHER).listed());
        assertThat(told()).containsExactly("bob NEW " + OTHER);
        home.later("kev", "2026-01-13", Seen.kev(ID, "cisa", "2026-01-13"), Seen.end("cisa"));
        assertThat(told()).containsExactly("bob KNOWN_EXPLOITED! " + ID);
        assertThat(home.reader().alerts().behind()).containsOnlyKeys("alice");
        assertThat(troubles).hasSize(1);
        home.writer().keep(new KeptWatchList("alice", "alice", false, Instant.parse("2026-01-01T00:00:00Z"), 0, good));
        home.later("cvelist", "2026-01-14", anvil("CVE-2026-0003").listed());
        assertThat(told())
                .containsExactly(
                        "alice NEW " + OTHER,
                        "alice KNOWN_EXPLOITED! " + ID,
                        "alice NEW CVE-2026-0003",
                        "bob NEW CVE-2026-0003");
        assertThat(home.reader().alerts().behind()).isEmpty();
        assertThat(told()).isEmpty();
    }

    @Test
    void whatIsDamagedKeepsNobodyFromBeingTold() {
        watch("alice", ACME);
        watch("bob", "cves = [\"" + ID + "\"]");
        home.later("cvelist", "2026-01-11", anvil(ID).listed());
        assertThat(told()).containsExactly("alice NEW " + ID, "bob NEW " + ID);
        home.later(
                "cvelist",
                "2026-01-12",
                anvil(OTHER).listed(),
                anvil("CVE-2026-0003").listed());
        home.later("kev", "2026-01-13", Seen.kev(ID, "cisa", "2026-01-13"), Seen.end("cisa"));
        home.run("UPDATE raw SET body = x'0001' WHERE id = (SELECT min(id) FROM raw)");
        home.run("UPDATE told SET state = 'none' WHERE list = 'alice'");
        assertThat(told())
                .containsExactly(
                        "alice NEW " + OTHER,
                        "alice NEW CVE-2026-0003",
                        "bob KNOWN_EXPLOITED! " + ID,
                        "alice KNOWN_EXPLOITED! " + ID);
        assertThat(troubles).isNotEmpty();
    }
}
