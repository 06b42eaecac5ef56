package vigie.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vigie.feature.Trait;
import vigie.model.CveId;
import vigie.store.ScoreRun;
import vigie.store.ScoreWriter;
import vigie.testing.BulletinText;
import vigie.testing.CveText;
import vigie.testing.Outbreak;
import vigie.testing.Seen;
import vigie.testing.TestHome;

class TraitsTest {

    private static final Work WORK = new Work(2);
    private static final String DAY = Outbreak.TODAY.toString();

    private final TestHome home = Outbreak.home(150);

    @AfterEach
    void close() {
        home.close();
    }

    private Traits traits() {
        return traits(false);
    }

    private Traits traits(boolean withEpss) {
        Map<CveId, Long> inputs = home.reader().scan().digests(Scope.FIRST, withEpss);
        return Traits.of(
                home.reader().scores().traits(), inputs, new DossierLoader(home.store(), WORK, withEpss), WORK);
    }

    private void keep(Traits traits) {
        try (ScoreWriter writer = home.writer().scores(Instant.EPOCH)) {
            traits.fresh().values().forEach(writer::put);
            writer.finish(Instant.EPOCH, "m", Outbreak.TODAY, ScoreRun.Kind.ALL, 0);
        }
    }

    private Map<CveId, Trait> ofDossiers() {
        Map<CveId, Trait> all = new LinkedHashMap<>();
        Outbreak.corpus(home).dossiers().forEach(d -> all.put(d.id(), Trait.of(d)));
        return all;
    }

    @Test
    void whatIsKeptAndReadBackIsWhatTheDossiersSay() {
        Map<CveId, Trait> expected = ofDossiers();
        long exploited = expected.values().stream()
                .filter(trait -> trait.exploited() != Trait.NEVER)
                .count();
        assertThat(exploited).isPositive().isLessThan(expected.size() / 2);
        Traits first = traits();
        assertThat(first.current()).isEqualTo(expected);
        assertThat(first.changed()).hasSize(150).isSorted();
        keep(first);
        Traits again = traits();
        assertThat(again.changed()).isEmpty();
        assertThat(again.current()).isEqualTo(expected);
    }

    @Test
    void namesWithStrangeCharactersAreReadBackAsTheyWere() {
        home.ingest(
                DAY,
                CveText.cve("CVE-2024-0001")
                        .product("A\tB\nC", "D\r\n\tE", "1", "affected")
                        .product("", "", "1", "affected")
                        .weakness("CWE-79", "")
                        .listed());
        keep(traits());
        assertThat(traits().current()).isEqualTo(ofDossiers());
        assertThat(traits().changed()).isEmpty();
    }

    @Test
    void onlyTheCvesOfWhichSomethingNewIsSaidAreDerivedAnew() {
        keep(traits());
        home.ingest(
                DAY,
                List.of(
                        CveText.cve(Outbreak.cve(1)).description("Another text").listed(),
                        Seen.exploit(Outbreak.cve(2), "new", "2024-12-01"),
                        Seen.kev(Outbreak.cve(4), "eu", "2024-12-02"),
                        BulletinText.bulletin("CERTFR-2024-AVI-0900", "2024-12-03", Outbreak.cve(5))
                                .seen(),
                        CveText.cve("CVE-2024-7777").listed()));
        Traits changed = traits();
        assertThat(changed.changed())
                .extracting(CveId::toString)
                .containsExactly(Outbreak.cve(1), Outbreak.cve(2), Outbreak.cve(4), Outbreak.cve(5), "CVE-2024-7777");
        assertThat(changed.current()).isEqualTo(ofDossiers());
    }

    @Test
    void epssScoresCountOnlyWhereTheyAreAFeature() {
        keep(traits(true));
        assertThat(traits(true).changed()).isEmpty();
        home.ingestShrunk(
                DAY, Seen.epss(LocalDate.of(2024, 12, 30), Map.of(Outbreak.cve(1), 0.01, Outbreak.cve(2), 0.9)));
        assertThat(traits(true).changed())
                .as("one has the same score, one another, the others none any more")
                .hasSize(149)
                .doesNotContain(CveId.of(Outbreak.cve(1)));
        keep(traits(false));
        home.ingestShrunk(DAY, Seen.epss(LocalDate.of(2024, 12, 31), Map.of(Outbreak.cve(7), 0.3)));
        assertThat(traits(false).changed()).isEmpty();
    }

    @Test
    void aWithdrawnReportIsNewsAndStaysInTheHistory() {
        List<vigie.model.Observation> catalogue =
                List.of(Seen.kev(Outbreak.cve(1), "other", "2024-12-01"), Seen.kev(Outbreak.cve(2), "other", DAY));
        home.ingest(DAY, catalogue);
        keep(traits());
        home.ingest(DAY, catalogue.get(1), Seen.end("other"));
        Traits changed = traits();
        assertThat(changed.changed()).containsExactly(CveId.of(Outbreak.cve(1)));
        assertThat(changed.current().get(CveId.of(Outbreak.cve(1))).exploited())
                .isEqualTo((int) LocalDate.of(2024, 12, 1).toEpochDay());
    }

    @Test
    void aReporterWithALineBreakInItsNameDoesNotBecomeTwo() {
        home.ingest(
                DAY,
                new vigie.model.Observation.EvidenceSeen(
                        "file",
                        new vigie.model.Evidence(
                                CveId.of(Outbreak.cve(1)),
                                vigie.model.EvidenceKind.EXPLOITED,
                                "one\nother",
                                "1",
                                java.util.Optional.of(LocalDate.of(2024, 12, 1)),
                                "")));
        var known = new DossierLoader(home.store(), WORK, false)
                .load(List.of(CveId.of(Outbreak.cve(1))))
                .get(0)
                .exploited()
                .orElseThrow();
        assertThat(known.sources()).hasSize(1).noneMatch(name -> name.contains("\n"));
    }

    @Test
    void aNameCountsFromTheDayOnWhichAVersionWithItWasSeenAndStays() {
        String cve = "CVE-2024-0001";
        home.later(
                "test",
                DAY,
                CveText.cve(cve)
                        .published("2024-12-30T00:00:00Z")
                        .modified(DAY + "T00:00:00Z")
                        .product("First", "A", "1", "affected")
                        .listed());
        String next = LocalDate.parse(DAY).plusDays(3).toString();
        home.later(
                "test",
                next,
                CveText.cve(cve)
                        .published("2024-12-30T00:00:00Z")
                        .modified(next + "T00:00:00Z")
                        .product("Second", "B", "1", "affected")
                        .weakness("CWE-79", "")
                        .listed());
        List<Trait.Tie> ties = traits().current().get(CveId.of(cve)).ties();
        assertThat(ties)
                .filteredOn(tie -> tie.key().matches("v:(first|second)"))
                .extracting(Trait.Tie::day)
                .containsExactly(epochDay(DAY), epochDay(next));
        assertThat(ties)
                .as("nobody ever named both")
                .noneMatch(tie -> tie.key().contains("first") && tie.key().contains("79"));
    }

    private static int epochDay(String day) {
        return (int) LocalDate.parse(day).toEpochDay();
    }

    @Test
    void aRejectedCveContributesNothing() {
        keep(traits());
        home.ingest(DAY, CveText.cve(Outbreak.cve(2)).state("REJECTED").listed());
        assertThat(traits().current()).hasSize(149).doesNotContainKey(CveId.of(Outbreak.cve(2)));
    }
}
