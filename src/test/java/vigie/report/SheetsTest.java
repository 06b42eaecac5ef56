package vigie.report;

import static org.assertj.core.api.Assertions.assertThat;
import static vigie.testing.CveText.cve;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vigie.facts.CveFacts;
import vigie.facts.CveStatements;
import vigie.facts.FactsReader;
import vigie.facts.PublicationFacts;
import vigie.model.Affected;
import vigie.model.BandRecord;
import vigie.model.BulletinRef;
import vigie.model.CveId;
import vigie.model.ScoreBand;
import vigie.store.Reader;
import vigie.testing.Scores;
import vigie.testing.Seen;
import vigie.testing.TestHome;
import vigie.text.Messages;

/** The pages that {@code show} prints. */
class SheetsTest {

    private static final BulletinRef ALERTE = new BulletinRef("CERTFR-2026-ALE-001");

    private static final String UNNAMED = "CVE-2026-0017";
    private static final String DUPLICATE = "CVE-2026-0014";

    private static final Function<String, Optional<BandRecord>> PAST =
            model -> Optional.of(new BandRecord(true, 90, Map.of(ScoreBand.REST, 0.25)));

    private static TestHome home;
    private static Reader reader;

    @BeforeAll
    static void fill() {
        home = Alerts.home();
        home.ingest(
                "2026-01-10",
                cve(DUPLICATE)
                        .rejected("A duplicate of another.", Alerts.FULL)
                        .tag("disputed")
                        .tag("x_own")
                        .listed(),
                cve(UNNAMED)
                        .product("n/a", "n/a", "n/a", "affected")
                        .adpProduct("acme", "gadget")
                        .listed(),
                Seen.exploit(DUPLICATE, "fake", "2026-01-08"),
                Seen.end("archive"));
        home.ingest("2026-01-28", Seen.exploit(Alerts.FULL, Alerts.FULL, "2026-01-08"), Seen.end("archive"));
        Scores.run(
                home.writer(),
                Instant.parse("2026-01-30T12:00:00Z"),
                1,
                List.of(Alerts.ADP_ONLY, DUPLICATE),
                List.of());
        reader = home.reader();
    }

    @AfterAll
    static void close() {
        home.close();
    }

    private static String page(String cve, String language) {
        return new CveSheet(new Messages(language), 100, PAST).of(facts(cve));
    }

    private static PublicationFacts publication() {
        return new FactsReader(reader).publication(ALERTE).orElseThrow();
    }

    private static CveFacts facts(String cve) {
        return new FactsReader(reader).cve(CveId.of(cve)).orElseThrow();
    }

    @Test
    void aPageBeginsWithWhatMattersMost() {
        assertThat(page(Alerts.FULL, "en")).startsWith("""
                        CVE-2026-0001  Hole in Anvil
                        Exploited       listed on 2026-01-07 (CISA KEV)
                        CISA KEV        listed on 2026-01-07
                        CVSS            9.8 Critical  CVSS:3.1/AV:N  (cna:acme)
                        EPSS            0.00100% probability of exploitation activity within 30 days, above 10.0% of all
                                        CVEs
                        Weakness        CWE-79 Cross-site Scripting
                        Published       2026-01-02
                        """).contains("""

                        Affected products (CNA, else other sources)
                          Acme Anvil: 1.0
                          Acme Hammer: not 2.0

                        Evidence
                          2026-01-08  public exploit  archive  CVE-2026-0001

                        CERT-FR publications
                          2026-01-05  CERTFR-2026-ALE-001  Vulnérabilité dans Anvil
                        """);
    }

    @Test
    void aPageIsInTheUsersLanguage() {
        assertThat(page(Alerts.FULL, "fr"))
                .contains("9,8 critique", "exploit public", "signalée le 2026-01-07 (CISA KEV)", "0,00");
    }

    @Test
    void aFrenchReaderGetsTheTitleOfThePublicationToo() {
        assertThat(page(Alerts.FULL, "fr")).contains("CERT-FR         Vulnérabilité dans Anvil  (CERTFR-2026-ALE-001)");
        assertThat(page(Alerts.FULL, "en")).doesNotContain("(CERTFR-2026-ALE-001)");
    }

    @Test
    void aLineWithoutAValueIsLeftOut() {
        assertThat(page(Alerts.BARE, "en"))
                .doesNotContain("Weakness", "CVSS", "Description")
                .contains("EPSS");
    }

    @Test
    void aCveThatIsNoReportedVulnerabilitySaysSo() {
        assertThat(page(Alerts.REJECTED, "en")).contains("rejected by its CNA").doesNotContain("EPSS");
        assertThat(page(Alerts.RESERVED, "fr")).contains("aucun enregistrement publié");
    }

    @Test
    void aRejectedCveGivesItsReasonAndWhatReplacesItAndNoScoreStands() {
        assertThat(page(DUPLICATE, "en"))
                .contains("Replaced by     CVE-2026-0001")
                .contains("Reason for the rejection\nA duplicate of another.\n")
                .doesNotContain("Score");
        assertThat(CveDocument.of(facts(DUPLICATE), new Messages("en"), model -> Optional.empty()))
                .containsEntry(
                        "rejection",
                        Map.of("reason", "A duplicate of another.", "replaced_by", List.of("CVE-2026-0001")))
                .containsEntry("exploit_model", null);
    }

    @Test
    void whatIsDisputedOrWithdrawnIsToldInBothLanguages() {
        assertThat(page(DUPLICATE, "en"))
                .contains("Tags            disputed\n")
                .containsPattern("2026-01-08  public exploit  archive  fake  withdrawn 2026-01-28");
        assertThat(page(DUPLICATE, "fr")).contains("contestée", "retiré le 2026-01-28");
    }

    @Test
    void aPlaceholderOfTheCnaDoesNotHideTheProductThatOthersKnow() {
        assertThat(page(UNNAMED, "en")).contains("Affected products (CNA, else other sources)\n  acme gadget");
        assertThat(page(UNNAMED, "en")).doesNotContain("n/a");
        assertThat(new CveStatements(reader.dossiers().records(CveId.of(UNNAMED))).products())
                .extracting(Affected::product)
                .containsExactly("gadget");
    }

    @Test
    void aPublicationRanksItsCvesByWhatToLookAtFirst() {
        String page = new PublicationSheet(new Messages("fr"), 200).of(publication());
        assertThat(page.lines().filter(line -> line.startsWith("  CVE-")).map(line -> line.substring(2, 15)))
                .containsExactly(Alerts.FULL, Alerts.ADP_ONLY, Alerts.BARE, Alerts.RESERVED, Alerts.REJECTED);
        assertThat(page).contains("5 CVE, les plus urgentes d’abord", "Une faille est exploitée.");
    }

    @Test
    void noLineIsWiderThanTheTerminal() {
        String page = new PublicationSheet(new Messages("en"), 60).of(publication());
        assertThat(page.lines().filter(line -> !line.contains("https://")))
                .allSatisfy(
                        line -> assertThat(line).hasSizeLessThanOrEqualTo(60).isEqualTo(line.stripTrailing()));
    }

    @Test
    void aPageSaysWhatTheModelSaysAndWhy() {
        assertThat(page(Alerts.ADP_ONLY, "en"))
                .containsPattern(
                        "Vigie score     lower half: [0-9.]+% \\([0-9.]+% to [0-9.]+%\\) probability that exploitation becomes\\s+known")
                .contains(
                        "Band            rest: on past days, this band held 25.0% of the CVEs that entered CISA KEV within 90")
                .containsPattern("Why \\(full explanation: vigie explain CVE-2026-0005\\)\n(  [×÷ ].*\n){3,}");
        assertThat(page(Alerts.ADP_ONLY, "fr")).contains("Score Vigie", "Pourquoi");
    }

    @Test
    void aCveWithoutAScoreHasNoLineOfTheModel() {
        assertThat(page(Alerts.FULL, "en")).doesNotContain("Vigie", "Why");
        assertThat(document(Alerts.FULL)).containsEntry("exploit_model", null);
    }

    @Test
    void jsonHoldsTheScoreWithItsReasons() {
        assertThat(document(Alerts.ADP_ONLY).get("exploit_model"))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsKeys("score", "percentile", "model", "bias", "margin", "rest", "reasons", "contributions")
                .containsEntry("known_exploited", null);
    }

    private static Map<String, Object> document(String cve) {
        return CveDocument.of(facts(cve), new Messages("en"), model -> Optional.empty());
    }

    @Test
    void jsonHoldsEveryValueWithItsOrigin() {
        Map<String, Object> document = document(Alerts.FULL);
        assertThat(document).containsEntry("title", "Hole in Anvil").containsEntry("state", "PUBLISHED");
        assertThat(document.get("cvss")).asString().contains("score=9.8", "severity=Critical", "source=cna:acme");
        assertThat(document.get("publications")).asString().contains("CERTFR-2026-ALE-001");
        assertThat((List<?>) PublicationDocument.of(publication()).get("cves")).hasSize(5);
    }
}
