package vigie.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static vigie.testing.BulletinText.bulletin;
import static vigie.testing.CveText.cve;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vigie.facts.Timeline.Tone;
import vigie.model.BulletinRef;
import vigie.model.CveId;
import vigie.report.Alerts;
import vigie.store.Reader;
import vigie.testing.Scores;
import vigie.testing.Seen;
import vigie.testing.TestHome;
import vigie.text.Messages;
import vigie.text.WebLink;

/** What the pages of a CVE and of a publication are made from. */
class CveViewTest {

    private static final String RATED = "CVE-2026-0042";

    private static TestHome home;
    private static Reader reader;

    @BeforeAll
    static void fill() {
        home = Alerts.home();
        home.ingest(
                "2026-01-12",
                cve(RATED)
                        .cvss(9.8, "CVSS:3.1/AV:N/AC:L")
                        .adpCvss(5.0)
                        .weakness("CWE-79", "CWE-79: their words")
                        .weakness("CWE-99999", "CWE-99999 - their words")
                        .weakness("", "only words")
                        .reference("https://Example.org/a", "patch")
                        .reference("https://Example.org/a", "exploit")
                        .reference("javascript:alert(1)", "x")
                        .listed(),
                cve(RATED).cvss(9.8).reference("https://Example.org/a", "patch").nvd(),
                Seen.exploit(RATED, "2", "2026-01-20"),
                Seen.exploit(RATED, "1", "2026-01-11"),
                bulletin("CERTFR-2026-AVI-0009", "2026-01-12", RATED, Alerts.FULL, Alerts.BARE)
                        .seen());
        Scores.run(
                home.writer(),
                Instant.parse("2026-01-30T12:00:00Z"),
                1,
                List.of(RATED, Alerts.FULL, Alerts.BARE),
                List.of());
        reader = home.reader();
    }

    @AfterAll
    static void close() {
        home.close();
    }

    @Test
    void theOldMarkOfADisputedCveIsATagAndNotPartOfItsDescription() {
        home.ingest(
                "2026-01-12",
                cve("CVE-2026-7001")
                        .description("** DISPUTED ** It drops")
                        .product("Acme", "Anvil", "1", "affected")
                        .listed());
        CveView view = of("CVE-2026-7001");
        assertThat(view.description()).isEqualTo("It drops");
        assertThat(view.tags()).containsExactly("disputed");
    }

    private static CveView of(String cve) {
        CveFacts facts = new FactsReader(reader).cveWithHistory(CveId.of(cve)).orElseThrow();
        return CveView.of(facts, new Messages("en"));
    }

    @Test
    void assessmentsAreDecodedAndTheOneThatStandsForTheCveIsFirst() {
        assertThat(of(RATED).assessments())
                .extracting(
                        CveStatements.CvssRating::sources,
                        CveStatements.CvssRating::score,
                        CveStatements.CvssRating::chosen)
                .containsExactly(
                        tuple("cna:acme", 9.8, true), tuple("nvd", 9.8, false), tuple("adp:CISA-ADP", 5.0, false));
        assertThat(of(RATED).assessments().get(0).metrics()).hasSize(2);
    }

    @Test
    void weaknessesHaveNamesInTheUsersLanguageOrTheRecordsOwn() {
        assertThat(of(RATED).weaknesses())
                .extracting(CveStatements.NamedWeakness::id, CveStatements.NamedWeakness::words)
                .containsExactly(
                        tuple("CWE-79", "Cross-site Scripting"),
                        tuple("CWE-99999", "their words"),
                        tuple("", "only words"));
    }

    @Test
    void referencesAreToldOnceAndOnlyThoseToHostsAreLinks() {
        assertThat(of(RATED).references())
                .containsExactly(
                        new CveStatements.GroupedReference(
                                "https://Example.org/a",
                                WebLink.of("https://example.org/a")
                                        .map(l -> new WebLink("https://Example.org/a", l.host())),
                                List.of("patch", "exploit"),
                                "cna:acme, nvd"),
                        new CveStatements.GroupedReference(
                                "javascript:alert(1)", java.util.Optional.empty(), List.of("x"), "cna:acme"));
    }

    @Test
    void theTimelineIsInTheOrderOfTheDays() {
        List<Timeline.Event> events = of(Alerts.FULL).timeline();

        assertThat(events).isSortedAccordingTo(java.util.Comparator.comparing(Timeline.Event::day));
        assertThat(events)
                .extracting(Timeline.Event::day, Timeline.Event::tone, Timeline.Event::words, Timeline.Event::link)
                .contains(
                        tuple(day("2026-01-02"), Tone.RECORD, "CVE record published", ""),
                        tuple(
                                day("2026-01-05"),
                                Tone.ALERT,
                                "Alert CERTFR-2026-ALE-001",
                                "/publications/CERTFR-2026-ALE-001"),
                        tuple(day("2026-01-07"), Tone.DANGER, "Added to CISA KEV", ""));
    }

    @Test
    void ofManyExploitsTheTimelineTellsTheFirst() {
        assertThat(of(RATED).timeline())
                .filteredOn(event -> event.tone() == Tone.EXPLOIT)
                .extracting(Timeline.Event::day, Timeline.Event::words)
                .containsExactly(tuple(day("2026-01-11"), "First of 2 exploits in public archives"));
    }

    @Test
    void whatIsKnownToBeExploitedSaysSinceWhenAndByWhom() {
        assertThat(of(Alerts.FULL).known().orElseThrow().since()).isEqualTo(day("2026-01-07"));
        assertThat(of(Alerts.FULL).known().orElseThrow().sources()).containsExactly("kev");
        assertThat(of(Alerts.BARE).known()).isEmpty();
        assertThat(of(Alerts.REJECTED).known()).isEmpty();
    }

    @Test
    void aCveOfWhichLittleIsKnownHasADossierToo() {
        assertThat(of(Alerts.RESERVED).summary().state()).contains("RESERVED");
        assertThat(of(Alerts.RESERVED).assessments()).isEmpty();
        assertThat(of(Alerts.REJECTED).description()).isEqualTo("withdrawn");
        assertThat(new FactsReader(reader).cve(CveId.of("CVE-2026-9999"))).isEmpty();
    }

    @Test
    void aScoreHasItsWaterfall() {
        assertThat(of(RATED).waterfall()).isPresent();
        assertThat(of(Alerts.ADP_ONLY).waterfall()).isEmpty();
    }

    @Test
    void theTextsOfAPublicationAreSafeHtml() {
        PublicationView dossier = PublicationView.of(new FactsReader(reader)
                .publication(new BulletinRef("CERTFR-2026-ALE-001"))
                .orElseThrow()
                .bulletin());

        assertThat(dossier.summary()).isEqualTo("<p>Une <strong>faille</strong> est exploitée.</p>");
        assertThat(dossier.content()).isEmpty();
    }

    private static LocalDate day(String text) {
        return LocalDate.parse(text);
    }
}
