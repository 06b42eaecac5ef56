package vigie.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static vigie.testing.BulletinText.bulletin;
import static vigie.testing.CveText.cve;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vigie.index.Publications;
import vigie.testing.Seen;
import vigie.testing.TestHome;

class ChartSentencesTest {

    private TestHome home;

    @BeforeEach
    void open() {
        home = TestHome.make();
    }

    @AfterEach
    void close() {
        home.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr"})
    void withoutDataEveryChartSaysSoInOneSentence(String language) {
        assertThat(Charted.book(home, language).all(Publications.Filter.ALL))
                .hasSize(10)
                .allSatisfy(chart -> {
                    assertThat(chart.empty()).as(chart.id()).isTrue();
                    assertThat(chart.sentences()).as(chart.id()).hasSize(1);
                });
        assertThat(Charted.said(home, "en", "cvss")).containsExactly("The selected publications cite no CVE.");
        assertThat(Charted.said(home, "fr", "weeks")).containsExactly("Aucune publication ne correspond.");
    }

    @Test
    void oneOfEachIsSaidInTheSingular() {
        home.ingest(
                "2026-01-10",
                cve("CVE-2026-0001")
                        .cvss(9.8)
                        .weakness("CWE-79", "")
                        .product("Acme", "Anvil", "1", "affected")
                        .listed(),
                Seen.kev("CVE-2026-0001", "cisa", "2026-01-07"),
                bulletin("CERTFR-2026-ALE-001", "2026-01-05", "CVE-2026-0001").seen());

        assertThat(Charted.said(home, "en", "cvss")).containsExactly("One CVE has a CVSS base score: 9.8 (critical).");
        assertThat(Charted.said(home, "en", "vendors"))
                .containsExactly("Acme is the only vendor that is named: by 1 of one CVE.");
        assertThat(Charted.said(home, "en", "weaknesses"))
                .containsExactly(
                        "CWE-79 (Cross-site Scripting) is the most frequent: 1 of the one CVE whose weakness is known, 100%.");
        assertThat(Charted.said(home, "en", "vendor-weakness"))
                .containsExactly("The most frequent pair is Acme with CWE-79 (Cross-site Scripting): one CVE.");
        assertThat(Charted.said(home, "en", "weeks"))
                .containsExactly("One publication in week 2026-W02, one of them an alert.");
        assertThat(Charted.said(home, "en", "exploited"))
                .containsExactly("1 of one CVE (100%) is known to be exploited.");
        assertThat(Charted.said(home, "fr", "cvss"))
                .containsExactly("Une CVE a un score de base CVSS\u00a0: 9,8 (critique).");
        assertThat(Charted.said(home, "fr", "vendors"))
                .containsExactly("Acme est le seul éditeur nommé\u00a0: par une CVE sur 1.");
    }

    @Test
    void tiesNameAllThatLead() {
        home.ingest(
                "2026-01-20",
                cve("CVE-2026-0001")
                        .cvss(9.8)
                        .weakness("CWE-79", "")
                        .product("Acme", "Anvil", "1", "affected")
                        .listed(),
                cve("CVE-2026-0002")
                        .cvss(5.0)
                        .weakness("CWE-89", "")
                        .product("Bolt", "Nut", "1", "affected")
                        .listed(),
                bulletin("CERTFR-2026-AVI-0001", "2026-01-05", "CVE-2026-0001", "CVE-2026-0002")
                        .seen(),
                bulletin("CERTFR-2026-AVI-0002", "2026-01-14", "CVE-2026-0001").seen());

        assertThat(Charted.said(home, "en", "severity"))
                .containsExactly(
                        "Critical and medium are the most frequent severities, with one CVE each of 2 with a CVSS base score.");
        assertThat(Charted.said(home, "en", "weaknesses").get(0))
                .isEqualTo(
                        "CWE-79 (Cross-site Scripting) and CWE-89 (SQL Injection) are the most frequent, with one each of"
                                + " the 2 CVEs whose weakness is known.");
        assertThat(Charted.said(home, "en", "weeks"))
                .contains("Weeks 2026-W02 and 2026-W03 have the most: one publication each.");
        assertThat(Charted.said(home, "fr", "weeks"))
                .contains("Les semaines 2026-W02 et 2026-W03 en comptent le plus\u00a0: une publication chacune.");
    }

    @Test
    void aPeriodIsComparedWithTheOneOfEqualLengthBeforeIfThatIsHeld() {
        home.ingest(
                "2026-01-20",
                cve("CVE-2026-0001").cvss(9.8).listed(),
                cve("CVE-2026-0002").cvss(5.0).listed(),
                cve("CVE-2026-0003").cvss(9.0).listed(),
                bulletin("CERTFR-2026-AVI-0001", "2026-01-01", "CVE-2026-0002").seen(),
                bulletin("CERTFR-2026-AVI-0002", "2026-01-14", "CVE-2026-0001", "CVE-2026-0003")
                        .seen());
        ChartBook book = Charted.book(home, "en");

        assertThat(book.chart("cvss", Charted.period("2026-01-11", "2026-01-20"))
                        .sentences())
                .containsExactly(
                        "2 CVEs have a CVSS base score. The median is 9.4; 50% of the scores are between 9.0 and 9.8.",
                        "All are critical (9.0 or more).", "In the 10 days before, the median was lower: 5.0.");
        assertThat(book.chart("severity", Charted.period("2026-01-11", "2026-01-20"))
                        .sentences())
                .contains("2 CVEs are critical, more than in the 10 days before (0).");
        assertThat(book.chart("cvss", Charted.period("2026-01-10", "2026-01-20"))
                        .sentences())
                .as("what is held begins after the eleven days before")
                .hasSize(2);
    }

    @Test
    void theAverageIsOneOfWholeWeeks() {
        home.ingest(
                "2026-01-30",
                bulletin("CERTFR-2026-AVI-0001", "2026-01-08").seen(),
                bulletin("CERTFR-2026-AVI-0002", "2026-01-13").seen(),
                bulletin("CERTFR-2026-AVI-0003", "2026-01-14").seen(),
                bulletin("CERTFR-2026-AVI-0004", "2026-01-20").seen(),
                bulletin("CERTFR-2026-AVI-0005", "2026-01-26").seen());

        assertThat(weeks("en", "2026-01-07", "2026-01-27"))
                .isEqualTo(
                        "5 publications, none of them an alert, in 4 weeks; 1.5 a week on average of the 2 whole weeks.");
        assertThat(weeks("fr", "2026-01-05", "2026-01-13"))
                .isEqualTo(
                        "2 publications, aucune alerte, en 2 semaines\u00a0; 1,0 par semaine en moyenne sur la seule semaine entière.");
        assertThat(weeks("en", "2026-01-12", "2026-01-25"))
                .isEqualTo("3 publications, none of them an alert, in 2 weeks: 1.5 a week on average.");
        assertThat(weeks("en", "2026-01-08", "2026-01-14"))
                .isEqualTo("3 publications, none of them an alert, in parts of 2 weeks.");
    }

    private String weeks(String language, String since, String until) {
        return Charted.book(home, language)
                .chart("weeks", Charted.period(since, until))
                .sentences()
                .get(0);
    }
}
