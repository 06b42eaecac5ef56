package vigie.store;

import static org.assertj.core.api.Assertions.assertThat;
import static vigie.testing.Seen.end;
import static vigie.testing.Seen.exploit;
import static vigie.testing.Seen.kev;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vigie.model.CveId;
import vigie.model.DateOrigin;
import vigie.model.Evidence;
import vigie.model.EvidenceKind;
import vigie.model.KnownDay;
import vigie.model.Observation;
import vigie.testing.TestHome;

/** What becomes of entries that come, vanish and return in sources that are read as snapshots. */
class SnapshotsTest {

    private static final String ONE = "CVE-2026-0001";
    private static final String TWO = "CVE-2026-0002";

    private final TestHome home = TestHome.make();

    @AfterEach
    void close() {
        home.close();
    }

    private DossierQuery.KeptKev kevOf(String cve) {
        return home.reader().dossiers().kev(CveId.of(cve)).get(0);
    }

    private DossierQuery.KeptEvidence evidenceOf(String cve) {
        return home.reader().dossiers().evidence(CveId.of(cve)).get(0);
    }

    private Optional<String> kevDate(String cve) {
        return home.reader().dossiers().summary(CveId.of(cve)).flatMap(CveSummary::kevDate);
    }

    @Test
    void anEntryThatVanishesIsWithdrawnAndComesBack() {
        home.ingest("2026-01-10", kev(ONE, "cisa", "2026-01-09"), kev(TWO, "cisa", "2026-01-09"), end("cisa"));
        Tally gone = home.ingest("2026-01-11", kev(TWO, "cisa", "2026-01-09"), end("cisa"));
        assertThat(gone.changed()).isEqualTo(1);
        assertThat(kevOf(ONE).withdrawn()).contains(LocalDate.of(2026, 1, 11));
        assertThat(kevDate(ONE)).isEmpty();
        assertThat(kevDate(TWO)).contains("2026-01-09");
        home.ingest("2026-01-12", kev(ONE, "cisa", "2026-01-09"), kev(TWO, "cisa", "2026-01-09"), end("cisa"));
        assertThat(kevOf(ONE).withdrawn()).isEmpty();
        assertThat(kevDate(ONE)).contains("2026-01-09");
    }

    @Test
    void theDayOfWithdrawalStaysWhileTheEntryIsGone() {
        home.ingest("2026-01-10", kev(ONE, "cisa", "2026-01-09"), kev(TWO, "cisa", "2026-01-09"), end("cisa"));
        home.ingest("2026-01-11", kev(TWO, "cisa", "2026-01-09"), end("cisa"));
        home.ingest("2026-01-12", kev(TWO, "cisa", "2026-01-09"), end("cisa"));
        assertThat(kevOf(ONE).withdrawn()).contains(LocalDate.of(2026, 1, 11));
    }

    @Test
    void anEntryThatCouldNotBeReadIsNotWithdrawn() {
        Observation[] many = java.util.stream.IntStream.range(1000, 1100)
                .mapToObj(n -> kev(new CveId(2024, n).toString(), "cisa", "2026-01-09"))
                .toArray(Observation[]::new);
        home.ingest("2026-01-10", many);
        home.ingest("2026-01-10", kev(ONE, "cisa", "2026-01-09"));
        Observation[] next = java.util.Arrays.copyOf(many, many.length + 1);
        next[many.length - 1] = new Observation.Skipped(ONE, "no dateAdded");
        next[many.length] = end("cisa");
        home.ingest("2026-01-11", next);
        assertThat(kevOf(ONE).withdrawn()).isEmpty();
        assertThat(kevOf(new CveId(2024, 1099).toString()).withdrawn()).contains(LocalDate.of(2026, 1, 11));
    }

    @Test
    void anEmptySnapshotOrOneWithManyUnreadableRecordsWithdrawsNothing() {
        home.ingest("2026-01-10", kev(ONE, "cisa", "2026-01-09"), exploit(ONE, "1", ""), end("cisa"), end("archive"));
        home.ingest("2026-01-11", end("cisa"), end("archive"));
        home.ingest(
                "2026-01-12", kev(TWO, "cisa", "2026-01-09"), new Observation.Skipped("a record", "bad"), end("cisa"));
        assertThat(kevOf(ONE).withdrawn()).isEmpty();
        assertThat(evidenceOf(ONE).withdrawn()).isEmpty();
    }

    @Test
    void theEndOfOneCatalogueDoesNotTouchTheOther() {
        home.ingest("2026-01-10", kev(ONE, "cisa", "2026-01-09"), end("cisa"));
        home.ingest("2026-01-11", kev(ONE, "eu", "2026-01-08"), end("eu"));
        assertThat(home.reader().dossiers().kev(CveId.of(ONE)))
                .extracting(kept -> kept.entry().catalogue(), DossierQuery.KeptKev::withdrawn)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("cisa", Optional.empty()),
                        org.assertj.core.groups.Tuple.tuple("eu", Optional.empty()));
    }

    @Test
    void evidenceThatVanishesIsWithdrawnAndComesBack() {
        home.ingest("2026-01-10", exploit(ONE, "1", "2026-01-09"), exploit(TWO, "2", "2026-01-09"), end("archive"));
        home.ingest("2026-01-11", exploit(TWO, "2", "2026-01-09"), end("archive"));
        assertThat(evidenceOf(ONE).withdrawn()).contains(LocalDate.of(2026, 1, 11));
        home.ingest("2026-01-12", exploit(ONE, "1", "2026-01-09"), exploit(TWO, "2", "2026-01-09"), end("archive"));
        assertThat(evidenceOf(ONE).withdrawn()).isEmpty();
    }

    private static Observation template(String path) {
        return new Observation.EvidenceSeen(
                "nuclei",
                new Evidence(CveId.of(ONE), EvidenceKind.TEMPLATE, "nuclei", path, Optional.empty(), "u/" + path));
    }

    private static Observation repository(String name, String day) {
        return new Observation.EvidenceSeen(
                "poc",
                new Evidence(
                        CveId.of(ONE), EvidenceKind.POC, "poc", name, Optional.of(LocalDate.parse(day)), "u/" + name));
    }

    @Test
    void whatTheSourceCallsOtherwiseNowKeepsItsFirstDay() {
        home.ingest("2026-01-09", template("other.yaml"), end("nuclei"));
        home.ingest("2026-01-10", template("other.yaml"), template("http/cves/A.yaml"), end("nuclei"));
        home.ingest("2026-01-20", template("other.yaml"), template("http/2026/a.yaml"), end("nuclei"));
        assertThat(home.reader().dossiers().evidence(CveId.of(ONE)))
                .filteredOn(piece -> !piece.ref().equals("other.yaml"))
                .singleElement()
                .satisfies(piece -> {
                    assertThat(piece.ref()).isEqualTo("http/2026/a.yaml");
                    assertThat(piece.day()).isEqualTo(LocalDate.of(2026, 1, 10));
                    assertThat(piece.withdrawn()).isEmpty();
                });
    }

    @Test
    void aWholeFolderThatIsRenamedIsNotHeldBack() {
        List<Observation> before = new ArrayList<>();
        List<Observation> after = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            before.add(template("http/cves/" + i + ".yaml"));
            after.add(template("network/cves/" + i + ".yaml"));
        }
        before.add(end("nuclei"));
        after.add(end("nuclei"));
        home.ingest("2026-01-10", before);
        home.ingest("2026-01-20", after);
        assertThat(home.reader().dossiers().evidence(CveId.of(ONE)))
                .hasSize(40)
                .allSatisfy(piece -> assertThat(piece.withdrawn()).isEmpty());
    }

    @Test
    void anotherPieceForTheSameCveIsNoNewNameOfTheOneThatIsGone() {
        home.ingest("2026-01-10", repository("a/fake", "2026-01-08"), repository("b/real", "2026-01-08"), end("poc"));
        home.ingest("2026-01-20", repository("b/real", "2026-01-08"), repository("c/fake", "2026-01-09"), end("poc"));
        assertThat(home.reader().dossiers().evidence(CveId.of(ONE)))
                .filteredOn(piece -> piece.withdrawn().isPresent())
                .extracting(DossierQuery.KeptEvidence::ref)
                .containsExactly("a/fake");
    }

    @Test
    void anUnreadableRecordOfAKnownCveDoesNotKeepASmallCatalogueFromWithdrawing() {
        List<Observation> first = new ArrayList<>();
        for (int i = 1; i <= 12; i++) {
            first.add(kev("CVE-2026-00" + (10 + i), "eu", "2026-01-09"));
        }
        List<Observation> next = new ArrayList<>(first.subList(2, 12));
        next.add(new Observation.Skipped("CVE-2026-0011", "broken JSON"));
        next.add(end("eu"));
        first.add(end("eu"));
        home.ingest("2026-01-10", first);
        home.ingest("2026-01-20", next);
        assertThat(kevOf("CVE-2026-0011").withdrawn()).as("unreadable").isEmpty();
        assertThat(kevOf("CVE-2026-0012").withdrawn()).contains(LocalDate.of(2026, 1, 20));
    }

    @Test
    void evidenceWithoutADayKeepsTheDayOnWhichItWasFirstSeen() {
        home.ingest("2026-01-10", exploit(ONE, "1", ""), end("archive"));
        Tally again = home.ingest("2026-01-20", exploit(ONE, "1", ""), end("archive"));
        assertThat(again.changed()).isZero();
        assertThat(evidenceOf(ONE).day()).isEqualTo(LocalDate.of(2026, 1, 10));
        assertThat(evidenceOf(ONE).dated()).isFalse();
        home.ingest("2026-01-21", exploit(TWO, "2", ""), end("archive"));
        home.ingest("2026-01-22", exploit(ONE, "1", ""), end("archive"));
        assertThat(evidenceOf(ONE).day()).isEqualTo(LocalDate.of(2026, 1, 10));
    }

    @Test
    void whatTheFirstLoadHoldsWithoutADayIsFromBefore() {
        home.ingest("2026-01-10", exploit(ONE, "1", ""), end("archive"));
        home.ingest("2026-01-20", exploit(ONE, "1", ""), exploit(TWO, "2", ""), end("archive"));
        assertThat(evidenceOf(ONE).origin()).isEqualTo(DateOrigin.BEFORE);
        assertThat(evidenceOf(TWO).origin()).isEqualTo(DateOrigin.FIRST_SEEN);
        assertThat(home.reader().dossiers().summary(CveId.of(ONE)).flatMap(CveSummary::exploit))
                .contains(new KnownDay(LocalDate.of(2026, 1, 10), DateOrigin.BEFORE));
        assertThat(home.reader().dossiers().summary(CveId.of(TWO)).flatMap(CveSummary::exploit))
                .contains(new KnownDay(LocalDate.of(2026, 1, 20), DateOrigin.FIRST_SEEN));
    }

    @Test
    void aDayAfterThatOnWhichItWasSeenIsNeverBelieved() {
        home.ingest("2026-01-10", exploit(ONE, "1", "2026-01-09"), end("archive"));
        home.ingest("2026-01-20", exploit(ONE, "1", "2026-01-09"), exploit(TWO, "2", "2026-02-17"), end("archive"));
        assertThat(evidenceOf(TWO).day()).isEqualTo(LocalDate.of(2026, 1, 20));
        assertThat(evidenceOf(TWO).given()).contains(LocalDate.of(2026, 2, 17));
        Tally later = home.ingest(
                "2026-03-01", exploit(ONE, "1", "2026-01-09"), exploit(TWO, "2", "2026-02-17"), end("archive"));
        assertThat(later.changed()).as("nor when that day has come").isZero();
        home.ingest("2026-03-02", exploit(ONE, "1", "2026-01-09"), exploit(TWO, "2", "2026-01-18"), end("archive"));
        assertThat(evidenceOf(TWO).day()).isEqualTo(LocalDate.of(2026, 1, 18));
        assertThat(evidenceOf(TWO).given()).isEmpty();
    }

    @Test
    void anEntryOfACatalogueWithoutADayCountsFromTheDayOnWhichItWasFirstSeen() {
        home.ingest("2026-01-10", kev(ONE, "cisa", "2094-01-09"), end("cisa"));
        home.ingest("2026-01-20", kev(ONE, "cisa", "2094-01-09"), kev(TWO, "cisa", "2026-02-17"), end("cisa"));
        assertThat(kevOf(ONE).added()).isEqualTo(new KnownDay(LocalDate.of(2026, 1, 10), DateOrigin.BEFORE));
        assertThat(kevOf(TWO).added()).isEqualTo(new KnownDay(LocalDate.of(2026, 1, 20), DateOrigin.FIRST_SEEN));
        Tally again =
                home.ingest("2026-03-01", kev(ONE, "cisa", "2094-01-09"), kev(TWO, "cisa", "2026-02-17"), end("cisa"));
        assertThat(again.changed()).isZero();
    }

    @Test
    void aDayThatTheSourceGivesLaterReplacesTheDayFirstSeen() {
        home.ingest("2026-01-10", exploit(ONE, "1", ""), end("archive"));
        home.ingest("2026-01-11", exploit(ONE, "1", "2025-12-24"), end("archive"));
        assertThat(evidenceOf(ONE).day()).isEqualTo(LocalDate.of(2025, 12, 24));
        assertThat(evidenceOf(ONE).dated()).isTrue();
    }

    @Test
    void theEarliestPublicExploitCounts() {
        home.ingest("2026-01-10", exploit(ONE, "1", "2026-01-05"), exploit(ONE, "2", "2026-01-03"), end("archive"));
        assertThat(home.reader().dossiers().summary(CveId.of(ONE)).flatMap(CveSummary::exploit))
                .contains(KnownDay.of(LocalDate.of(2026, 1, 3)));
    }

    @Test
    void aFeedThatIsNotCommittedLeavesNothing() {
        home.ingest("2026-01-10", kev(ONE, "cisa", "2026-01-09"), end("cisa"));
        List<String> before = home.rows("SELECT * FROM kev");
        try (Writer store = home.store().unlockedWriter();
                Ingest ingest = store.ingest(new Ingest.Origin("test", "feed", LocalDate.of(2026, 1, 11), true))) {
            ingest.accept(kev(TWO, "cisa", "2026-01-11"));
            ingest.accept(end("cisa"));
        }
        assertThat(home.rows("SELECT * FROM kev")).isEqualTo(before);
    }
}
