package vigie.report.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vigie.model.Period;
import vigie.report.document.Report.Counts;

class ReportReaderTest {

    private static Month month;

    @BeforeAll
    static void fill() {
        month = new Month();
    }

    @AfterAll
    static void close() {
        month.close();
    }

    private static List<String> ids(Report report) {
        return report.priorities().stream()
                .map(p -> p.cve().line().id().toString())
                .toList();
    }

    private static List<String> rows(Report report) {
        return report.table().orElseThrow().lines().stream()
                .map(line -> line.publication().ref() + " "
                        + line.cve().map(c -> c.line().id().toString()).orElse("-"))
                .toList();
    }

    @Test
    void whatIsPublishedInThePeriodIsCountedAndComparedWithThePeriodBefore() {
        Report report = month.report("en");
        assertThat(report.counts()).isEqualTo(new Counts(3, 1, 3, 2, 1, 1, 1));
        assertThat(report.before()).contains(new Counts(1, 0, 1, 1, 0, 0, 0));
        assertThat(report.revised()).isEqualTo(1);
        assertThat(report.charts()).isNotEmpty();
    }

    @Test
    void aPeriodBeforeWhatIsHeldIsNotComparedWith() {
        Period year = new Period(LocalDate.of(2025, 6, 1), LocalDate.of(2026, 1, 30));
        assertThat(month.report("en", year, 10).before()).isEmpty();
    }

    @Test
    void knownExploitedOnesAreToBeFixedFirst() {
        Report report = month.report("en");
        assertThat(ids(report)).hasSize(3).startsWith(Month.PRESSING).doesNotContain(Month.REJECTED);
        Priority first = report.priorities().get(0);
        assertThat(first.due()).contains(LocalDate.of(2026, 1, 28));
        assertThat(first.ransomware()).isTrue();
        assertThat(first.facts().exploited().orElseThrow().sources()).containsExactly("kev");
        assertThat(first.reasons()).isNotEmpty();
        assertThat(first.publications()).hasSize(2);
        assertThat(first.cve().products()).isEqualTo("Acme Anvil");
    }

    @Test
    void onlyAdvisoriesThatNameTheCveAndLieOnTheWebAreGiven() {
        assertThat(month.report("en").priorities().get(0).advisories())
                .containsExactly(
                        new Priority.Advisory("Bulletin Acme CVE-2026-0001", "https://acme.example/CVE-2026-0001"));
    }

    @Test
    void aPublicationThatDoesNotNameTheVendorCountsOnlyForItsCvesOfTheVendor() {
        Report acme = month.report("en", "ACME Inc.");
        assertThat(rows(acme))
                .containsExactly(
                        "CERTFR-2026-ALE-001 CVE-2026-0001",
                        "CERTFR-2026-ALE-001 CVE-2026-0003",
                        "CERTFR-2026-AVI-0002 CVE-2026-0001",
                        "CERTFR-2026-AVI-0002 CVE-2026-0004");
        assertThat(acme.counts().cves()).isEqualTo(2);
    }

    @Test
    void ofSeveralVendorsAnyWillDoAlsoInTheCharts() {
        Report both = month.report("en", "acme", "oscorp");
        assertThat(ids(both)).containsExactlyInAnyOrder(Month.PRESSING, Month.LIKELY, Month.PLAIN);
        assertThat(said(both)).isEqualTo(said(month.report("en"))).isNotEqualTo(said(month.report("en", "oscorp")));
        assertThat(month.report("en", "nobody").counts().publications()).isZero();
    }

    private static String said(Report report) {
        return report.charts().get(0).sentences().get(0);
    }

    @Test
    void aTableThatIsTooLongKeepsItsMostUrgentRowsInTheirOrder() {
        Report report = month.report("en", Month.JANUARY, 3);
        assertThat(report.table().orElseThrow().total()).isEqualTo(6);
        assertThat(rows(report))
                .hasSize(3)
                .startsWith("CERTFR-2026-ALE-001 CVE-2026-0001")
                .contains("CERTFR-2026-AVI-0002 CVE-2026-0001")
                .doesNotContain("CERTFR-2026-AVI-0003 -");
        assertThat(month.report("en", Month.JANUARY, 0).table().orElseThrow().lines())
                .isEmpty();
    }
}
