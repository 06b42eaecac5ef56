package vigie.web;

import static org.assertj.core.api.Assertions.assertThat;
import static vigie.testing.BulletinText.bulletin;
import static vigie.testing.CveText.cve;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vigie.job.JobProgress;
import vigie.report.ChangeList;
import vigie.testing.Seen;
import vigie.testing.TestHome;

/** What pages show of the record of changes. */
class ChangesPagesTest {

    private static final String ID = "CVE-2026-0001";
    private static final String QUIET = "CVE-2026-0002";
    private static final String REF = "CERTFR-2026-AVI-0001";

    private TestHome home;
    private Server server;

    @BeforeEach
    void start() {
        home = TestHome.make();
        home.firstLoad(
                "cvelist",
                "2026-01-10",
                cve(ID).description("A remote attacker may read files.")
                        .cvss(7.5)
                        .listed(),
                cve(QUIET).listed(),
                bulletin(REF, "2026-01-05", ID).summary("Une faille.").seen());
        home.firstLoad("kev", "2026-01-10", Seen.kev(ID, "cisa", "2026-01-09"));
        Clock clock = Clock.fixed(Instant.parse("2026-01-30T12:00:00Z"), ZoneOffset.UTC);
        server = Server.start(
                home.dir(), home.store(), new ServerOptions("127.0.0.1", 0), clock, new JobProgress(), trouble -> {});
    }

    @AfterEach
    void stop() {
        server.close();
        home.close();
    }

    private HttpResponse<String> get(String path) {
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Document page(String path) {
        return Jsoup.parse(get(path).body());
    }

    private void change(String day) {
        home.later(
                "cvelist",
                day,
                cve(ID).description("A local attacker may read and write files.")
                        .cvss(9.8)
                        .listed());
    }

    @Test
    void theFirstLoadIsNoChangeAndThePageSaysSinceWhenChangesAreRecorded() {
        assertThat(page("/cves/" + ID).select("#changes").text()).contains("No change since 2026-01-10");
        assertThat(page("/publications/" + REF + "?lang=fr").select("#changes").text())
                .contains("Aucune modification depuis le 2026-01-10");
        assertThat(page("/changes").select("#found").text()).contains("No change since 2026-01-10");
        assertThat(page("/changes?kind=cvss").select("#found").text()).contains("No change matches");
    }

    @Test
    void theTimelineOfACveTellsWhatWasWhatIsAndWhoSaysSo() {
        change("2026-01-20");
        Document page = page("/cves/" + ID);
        Element words = page.select("#changes p.words").first();
        assertThat(words.select("del").eachText()).containsExactly("remote");
        assertThat(words.select("ins").eachText()).containsExactly("local", "and write");
        assertThat(words.attr("lang")).isEqualTo("en");
        assertThat(page.select("#changes li").eachText())
                .anySatisfy(text -> assertThat(text)
                        .contains("2026-01-20", "CVSS 3.1", "7.5 High")
                        .containsSubsequence("7.5 High", "→", "9.8 Critical"));
        assertThat(page.select("#changes .rating.critical").text()).contains("9.8 Critical");
        assertThat(page("/cves/" + QUIET).select("#changes li")).isEmpty();
    }

    @Test
    void theTimelineOfAPublicationTellsOfItsRevisions() {
        home.later(
                "certfr",
                "2026-01-20",
                bulletin(REF, "2026-01-05", ID, QUIET)
                        .summary("Une grave faille.")
                        .seen());
        Document page = page("/publications/" + REF + "?lang=fr");
        assertThat(page.select("#changes ins").eachText()).contains("grave", QUIET);
        assertThat(page.select("#changes p.words").attr("lang")).isEqualTo("fr");
        assertThat(page.select("#changes a.ref")).isEmpty();
        // Whoever reads of a CVE learns of the publications that cite it.
        assertThat(page("/cves/" + ID).select("#changes a.ref").eachAttr("href"))
                .contains("/publications/" + REF);
    }

    @Test
    void theTimelineIsBoundedAndLeadsToAll() {
        for (int n = 0; n < 30; n++) {
            home.later(
                    "cvelist",
                    "2026-01-2" + n / 10,
                    cve(ID).description("Text " + n).listed());
        }
        Document page = page("/cves/" + ID);
        assertThat(page.select("#changes ol.changes > li")).hasSize(20);
        String all = page.select("#changes > p > a").attr("href");
        assertThat(page(all).select("ol.changes > li").size()).isGreaterThan(20);
    }

    @Test
    void pagesNeitherSkipNorRepeatAnEventWhileNewOnesAreWritten() {
        for (int n = 0; n < 25; n++) {
            home.later("cvelist", "2026-01-20", cve(ID).description("Text " + n).listed());
        }
        long last = home.reader().changes().last();
        List<String> seen = new ArrayList<>();
        String next = "/changes?limit=7&kind=description";
        while (!next.isEmpty()) {
            Document page = page(next);
            seen.addAll(page.select("ol.changes ins").eachText());
            next = page.select("a[rel=next]").attr("href");
            home.later(
                    "cvelist",
                    "2026-01-21",
                    cve(ID).description("Later " + seen.size()).listed());
        }
        assertThat(seen).hasSize(25).hasSameSizeAs(new HashSet<>(seen));
        assertThat(home.reader().changes().last()).isGreaterThan(last);
    }

    @Test
    void theFeedHasTheSameEventsUnderNamesThatStay() {
        change("2026-01-20");
        String first = get("/feeds/changes.atom?kind=description").body();
        home.later("cvelist", "2026-01-21", cve(ID).description("Other words.").listed());
        Document feed =
                Jsoup.parse(get("/feeds/changes.atom?kind=description&lang=fr").body(), Parser.xmlParser());
        List<String> ids = feed.select("entry > id").eachText();
        assertThat(ids).hasSize(2).doesNotHaveDuplicates();
        assertThat(Jsoup.parse(first, Parser.xmlParser()).select("entry > id").eachText())
                .containsExactly(ids.get(1));
        assertThat(ids.get(1)).startsWith("tag:vigie.invalid,2026:change:" + ID + ":2026-01-20T");
        assertThat(feed.select("entry").last().text())
                .contains(ID + " Description", "A [-remote-] [+local+] attacker", "2026-01-20T00:00:00Z");
        assertThat(feed.select("entry > link").attr("href")).endsWith("/cves/" + ID + "#changes");
        assertThat(feed.select("feed > link[rel=alternate]").attr("href")).endsWith("/changes?kind=description");
        assertThat(feed.select("feed > updated").text()).isEqualTo("2026-01-21T00:00:00Z");
        assertThat(get("/feeds/changes.atom?kind=nothing").statusCode()).isEqualTo(400);
        assertThat(get("/feeds/changes.atom?limit=1").body().split("<entry")).hasSize(2);
    }

    @Test
    void theFileHasAllEventsOfTheFiltersInTheColumnsOfTheCommand() {
        for (int n = 0; n < 450; n++) {
            home.later("cvelist", "2026-01-20", cve(ID).description("Text " + n).listed());
        }
        List<String> rows = get("/changes.csv?kind=description&limit=1&lang=fr")
                .body()
                .lines()
                .toList();
        assertThat(rows.get(0)).isEqualTo(String.join(",", ChangeList.COLUMNS));
        assertThat(rows).hasSize(451).doesNotHaveDuplicates();
        assertThat(rows.get(1)).contains("Text 449", "cna:");
        assertThat(get("/changes.csv?kind=nothing").statusCode()).isEqualTo(400);
    }

    @Test
    void thePageLeadsToTheSameEventsForPrograms() {
        change("2026-01-20");
        Document page = page("/changes?kind=cvss&since=2026-01-15&before=999&lang=fr");
        assertThat(page.select("ol.changes > li")).hasSize(1);
        List<String> links = page.select(".exports a").eachAttr("href");
        assertThat(links).hasSize(3);
        for (String link : links) {
            HttpResponse<String> answer = get(link);
            assertThat(answer.statusCode()).as(link).isEqualTo(200);
            assertThat(answer.body()).as(link).contains("9.8").doesNotContain("may read and write");
        }
    }

    @Test
    void theFiltersAreThoseOfTheForm() {
        change("2026-01-20");
        home.later("kev", "2026-01-25", Seen.kev(QUIET, "cisa", "2026-01-24"));
        assertThat(page("/changes?kind=kev_added").select("ol.changes strong").eachText())
                .containsExactly("Added to CISA KEV");
        assertThat(page("/changes?kind=kev_added,cvss").select("ol.changes > li"))
                .hasSize(2);
        assertThat(page("/changes?kind=kev_added&kind=cvss").select("ol.changes > li"))
                .hasSize(2);
        assertThat(page("/changes?id=" + QUIET).select("ol.changes a.cve").eachText())
                .containsOnly(QUIET);
        assertThat(page("/changes?since=2026-01-25").select("ol.changes a.cve").eachText())
                .containsOnly(QUIET);
        assertThat(page("/changes?vendor=nobody").select("ol.changes > li")).isEmpty();
        Document page = page("/changes?kind=cvss&since=2026-01-02&id=x&nothing=1");
        assertThat(page.select("input[name=kind][checked]").eachAttr("value")).containsExactly("cvss");
        assertThat(page.select("#since").val()).isEqualTo("2026-01-02");
        assertThat(page.select("p.problem")).hasSize(2);
        assertThat(page.select("form input:not([type=checkbox]):not([type=hidden])"))
                .allSatisfy(field ->
                        assertThat(page.select("label[for=" + field.id() + "]")).hasSize(1));
    }
}
