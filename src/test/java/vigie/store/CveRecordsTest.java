package vigie.store;

import static org.assertj.core.api.Assertions.assertThat;
import static vigie.testing.CveText.cve;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vigie.model.CveId;
import vigie.model.CveRecord;
import vigie.model.Observation;
import vigie.testing.Seen;
import vigie.testing.TestHome;

class CveRecordsTest {

    private static final String ID = "CVE-2026-0001";
    private static final CveId CVE = CveId.of(ID);

    private final TestHome home = TestHome.make();

    @AfterEach
    void close() {
        home.close();
    }

    private CveSummary summary() {
        return home.reader().dossiers().summary(CVE).orElseThrow();
    }

    private List<CveId> found(String phrase) {
        SearchQuery.Filter filter = new SearchQuery.Filter(
                List.of(phrase), ProductFilter.ANY, false, Optional.empty(), Optional.empty(), 10);
        return home.reader().search().find(filter).hits().stream()
                .map(SearchQuery.Hit::cve)
                .toList();
    }

    @Test
    void theNewestRecordWinsWhateverTheOrder() {
        home.ingest(
                "2026-01-10",
                cve(ID).modified("2026-01-05T00:00:00.500Z").cvss(9.8).listed());
        home.ingest(
                "2026-01-11", cve(ID).modified("2026-01-05T00:00:00Z").cvss(1.0).listed());
        assertThat(summary().cvssScore()).contains(9.8);
        home.ingest(
                "2026-01-12", cve(ID).modified("2026-01-05T00:00:01Z").cvss(5.0).listed());
        assertThat(summary().cvssScore()).contains(5.0);
    }

    @Test
    void aRecordWhoseLastChangeCannotBeTrueIsAsNewAsTheDayOnWhichItWasSeen() {
        home.ingest("2026-01-10", cve(ID).modified("2027-01-05T00:00:00Z").listed());
        assertThat(home.writer().listed(CVE)).contains(Instant.parse("2026-01-10T00:00:00Z"));
    }

    @Test
    void wordsThatDifferByASignAreToldApart() {
        home.ingest(
                "2026-01-10",
                cve(ID).title("A library for C++").description("of .NET").listed(),
                cve("CVE-2026-0777")
                        .title("A library for C#")
                        .description("of example.net")
                        .listed());
        assertThat(found("C++")).containsExactly(CVE);
        assertThat(found("c#")).containsExactly(CveId.of("CVE-2026-0777"));
        assertThat(found("for c++")).containsExactly(CVE);
        assertThat(found(".net")).containsExactly(CVE);
        assertThat(found("library")).hasSize(2);
    }

    @Test
    void theSameRecordAgainChangesNothing() {
        Observation record = cve(ID).cvss(9.8).listed();
        assertThat(home.ingest("2026-01-10", record).added()).isEqualTo(1);
        Tally again = home.ingest("2026-01-11", record);
        assertThat(again.added() + again.changed()).isZero();
        assertThat(home.rows("SELECT kind FROM change")).containsExactly("published");
    }

    @Test
    void theCveListAndNvdGiveTheSameInEitherOrder() {
        Observation listed =
                cve(ID).description("Anvil drops").weakness("CWE-79", "words").listed();
        Observation nvd = cve(ID).description("Feather floats").cvss(7.5).nvd();
        home.ingest("2026-01-10", listed, nvd);
        try (TestHome other = TestHome.make()) {
            other.ingest("2026-01-10", nvd, listed);
            assertThat(other.rows("SELECT * FROM cve")).isEqualTo(home.rows("SELECT * FROM cve"));
            assertThat(other.reader().contentHash()).isEqualTo(home.reader().contentHash());
        }
        assertThat(summary().cvssScore()).contains(7.5);
        assertThat(summary().cvssSource()).contains("nvd");
        assertThat(summary().cwe()).contains("CWE-79");
        assertThat(found("anvil")).containsExactly(CVE);
        assertThat(found("feather")).isEmpty();
    }

    @Test
    void theWordsOfTheCveListReplaceThoseOfNvd() {
        home.ingest("2026-01-10", cve(ID).description("Feather floats").nvd());
        assertThat(found("feather")).containsExactly(CVE);
        home.ingest("2026-01-11", cve(ID).description("Anvil drops").listed());
        assertThat(found("feather")).isEmpty();
        assertThat(found("anvil")).containsExactly(CVE);
    }

    @Test
    void theTitleOfAnAdpContainerIsNotFound() {
        home.ingest("2026-01-10", cve(ID).description("Anvil drops").listed());
        assertThat(found("vulnrichment")).isEmpty();
    }

    @Test
    void aRejectedCveCarriesNothingButItsState() {
        home.ingest("2026-01-10", cve(ID).description("Anvil drops").cvss(9.8).listed());
        home.ingest("2026-01-10", cve(ID).cvss(9.8).nvd());
        home.ingest("2026-01-10", Seen.kev(ID, "cisa", "2026-01-09"), Seen.exploit(ID, "1", "2026-01-08"));
        home.ingest("2026-01-10", Seen.epss(java.time.LocalDate.of(2026, 1, 9), java.util.Map.of(ID, 0.9)));
        home.ingest(
                "2026-01-11",
                cve(ID).modified("2026-01-11T00:00:00Z").state("REJECTED").listed());
        CveSummary summary = summary();
        assertThat(summary.state()).contains("REJECTED");
        assertThat(List.of(
                        summary.cvssScore(),
                        summary.cwe(),
                        summary.epss(),
                        summary.epssPercentile(),
                        summary.kevDate(),
                        summary.exploit()))
                .allMatch(value -> ((Optional<?>) value).isEmpty());
        assertThat(found("anvil")).isEmpty();
    }

    @Test
    void anUnknownCveIsReservedUntilARecordOfItComes() {
        home.ingest("2026-01-10", new Observation.CveAbsent(CVE));
        assertThat(summary().state()).contains("RESERVED");
        home.ingest("2026-01-11", cve(ID).description("Anvil drops").cvss(9.8).listed());
        assertThat(summary().state()).contains("PUBLISHED");
        assertThat(found("anvil")).containsExactly(CVE);
        home.ingest("2026-01-12", new Observation.CveAbsent(CVE));
        assertThat(summary().state()).contains("PUBLISHED");
    }

    @Test
    void theRecordIsKeptAsItCame() {
        Observation.CveSeen seen =
                cve(ID).description("Été « 漏洞 » \uD83D\uDD25").listed();
        home.ingest("2026-01-10", seen);
        assertThat(home.reader().dossiers().raw(CVE, CveRecord.Source.CVE_LIST)).contains(seen.raw());
        assertThat(home.reader().dossiers().raw(CVE, CveRecord.Source.NVD)).isEmpty();
    }
}
