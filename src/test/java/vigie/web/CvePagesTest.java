package vigie.web;

import static org.assertj.core.api.Assertions.assertThat;
import static vigie.testing.BulletinText.bulletin;
import static vigie.testing.CveText.cve;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vigie.job.JobProgress;
import vigie.model.CveId;
import vigie.model.Observation;
import vigie.testing.Scores;
import vigie.testing.Seen;
import vigie.testing.TestHome;

/** The pages of one CVE and of one publication, as a browser gets them. */
class CvePagesTest {

    private static final String FULL = "CVE-2026-0001";
    private static final String RESERVED = "CVE-2026-0002";
    private static final String REJECTED = "CVE-2026-0003";
    private static final String HOSTILE = "CVE-2026-0004";
    private static final String PLAIN = "CVE-2026-0005";
    private static final String ALERT = "CERTFR-2026-ALE-001";
    private static final String EVIL = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>\u202e";

    private static TestHome home;
    private static Server server;

    @BeforeAll
    static void start() {
        home = TestHome.make();
        home.ingest(
                "2026-01-10",
                cve(FULL)
                        .title("Hole in Anvil")
                        .description("One paragraph.\n\nAnother one.")
                        .cvss(9.8, "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H")
                        .weakness("CWE-79", "CWE-79 their words")
                        .product("Acme", "Anvil", "1.0", "affected")
                        .reference("https://example.org/advisory", "vendor-advisory")
                        .listed(),
                cve(PLAIN).cvss(5.0).listed(),
                cve("CVE-2026-0006").cvss(5.0).listed(),
                new Observation.CveAbsent(CveId.of(RESERVED)),
                cve(REJECTED)
                        .description("not one")
                        .cvss(9.8)
                        .rejected("Not one.", FULL)
                        .listed(),
                cve(HOSTILE)
                        .by(EVIL)
                        .title(EVIL)
                        .description(EVIL)
                        .cvss(5.0, EVIL + "/AV:" + EVIL)
                        .weakness("CWE-79" + EVIL, EVIL)
                        .weakness("", EVIL)
                        .product(EVIL, EVIL, EVIL, EVIL)
                        .reference("javascript:alert(1)", EVIL)
                        .reference("https://example.org/" + EVIL, EVIL)
                        .listed(),
                Seen.kev(FULL, "cisa", "2026-01-07"),
                Seen.exploit(FULL, "1", "2026-01-06"),
                bulletin(ALERT, "2026-01-05", PLAIN, RESERVED, HOSTILE, FULL)
                        .title("Faille " + EVIL)
                        .summary("Une **faille** " + EVIL + " [suite](javascript:alert(1))")
                        .system(EVIL, EVIL)
                        .seen());
        for (int day = 1; day <= 9; day++) {
            LocalDate on = LocalDate.of(2026, 1, day);
            home.ingest(on.toString(), Seen.epss(on, Map.of(FULL, day / 100.0, PLAIN, 0.9)));
        }
        Scores.run(home.writer(), Instant.parse("2026-01-30T12:00:00Z"), 1, List.of(FULL, PLAIN, HOSTILE), List.of());
        Clock clock = Clock.fixed(Instant.parse("2026-01-30T12:00:00Z"), ZoneOffset.UTC);
        server = Server.start(
                home.dir(), home.store(), new ServerOptions("127.0.0.1", 0), clock, new JobProgress(), trouble -> {});
    }

    @AfterAll
    static void stop() {
        server.close();
        home.close();
    }

    private static HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static Document page(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return Jsoup.parse(answer.body());
    }

    @Test
    void thePageOfACveTellsAllThatIsKnown() throws Exception {
        Document page = page("/cves/" + FULL);

        assertThat(page.select("h1").text()).isEqualTo(FULL);
        assertThat(page.select(".lead").text()).isEqualTo("Hole in Anvil");
        assertThat(page.select(".tags").text()).contains("Listed as exploited on 2026-01-07");
        assertThat(page.select("#cvss .metric").eachText()).contains("Attack vector Network AV:N");
        assertThat(page.select("#weaknesses a").attr("href")).isEqualTo("/cves?cwe=CWE-79");
        assertThat(page.select("#products").text()).contains("Acme Anvil", "affected", "1.0");
        assertThat(page.select("#timeline li").eachText()).anyMatch(text -> text.contains("2026-01-05 Alert " + ALERT));
        assertThat(page.select("#publications a").attr("href")).isEqualTo("/publications/" + ALERT);
        Element link = page.selectFirst("#references a");
        assertThat(link.attr("href")).isEqualTo("https://example.org/advisory");
        assertThat(link.attr("rel")).isEqualTo("noopener noreferrer nofollow");
        assertThat(link.text()).isEqualTo("example.org");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr"})
    void theWaterfallAddsUpOnThePage(String lang) throws Exception {
        for (String cve : List.of(FULL, PLAIN)) {
            Document page = page("/cves/" + cve + "?lang=" + lang);

            BigDecimal sum = page.select(".waterfall .added").stream()
                    .map(cell -> number(cell.text()))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            assertThat(number(page.select(".waterfall .total").text())).isEqualByComparingTo(sum);
            for (Element row : page.select(".waterfall tr:has(.parts)")) {
                BigDecimal parts = row.select(".parts .number").stream()
                        .map(cell -> number(cell.text()))
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
                assertThat(number(row.select(".added").text())).isEqualByComparingTo(parts);
            }
        }
    }

    private static BigDecimal number(String text) {
        return new BigDecimal(text.replace("+", "").replace(",", "."));
    }

    @Test
    void whereNothingWasScoredYetThePageSaysSo() throws Exception {
        assertThat(page("/cves/CVE-2026-0006").text()).contains("No score: only published CVEs are scored");
        try (TestHome fresh = TestHome.make()) {
            fresh.ingest("2026-01-10", cve(PLAIN).cvss(5.0).listed());
            try (Server alone = Server.start(
                    fresh.dir(),
                    fresh.store(),
                    new ServerOptions("127.0.0.1", 0),
                    Clock.systemUTC(),
                    new JobProgress(),
                    trouble -> {})) {
                String body = HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(URI.create(
                                                "http://127.0.0.1:" + alone.port() + "/cves/" + PLAIN + "?lang=en"))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString())
                        .body();
                assertThat(Jsoup.parse(body).text())
                        .contains("No score yet: nothing has been scored here")
                        .doesNotContain("only published CVEs");
            }
        }
    }

    @Test
    void thePageOfACveLinksToOtherPagesAboutIt() throws Exception {
        assertThat(page("/cves/" + FULL).select("a[href]").eachAttr("href"))
                .contains(
                        "https://www.cve.org/CVERecord?id=" + FULL,
                        "https://nvd.nist.gov/vuln/detail/" + FULL,
                        "https://api.first.org/data/v1/epss?cve=" + FULL,
                        "https://cwe.mitre.org/data/definitions/79.html",
                        "/api/v1/cves/" + FULL);
    }

    @Test
    void scoresOverTimeAreDrawnAndStandInATable() throws Exception {
        Document page = page("/cves/" + FULL);

        assertThat(page.select("#curve [data-curve]").attr("data-curve"))
                .contains("[\"2026-01-01\",0.01]", "[\"2026-01-30\",0.09]");
        assertThat(page.select("#curve tbody tr")).hasSizeGreaterThan(8);
    }

    @Test
    void everyLinkWithinThePageHasItsTarget() throws Exception {
        for (String path : List.of("/cves/" + FULL, "/cves/" + RESERVED, "/publications/" + ALERT)) {
            Document page = page(path);
            page.select("a[href^=#]")
                    .forEach(link -> assertThat(
                                    page.getElementById(link.attr("href").substring(1)))
                            .as(path + link.attr("href"))
                            .isNotNull());
            assertThat(page.select("[id]").eachAttr("id")).doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest
    @CsvSource({
        RESERVED + ", Reserved: no record published yet",
        REJECTED + ", 'Rejected: not a vulnerability, or tracked under another ID; no score stands for it'"
    })
    void aCveWithoutARecordOfItsOwnHasAPageThatSaysSo(String cve, String state) throws Exception {
        Document page = page("/cves/" + cve);

        assertThat(page.select(".tags").text()).isEqualTo(state);
        assertThat(page.select("#why")).isEmpty();
    }

    @Test
    void thePageOfARejectedCveGivesTheReasonAndSaysThatNoScoreStands() throws Exception {
        Document page = page("/cves/" + REJECTED);

        assertThat(page.select("main").text())
                .contains("Reason for the rejection Not one. Replaced by " + FULL)
                .contains("Not a reported vulnerability: no score")
                .doesNotContain("score used");
        assertThat(page.select("main a[href=/cves/" + FULL + "]")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/cves/CVE-2026-9999",
                "/cves/CVE-2026-1x",
                "/cves/CVE-2026-9999/raw/nvd",
                "/cves/" + FULL + "/raw/other",
                "/publications/CERTFR-2026-AVI-9999",
                "/publications/nothing"
            })
    void whatIsNotHeldIsNotFound(String path) throws Exception {
        assertThat(get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void anIdentifierInSmallLettersLeadsToItsPage() throws Exception {
        assertThat(get("/cves/cve-2026-0001").headers().firstValue("location")).contains("/cves/" + FULL);
        assertThat(get("/publications/certfr-2026-ale-001").headers().firstValue("location"))
                .contains("/publications/" + ALERT);
    }

    @Test
    void recordsAreShownAsTheSourcesKeepThem() throws Exception {
        Document page = page("/cves/" + HOSTILE + "/raw/cve-list");
        String part =
                get("/cves/" + HOSTILE + "/raw/cve-list", "HX-Request", "true").body();

        assertThat(page.select("h1").text()).isEqualTo(HOSTILE);
        assertThat(page.select("pre.document").text()).contains("<script>alert(1)</script>", "\\u202e");
        assertThat(part).startsWith("<pre").doesNotContain("<script>", "<html", "\u202e");
    }

    @Test
    void thePageOfAPublicationRanksItsCvesByWhatToFixFirst() throws Exception {
        Document page = page("/publications/" + ALERT);

        assertThat(page.select(".ranked .cve").eachText())
                .startsWith(FULL)
                .endsWith(RESERVED)
                .hasSize(4);
        assertThat(page.select(".ranked tbody tr").first().text()).contains("listed as exploited on 2026-01-07");
        assertThat(page.select(".prose strong").text()).isEqualTo("faille");
        assertThat(page.select("dl.facts").text()).contains("2026-01-05", "Alert");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/cves/" + HOSTILE, "/cves/" + HOSTILE + "/raw/cve-list", "/publications/" + ALERT})
    void whatRecordsSayIsShownAsText(String path) throws Exception {
        String html = get(path).body();
        Document page = Jsoup.parse(html);

        assertThat(page.select("script").eachAttr("src"))
                .allMatch(source -> source.startsWith("/assets/"))
                .hasSameSizeAs(page.select("script"));
        assertThat(page.select("main img, main style, main iframe")).isEmpty();
        assertThat(page.select("[onerror], [onclick], [onload], [style]")).isEmpty();
        assertThat(page.select("a[href]").eachAttr("href")).allMatch(href -> href.matches("(/|#|https?://).*"));
        assertThat(html).doesNotContain("\u202e");
        assertThat(page.select("main").text()).contains("alert(1)");
    }

    @Test
    void bothLanguagesHaveAllWords() throws Exception {
        assertThat(page("/cves/" + FULL + "?lang=fr").text())
                .contains("Pourquoi ce score", "Vecteur d’attaque Réseau", "Signalée comme exploitée le 2026-01-07");
        assertThat(page("/publications/" + ALERT + "?lang=fr").text()).contains("les plus urgentes d’abord");
    }

    @Test
    void listsMarkADisputedCveInTheLanguageOfThePage() throws Exception {
        String disputed = "CVE-2026-0009";
        home.ingest(
                "2026-01-30",
                cve(disputed).title("Contested hole").tag("disputed").listed());
        Document page = page("/cves/" + disputed + "?lang=fr");
        assertThat(page.select(".tags").text()).contains("Contestée");
        Element cell = Jsoup.parse("<td></td>").body();
        for (int tries = 0; tries < 100 && cell.select(".tag").isEmpty(); tries++) {
            Thread.sleep(100);
            cell = page("/cves?id=" + disputed + "&lang=fr");
        }
        assertThat(cell.select("td.headline").text()).isEqualTo("Contestée Contested hole");
        assertThat(cell.select("td.headline .tag").attr("lang")).isEqualTo("fr");
        assertThat(page("/cves?id=" + disputed).select("td.headline").text()).isEqualTo("Disputed Contested hole");
    }
}
