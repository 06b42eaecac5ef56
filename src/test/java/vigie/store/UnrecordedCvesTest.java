package vigie.store;

import static org.assertj.core.api.Assertions.assertThat;
import static vigie.testing.BulletinText.bulletin;
import static vigie.testing.CveText.cve;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vigie.model.CveId;
import vigie.model.KnownExploited;
import vigie.model.Observation;
import vigie.testing.Seen;
import vigie.testing.TestHome;

/** CVEs of which no record is held. */
class UnrecordedCvesTest {

    private static final String CVE = "CVE-2019-8720";

    private final TestHome home = TestHome.make();

    @AfterEach
    void close() {
        home.close();
    }

    private static Observation listed(String vendor, String product, String name) {
        return new Observation.KnownExploitedSeen(new KnownExploited(
                CveId.of(CVE),
                "cisa",
                LocalDate.parse("2026-01-05"),
                Optional.empty(),
                "Unknown",
                vendor,
                product,
                name,
                ""));
    }

    private List<String> find(List<String> phrases, ProductFilter product) {
        return home
                .reader()
                .search()
                .find(new SearchQuery.Filter(phrases, product, false, Optional.empty(), Optional.empty(), 10))
                .hits()
                .stream()
                .map(hit -> hit.cve().toString())
                .toList();
    }

    private static ProductFilter of(String vendor, String product) {
        return new ProductFilter(List.of(vendor), List.of(product));
    }

    private Optional<String> state() {
        return home.reader().dossiers().summary(CveId.of(CVE)).flatMap(CveSummary::state);
    }

    private Optional<String> headline() {
        return home.reader().dossiers().headline(CveId.of(CVE));
    }

    @Test
    void whatACatalogueSaysIsEnoughToListFindAndShowACve() {
        home.ingest("2026-01-10", listed("Roadrunner", "Rocket Skates", "Rocket Skates Ignition Vulnerability"));
        assertThat(state()).contains("UNKNOWN");
        assertThat(headline()).contains("Rocket Skates Ignition Vulnerability");
        assertThat(find(List.of(), ProductFilter.ANY)).containsExactly(CVE);
        assertThat(find(List.of("ignition"), ProductFilter.ANY)).containsExactly(CVE);
        assertThat(find(List.of(), of("roadrunner", "rocket skates"))).containsExactly(CVE);
        assertThat(home.reader().dossiers().products(CveId.of(CVE)))
                .containsExactly(new DossierQuery.NamedProduct("Roadrunner", "Rocket Skates"));
    }

    @Test
    void whereTheCatalogueHasNoNameForItItsProductIsShown() {
        home.ingest("2026-01-10", listed("Roadrunner", "Rocket Skates", ""));
        assertThat(headline()).contains("Roadrunner Rocket Skates");
    }

    @Test
    void theRecordReplacesWhatTheCatalogueSays() {
        home.ingest("2026-01-10", listed("Roadrunner", "Rocket Skates", "Ignition"));
        home.ingest(
                "2026-01-11",
                cve(CVE).title("Too fast")
                        .product("Acme", "Skates", "1", "affected")
                        .listed());
        assertThat(state()).contains("PUBLISHED");
        assertThat(headline()).contains("Too fast");
        assertThat(find(List.of("ignition"), ProductFilter.ANY)).isEmpty();
        assertThat(find(List.of("fast"), ProductFilter.ANY)).containsExactly(CVE);
        assertThat(find(List.of(), of("roadrunner", "rocket skates"))).isEmpty();
        home.ingest("2026-01-12", listed("Roadrunner", "Rocket Skates", "Other name"));
        assertThat(headline()).contains("Too fast");
    }

    @Test
    void whileAnEmptyDatabaseIsFilledTheyAreLeftToItsEnd() {
        String recorded = "CVE-2026-0011";
        home.writer().fill();
        home.ingest(
                "2026-01-10",
                listed("Roadrunner", "Rocket Skates", "Ignition"),
                Seen.exploit(recorded, "1", "2026-01-04"));
        home.ingest("2026-01-10", cve(recorded).title("Too fast").listed());
        assertThat(find(List.of(), ProductFilter.ANY)).containsExactly(recorded);
        home.writer().settle();
        assertThat(find(List.of(), ProductFilter.ANY)).containsExactlyInAnyOrder(CVE, recorded);
        assertThat(find(List.of("ignition"), ProductFilter.ANY)).containsExactly(CVE);
        assertThat(find(List.of("fast"), ProductFilter.ANY)).containsExactly(recorded);
        home.writer().fill();
        home.ingest("2026-01-11", Seen.exploit("CVE-2026-0012", "2", "2026-01-04"));
        assertThat(find(List.of(), ProductFilter.ANY)).contains("CVE-2026-0012");
    }

    @Test
    void aFillThatWasBrokenOffIsEndedByTheNextWriter() {
        home.writer().fill();
        home.ingest("2026-01-10", listed("Roadrunner", "Rocket Skates", "Ignition"));
        home.store().unlockedWriter().close();
        assertThat(find(List.of(), ProductFilter.ANY)).containsExactly(CVE);
    }

    @Test
    void evidenceAndCitationsListACveUntilNothingNamesItAnyMore() {
        home.ingest("2026-01-10", Seen.exploit(CVE, "1", "2026-01-04"));
        assertThat(find(List.of(), ProductFilter.ANY)).containsExactly(CVE);
        String other = "CVE-2026-0009";
        home.ingest(
                "2026-01-10",
                bulletin("CERTFR-2026-AVI-0001", "2026-01-04", other).seen());
        assertThat(find(List.of(), ProductFilter.ANY)).containsExactlyInAnyOrder(CVE, other);
        home.ingest(
                "2026-01-11",
                bulletin("CERTFR-2026-AVI-0001", "2026-01-04", "CVE-2026-0010").seen());
        assertThat(find(List.of(), ProductFilter.ANY)).containsExactlyInAnyOrder(CVE, "CVE-2026-0010");
    }

    @Test
    void aCatalogueKnowsMoreThanTheAbsenceOfARecordSays() {
        home.ingest("2026-01-10", new Observation.CveAbsent(CveId.of(CVE)));
        assertThat(state()).contains("RESERVED");
        home.ingest("2026-01-11", listed("Roadrunner", "Rocket Skates", "Ignition"));
        assertThat(state()).contains("UNKNOWN");
        home.ingest("2026-01-12", new Observation.CveAbsent(CveId.of(CVE)));
        assertThat(state()).contains("UNKNOWN");
        assertThat(headline()).contains("Ignition");
    }

    @Test
    void noModelSeesThem() {
        home.ingest("2026-01-10", listed("Roadrunner", "Rocket Skates", "Ignition"));
        assertThat(home.reader().scan().digests(LocalDate.EPOCH, false)).isEmpty();
    }
}
