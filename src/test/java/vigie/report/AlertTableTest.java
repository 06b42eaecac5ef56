package vigie.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vigie.model.Bulletin;
import vigie.store.ProductFilter;
import vigie.store.TableQuery;
import vigie.testing.TestHome;

class AlertTableTest {

    private static final String[] OF_A_PUBLICATION = {
        "anssi_title", "anssi_link", "anssi_desc", "anssi_published", "type_publication"
    };

    private static TestHome home;

    @BeforeAll
    static void fill() {
        home = Alerts.home();
    }

    @AfterAll
    static void close() {
        home.close();
    }

    @Test
    void theColumnsAreThoseOfTheContractInItsOrder() {
        assertThat(String.join(", ", AlertTable.COLUMNS))
                .startsWith(
                        "anssi_title, anssi_link, anssi_desc, anssi_published, type_publication, cve, epss_score, cwe,"
                                + " cwe_desc, cvss_score, mitre_desc, affected_product, base_severity, cvss_version, cvss_vector,"
                                + " cvss_source, cwe_source, epss_percentile, kev_date, exploit_public_date, state");
    }

    @Test
    void aFullRowHasAValueInEveryColumn() {
        assertThat(Alerts.row(home, Alerts.FULL))
                .containsOnlyKeys(AlertTable.COLUMNS.stream()
                        .filter(column -> !column.startsWith("vigie_") && !column.equals("disputed"))
                        .toList())
                .contains(
                        entry("anssi_title", "Vulnérabilité dans Anvil"),
                        entry("anssi_link", "https://www.cert.ssi.gouv.fr/alerte/CERTFR-2026-ALE-001/"),
                        entry("anssi_desc", "Une faille est exploitée."),
                        entry("anssi_published", "2026-01-05"),
                        entry("type_publication", "alerte"),
                        entry("epss_score", 0.00001),
                        entry("cwe", "CWE-79"),
                        entry("cwe_desc", "CWE-79 cross-site scripting"),
                        entry("cvss_score", 9.8),
                        entry("mitre_desc", "Été : a remote attacker drops the Anvil."),
                        entry("base_severity", "Critical"),
                        entry("cvss_version", "3.1"),
                        entry("cvss_vector", "CVSS:3.1/AV:N"),
                        entry("cvss_source", "cna:acme"),
                        entry("cwe_source", "cna:acme"),
                        entry("epss_percentile", 0.10001),
                        entry("kev_date", "2026-01-07"),
                        entry("exploit_public_date", "2026-01-08"),
                        entry("state", "PUBLISHED"));
    }

    @Test
    void productsAreTheCnasWithTheirAffectedVersionsOnly() {
        assertThat(Alerts.row(home, Alerts.FULL))
                .containsEntry(
                        "affected_product",
                        List.of(
                                new AlertTable.Product("Acme", "Anvil", List.of("1.0")),
                                new AlertTable.Product("Acme", "Hammer", List.of())))
                .containsEntry("affected_ranges", "Anvil: 1.0; Hammer: not 2.0");
    }

    @Test
    void whatIsMissingIsEmptyAndAnEpssScoreOfZeroIsNot() {
        assertThat(Alerts.row(home, Alerts.BARE))
                .containsOnlyKeys(keys("cve", "epss_score", "epss_percentile", "state"))
                .containsEntry("epss_score", 0.0);
    }

    @ParameterizedTest
    @CsvSource({Alerts.REJECTED + ", REJECTED", Alerts.RESERVED + ", RESERVED"})
    void aCveThatIsNoReportedVulnerabilityHasItsStateOnly(String cve, String state) {
        assertThat(Alerts.row(home, cve)).containsOnlyKeys(keys("cve", "state")).containsEntry("state", state);
    }

    @Test
    void anAssessmentOfAnAdpStandsWhereThereIsNoOther() {
        assertThat(Alerts.row(home, Alerts.ADP_ONLY))
                .containsEntry("cvss_score", 6.9)
                .containsEntry("base_severity", "Medium")
                .containsEntry("cvss_source", "adp:CISA-ADP");
    }

    @Test
    void aPublicationWithoutACveHasARowOfItsOwn() {
        assertThat(Alerts.row(home, "")).containsOnlyKeys(OF_A_PUBLICATION).containsEntry("type_publication", "avis");
    }

    @Test
    void theNewestPublicationComesFirst() {
        assertThat(Alerts.rows(home, TableQuery.Filter.ALL))
                .extracting(row -> Alerts.cell(row, "anssi_published").orElseThrow())
                .asString()
                .isEqualTo("[2026-01-06, 2026-01-05, 2026-01-05, 2026-01-05, 2026-01-05, 2026-01-05]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"since 2026-01-06 1", "until 2026-01-05 5", "since 2026-01-05 6", "until 2026-01-04 0"})
    void daysAreIncluded(String line) {
        String[] words = line.split(" ");
        Optional<LocalDate> day = Optional.of(LocalDate.parse(words[1]));
        Optional<LocalDate> none = Optional.empty();
        boolean since = words[0].equals("since");
        assertThat(Alerts.rows(
                        home, filter(since ? day : none, since ? none : day, ProductFilter.ANY, Optional.empty())))
                .hasSize(Integer.parseInt(words[2]));
    }

    @Test
    void aTypeLeavesOutTheOther() {
        TableQuery.Filter avis = new TableQuery.Filter(
                Optional.empty(),
                Optional.empty(),
                Optional.of(Bulletin.Kind.AVIS),
                ProductFilter.ANY,
                Optional.empty());
        assertThat(Alerts.rows(home, avis)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "ACME Inc., '', 1",
        "'', anvil, 1",
        "globex, '', 1",
        "globex, feather, 1",
        "globex, anvil, 0",
        "globex, feath, 0",
        "globex, feath*, 1",
        "'', quill, 1",
        "'', quill p, 0",
        "'', pen, 0",
        "n/a, '', 0",
        "n/a|globex, '', 1",
        "nobody|globex, anvil|feather, 1"
    })
    void aProductIsThatOfThePublicationOrOfTheCve(String vendor, String product, int rows) {
        ProductFilter filter = new ProductFilter(
                vendor.isEmpty() ? List.of() : List.of(vendor.split("\\|")),
                product.isEmpty() ? List.of() : List.of(product.split("\\|")));
        assertThat(Alerts.rows(home, filter(Optional.empty(), Optional.empty(), filter, Optional.empty())))
                .hasSize(rows);
    }

    @ParameterizedTest
    @CsvSource({"0, 2", "4, 2", "7, 1", "9.9, 0"})
    void aLowestScoreLeavesOutWhatIsBelowAndWhatHasNone(double score, int rows) {
        assertThat(Alerts.rows(home, filter(Optional.empty(), Optional.empty(), ProductFilter.ANY, Optional.of(score))))
                .hasSize(rows);
    }

    private static TableQuery.Filter filter(
            Optional<LocalDate> since, Optional<LocalDate> until, ProductFilter product, Optional<Double> score) {
        return new TableQuery.Filter(since, until, Optional.empty(), product, score);
    }

    private static String[] keys(String... more) {
        return Stream.concat(Stream.of(OF_A_PUBLICATION), Stream.of(more)).toArray(String[]::new);
    }
}
