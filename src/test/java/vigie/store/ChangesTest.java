package vigie.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vigie.testing.BulletinText.bulletin;
import static vigie.testing.CveText.cve;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vigie.model.Change;
import vigie.model.ChangeKind;
import vigie.model.CveId;
import vigie.model.Evidence;
import vigie.model.EvidenceKind;
import vigie.model.KnownExploited;
import vigie.model.Observation;
import vigie.testing.CveText;
import vigie.testing.Scores;
import vigie.testing.Seen;
import vigie.testing.TestHome;

/** What is written down of each kind of change, with its old and its new value. */
class ChangesTest {

    private static final String ID = "CVE-2026-0001";
    private static final String REF = "CERTFR-2026-AVI-0001";
    private static final String OLD = "2026-01-05T00:00:00Z";
    private static final String NEW = "2026-01-11T08:00:00Z";

    private final TestHome home = TestHome.make();

    @AfterEach
    void close() {
        home.close();
    }

    private List<Change> all() {
        return home.reader().changes().following(ChangeQuery.Filter.ALL, 0, 1000);
    }

    /** Events after the last that a test has seen, as {@code kind field who: old -> new}. */
    private List<String> told(long after) {
        return home.reader().changes().following(ChangeQuery.Filter.ALL, after, 1000).stream()
                .map(ChangesTest::words)
                .toList();
    }

    private static String words(Change change) {
        return (change.what().kind() + " " + change.what().field() + " "
                        + change.what().who() + ": "
                        + change.what().before().orElse("-") + " -> "
                        + change.what().after().orElse("-"))
                .replaceAll(" +", " ")
                .replace(" :", ":");
    }

    private CveText record() {
        return cve(ID).modified(OLD).title("Anvil").description("It drops").product("Acme", "Anvil", "1", "affected");
    }

    private List<String> listedThen(CveText changed) {
        home.firstLoad("cvelist", "2026-01-10", record().listed());
        home.later("cvelist", "2026-01-11", changed.modified(NEW).listed());
        return told(0);
    }

    @Test
    void theFirstLoadOfASourceAndAReadingThatChangesNothingMakeNone() {
        Observation[] everything = {
            record().cvss(9.8).listed(),
            cve(ID).description("It drops").nvd(),
            Seen.kev(ID, "cisa", "2026-01-09"),
            Seen.end("cisa"),
            Seen.exploit(ID, "1", "2026-01-09"),
            Seen.end("archive"),
            bulletin(REF, "2026-01-09", ID).seen()
        };
        home.firstLoad("test", "2026-01-10", everything);
        home.later("test", "2026-01-11", everything);
        assertThat(all()).isEmpty();
    }

    @Test
    void anEventSaysWhenWhoWhatAndOfWhichDay() {
        home.firstLoad("cvelist", "2026-01-10", record().cvss(5.0, "CVSS:3.1/A").listed());
        Instant at = Instant.parse("2026-01-12T09:30:15.75Z");
        try (Ingest ingest =
                home.writer().ingest(new Ingest.Origin("cvelist", "log", at, LocalDate.of(2026, 1, 12), true, false))) {
            ingest.accept(record().modified(NEW).cvss(9.8, "CVSS:3.1/B").listed());
            ingest.commit();
        }
        Change change = all().get(0);
        assertThat(change.at()).isEqualTo("2026-01-12T09:30:15Z");
        assertThat(change.cve()).contains(CveId.of(ID));
        assertThat(change.publication()).isEmpty();
        assertThat(change.source()).isEqualTo("cvelist");
        assertThat(change.what().day()).contains(LocalDate.of(2026, 1, 11));
        assertThat(words(change)).isEqualTo("cvss 3.1 cna:acme: 5.0 CVSS:3.1/A -> 9.8 CVSS:3.1/B");
        assertThat(all()).hasSize(1);
    }

    @Test
    void aPublicationFromBeforeTheFirstLoadIsNoNewsAndOneFromAfterItIsWhileTheLoadGoesOn() {
        home.firstLoad("certfr", "2026-01-10", bulletin(REF, "2026-01-09", ID).seen());
        Instant began = Instant.parse("2026-01-10T08:00:00Z");
        home.writer()
                .finished(new RunAccount(
                        "certfr", began, began.plusSeconds(60), RunAccount.Outcome.PARTIAL, 1, Tally.NONE, "HTTP 503"));
        home.firstLoad(
                "certfr",
                "2026-01-10",
                bulletin("CERTFR-2026-AVI-0002", "2026-01-09").seen(),
                bulletin("CERTFR-2026-AVI-0003", "2026-01-10").title("Anvil").seen());
        home.later(
                "certfr",
                "2026-01-20",
                bulletin("CERTFR-2026-AVI-0004", "2026-01-08").seen());
        assertThat(told(0)).containsExactly("bulletin new certfr: - -> Anvil");
    }

    @Test
    void aPublishedCveIsToldOnceWhicheverSourceIsFirst() {
        home.later("cvelist", "2026-01-11", record().listed());
        home.later("nvd", "2026-01-11", cve(ID).description("It drops").nvd());
        assertThat(told(0)).containsExactly("published state: - -> PUBLISHED");
        home.later("nvd", "2026-01-12", cve("CVE-2026-0002").nvd());
        home.later("cvelist", "2026-01-12", cve("CVE-2026-0002").listed());
        assertThat(told(1)).containsExactly("published state: - -> PUBLISHED");
    }

    @Test
    void aCveThatWasReservedIsPublishedOutOfThat() {
        home.firstLoad("certfr", "2026-01-10", bulletin(REF, "2026-01-09", ID).seen());
        home.later("cve-services", "2026-01-10", new Observation.CveAbsent(CveId.of(ID)));
        home.later("cvelist", "2026-01-11", record().listed());
        home.later(
                "certfr",
                "2026-01-12",
                bulletin("CERTFR-2026-AVI-0002", "2026-01-12", "CVE-2026-0002").seen());
        home.later("cvelist", "2026-01-12", cve("CVE-2026-0002").listed());
        assertThat(told(0))
                .containsExactly(
                        "published state: RESERVED -> PUBLISHED",
                        "bulletin new certfr: - -> Vulnérabilité dans CERTFR-2026-AVI-0002",
                        "published state: - -> PUBLISHED");
    }

    @Test
    void wordsAreToldWhereTheyDifferByMoreThanSpace() {
        assertThat(listedThen(
                        cve(ID).title("Anvil 2").description("It  drops").product("Acme", "Anvil", "1", "affected")))
                .containsExactly("description title cna:acme: Anvil -> Anvil 2");
    }

    @Test
    void whatEachOrganisationAddsIsItsOwn() {
        assertThat(listedThen(record().cvss(9.8, "V").adpCvss(7.5).weakness("CWE-79", "")))
                .contains("cvss 3.1 cna:acme: - -> 9.8 V", "cwe cna:acme: - -> CWE-79")
                .anyMatch(line -> line.startsWith("cvss 3.1 adp:CISA-ADP: - -> 7.5"))
                .hasSize(3);
    }

    @Test
    void productsAndVersionsThatCameAndWentAreTold() {
        home.firstLoad("cvelist", "2026-01-10", record().listed());
        CveText changed = cve(ID).title("Anvil")
                .description("It drops")
                .product("Acme", "Anvil", "2", "affected")
                .product("Acme", "Feather", "7", "affected");
        home.later("cvelist", "2026-01-11", changed.modified(NEW).listed());
        assertThat(told(0))
                .containsExactly(
                        "affected products cna:acme: - -> Acme Feather",
                        "affected versions cna:acme: Acme Anvil: affected 1 -> Acme Anvil: affected 2");
    }

    @Test
    void linksAndDecisionsAreTold() {
        assertThat(listedThen(
                        record().reference("https://acme.example/1", "patch").ssvc("active", NEW)))
                .contains("references cna:acme: - -> https://acme.example/1")
                .anyMatch(line -> line.startsWith("ssvc decision adp:CISA-ADP: - -> exploitation=active"));
    }

    @Test
    void aRejectedRecordSaysThatAndNothingElseAndSoDoesOneThatIsBack() {
        assertThat(listedThen(cve(ID).state("REJECTED"))).containsExactly("state state: PUBLISHED -> REJECTED");
        home.later(
                "cvelist",
                "2026-01-12",
                record().modified("2026-01-12T00:00:00Z").cvss(9.8).listed());
        assertThat(told(1)).containsExactly("state state: REJECTED -> PUBLISHED");
    }

    @Test
    void aDisputedRecordIsTold() {
        assertThat(listedThen(record().tag("disputed"))).containsExactly("state disputed: no -> yes");
    }

    @Test
    void nvdTellsWhatItSaysItselfAndNotWhatItRepeats() {
        home.firstLoad("cvelist", "2026-01-10", record().listed());
        home.firstLoad("nvd", "2026-01-10", cve(ID).description("It drops").nvd());
        home.later(
                "nvd",
                "2026-01-11",
                cve(ID).modified(NEW).description("It fell").cvss(7.5).nvd());
        assertThat(told(0)).containsExactly("cvss 3.1 nvd: - -> 7.5 N");
        home.firstLoad(
                "nvd", "2026-01-12", cve("CVE-2026-0002").description("Other").nvd());
        home.later(
                "nvd",
                "2026-01-13",
                cve("CVE-2026-0002").modified(NEW).description("Words").nvd());
        assertThat(told(1)).containsExactly("description description nvd: Other -> Words");
    }

    @Test
    void aCatalogueTakesACveInChangesItsEntryAndWithdrawsIt() {
        home.firstLoad("kev", "2026-01-10", Seen.kev("CVE-2026-0009", "cisa", "2026-01-01"), Seen.end("cisa"));
        home.later(
                "kev",
                "2026-01-11",
                Seen.kev("CVE-2026-0009", "cisa", "2026-01-01"),
                Seen.kev(ID, "cisa", "2026-01-11"),
                Seen.end("cisa"));
        assertThat(told(0))
                .containsExactly("kev_added added kev: - -> 2026-01-11", "known_exploited: - -> 2026-01-11 kev");
        home.later(
                "kev",
                "2026-01-12",
                Seen.kev("CVE-2026-0009", "cisa", "2026-01-01"),
                new Observation.KnownExploitedSeen(new KnownExploited(
                        CveId.of(ID),
                        "cisa",
                        LocalDate.of(2026, 1, 11),
                        Optional.of(LocalDate.of(2026, 2, 1)),
                        "Known",
                        "Acme",
                        "Anvil",
                        "",
                        "")),
                Seen.end("cisa"));
        assertThat(told(2))
                .contains("kev_changed due kev: - -> 2026-02-01")
                .anyMatch(line -> line.startsWith("kev_changed ransomware kev:") && line.endsWith("-> Known"));
        long last = home.reader().changes().last();
        home.later("kev", "2026-01-13", Seen.kev("CVE-2026-0009", "cisa", "2026-01-01"), Seen.end("cisa"));
        assertThat(told(last))
                .containsExactly("kev_withdrawn added kev: 2026-01-11 -> -", "known_exploited: 2026-01-11 kev -> -");
        last = home.reader().changes().last();
        home.later(
                "kev",
                "2026-01-14",
                Seen.kev("CVE-2026-0009", "cisa", "2026-01-01"),
                Seen.kev(ID, "cisa", "2026-01-11"),
                Seen.end("cisa"));
        assertThat(told(last)).as("back again").contains("kev_added added kev: - -> 2026-01-11");
    }

    @Test
    void theFirstPublicExploitIsToldApartFromFurtherOnes() {
        home.firstLoad("archive", "2026-01-10", Seen.exploit("CVE-2026-0009", "9", "2026-01-01"), Seen.end("archive"));
        home.later(
                "archive",
                "2026-01-11",
                Seen.exploit("CVE-2026-0009", "9", "2026-01-01"),
                Seen.exploit(ID, "1", "2026-01-11"),
                Seen.exploit(ID, "2", "2026-01-11"),
                Seen.end("archive"));
        assertThat(told(0))
                .containsExactly("exploit first archive: - -> exploit 1", "exploit further archive: - -> exploit 2");
        home.later(
                "archive",
                "2026-01-12",
                Seen.exploit("CVE-2026-0009", "9", "2026-01-01"),
                Seen.exploit(ID, "1", "2026-01-11"),
                Seen.exploit(ID, "3", "2026-01-12"),
                Seen.end("archive"));
        assertThat(told(2))
                .containsExactlyInAnyOrder(
                        "exploit further archive: - -> exploit 3", "evidence exploit archive: 2 -> -");
    }

    @Test
    void anExploitThatIsOnlyCalledOtherwiseIsNoNews() {
        home.firstLoad("archive", "2026-01-10", Seen.exploit(ID, "a/x.py", "2026-01-01"), Seen.end("archive"));
        home.later("archive", "2026-01-11", Seen.exploit(ID, "b/x.py", "2026-01-01"), Seen.end("archive"));
        assertThat(all()).isEmpty();
    }

    @Test
    void anotherSignIsToldAsEvidence() {
        Observation other = new Observation.EvidenceSeen(
                "file:a",
                new Evidence(
                        CveId.of(ID), EvidenceKind.EXPLOITED, "Vendor", "", Optional.empty(), "https://v.example"));
        home.firstLoad("evidence", "2026-01-10", Seen.exploit("CVE-2026-0009", "9", "2026-01-01"));
        home.later("evidence", "2026-01-11", other);
        assertThat(all()).as("the first load of a collection").isEmpty();
        home.later("evidence", "2026-01-12", other, sign("CVE-2026-0002"));
        assertThat(told(0))
                .containsExactly(
                        "evidence exploited Vendor: - -> https://v.example", "known_exploited: - -> 2026-01-12 Vendor");
    }

    private static Observation sign(String cve) {
        return new Observation.EvidenceSeen(
                "file:a",
                new Evidence(
                        CveId.of(cve), EvidenceKind.EXPLOITED, "Vendor", "", Optional.empty(), "https://v.example"));
    }

    @Test
    void aPublicationIsNewAndIsRevisedFieldByField() {
        home.firstLoad(
                "certfr",
                "2026-01-10",
                bulletin("CERTFR-2026-AVI-0009", "2026-01-09").seen());
        home.later(
                "certfr",
                "2026-01-11",
                bulletin(REF, "2026-01-11", ID).title("Anvil").seen());
        home.later(
                "certfr",
                "2026-01-12",
                bulletin(REF, "2026-01-11", ID, "CVE-2026-0002")
                        .title("Anvil")
                        .revised("2026-01-12")
                        .seen());
        assertThat(told(0))
                .containsExactly(
                        "bulletin new certfr: - -> Anvil",
                        "bulletin revisions certfr: - -> 2026-01-12 Révision",
                        "bulletin cves certfr: - -> CVE-2026-0002");
        assertThat(all().get(0).publication().orElseThrow().text()).isEqualTo(REF);
        assertThat(home.reader().changes().following(ChangeQuery.Filter.of(CveId.of(ID)), 0, 10))
                .as("events of publications that cite the CVE")
                .hasSize(3);
    }

    private void epss(String day, double score) {
        home.later(
                "epss", day, Seen.epss(LocalDate.parse(day), Map.of(ID, score)).toArray(Observation[]::new));
    }

    @Test
    void anEpssScoreIsToldOnceWhereItCrossesALevel() {
        home.firstLoad(
                "epss",
                "2026-01-10",
                Seen.epss(LocalDate.of(2026, 1, 10), Map.of(ID, 0.02)).toArray(Observation[]::new));
        epss("2026-01-11", 0.08);
        epss("2026-01-12", 0.12);
        epss("2026-01-13", 0.07);
        epss("2026-01-14", 0.13);
        epss("2026-01-15", 0.04);
        epss("2026-01-16", 0.6);
        assertThat(told(0))
                .containsExactly("epss 0.1: 0.02 -> 0.12", "epss 0.1: 0.13 -> 0.04", "epss 0.5: 0.04 -> 0.6");
        assertThat(all().get(0).what().day()).contains(LocalDate.of(2026, 1, 12));
    }

    @Test
    void anotherEpssModelIsNoChangeOfAScore() {
        home.firstLoad(
                "epss",
                "2026-01-10",
                Seen.epss(LocalDate.of(2026, 1, 10), Map.of(ID, 0.02)).toArray(Observation[]::new));
        List<Observation> other = new ArrayList<>(Seen.epss(LocalDate.of(2026, 1, 11), Map.of(ID, 0.9)));
        other.set(0, new Observation.EpssDay(LocalDate.of(2026, 1, 11), "v2"));
        home.later("epss", "2026-01-11", other.toArray(Observation[]::new));
        assertThat(all()).isEmpty();
    }

    private void score(String day, String model, double value) {
        Instant at = Instant.parse(day + "T12:00:00Z");
        LocalDate of = LocalDate.parse(day);
        try (ScoreWriter writer = home.writer().scores(at)) {
            writer.put(Scores.plain(CveId.of(ID), model, of, value, 0.5));
            writer.finish(at, model, of, ScoreRun.Kind.ALL, home.writer().lastChange());
        }
    }

    @Test
    void aScoreIsToldOnceWhereItCrossesALevelOfOneModel() {
        home.firstLoad("cvelist", "2026-01-10", record().listed());
        score("2026-01-10", "a", 0.002);
        score("2026-01-11", "a", 0.02);
        score("2026-01-12", "a", 0.02);
        score("2026-01-13", "b", 0.7);
        score("2026-01-14", "b", 0.001);
        assertThat(told(0)).containsExactly("score 0.01: 0.002 -> 0.02", "score 0.5: 0.7 -> 0.001");
        assertThat(all().get(0).source()).isEqualTo("vigie");
    }

    @Test
    void whatIsTakenBackLeavesNoEventAndIsToldOnceAfterwards() {
        home.firstLoad("kev", "2026-01-10", Seen.kev("CVE-2026-0009", "cisa", "2026-01-01"), Seen.end("cisa"));
        Ingest.Origin origin = new Ingest.Origin("kev", "kev", LocalDate.of(2026, 1, 11), true);
        try (Ingest ingest = home.writer().ingest(origin)) {
            ingest.accept(Seen.kev(ID, "cisa", "2026-01-11"));
        }
        assertThatThrownBy(() -> {
                    try (Ingest ingest = home.writer().ingest(origin)) {
                        ingest.accept(Seen.kev(ID, "cisa", "2026-01-11"));
                        throw new IllegalStateException("killed");
                    }
                })
                .hasMessage("killed");
        assertThat(all()).isEmpty();
        home.later("kev", "2026-01-11", Seen.kev(ID, "cisa", "2026-01-11"));
        home.later("kev", "2026-01-11", Seen.kev(ID, "cisa", "2026-01-11"));
        assertThat(told(0))
                .containsExactly("kev_added added kev: - -> 2026-01-11", "known_exploited: - -> 2026-01-11 kev");
    }

    @Test
    void whoeverReadsAlongMissesNothingAndSeesNothingTwice() {
        home.firstLoad("kev", "2026-01-10", Seen.kev("CVE-2026-0009", "cisa", "2026-01-01"));
        List<Long> read = new ArrayList<>();
        long cursor = 0;
        for (int i = 100; i < 130; i++) {
            home.later("kev", "2026-01-11", Seen.kev("CVE-2026-0" + i, "cisa", "2026-01-11"));
            for (Change change : home.reader().changes().following(ChangeQuery.Filter.ALL, cursor, 1)) {
                cursor = change.id();
                read.add(cursor);
            }
        }
        List<Change> rest = home.reader().changes().following(ChangeQuery.Filter.ALL, cursor, 1000);
        rest.forEach(change -> read.add(change.id()));
        assertThat(read).hasSize(60).doesNotHaveDuplicates().isSorted();
        List<Change> newest = home.reader().changes().preceding(ChangeQuery.Filter.ALL, Long.MAX_VALUE, 10);
        assertThat(newest.get(0).id()).isEqualTo(home.reader().changes().last());
        assertThat(home.reader()
                        .changes()
                        .preceding(ChangeQuery.Filter.ALL, newest.get(9).id(), 1))
                .extracting(Change::id)
                .containsExactly(newest.get(9).id() - 1);
    }

    @Test
    void eventsAreFoundByKindDayAndVendor() {
        home.firstLoad("cvelist", "2026-01-10", record().listed());
        home.later("cvelist", "2026-01-11", record().modified(NEW).cvss(9.8).listed());
        home.later(
                "cvelist",
                "2026-01-12",
                cve("CVE-2026-0002").product("Other", "Thing", "1", "affected").listed());
        ChangeQuery changes = home.reader().changes();
        assertThat(found(changes, Set.of(ChangeKind.CVSS), List.of())).containsExactly(ID);
        assertThat(found(changes, Set.of(), List.of("ACME, Inc."))).containsExactly(ID);
        assertThat(found(changes, Set.of(), List.of("nobody"))).isEmpty();
        assertThat(changes.following(ChangeQuery.Filter.ALL.since(LocalDate.of(2026, 1, 12)), 0, 10))
                .extracting(Change::subject)
                .containsExactly("CVE-2026-0002");
    }

    private static List<String> found(ChangeQuery changes, Set<ChangeKind> kinds, List<String> vendors) {
        ChangeQuery.Filter filter = new ChangeQuery.Filter(
                Set.of(), Set.of(), kinds, new ProductFilter(vendors, List.of()), Optional.empty());
        return changes.following(filter, 0, 10).stream().map(Change::subject).toList();
    }
}
