package vigie.web;

import static org.assertj.core.api.Assertions.assertThat;
import static vigie.testing.BulletinText.bulletin;
import static vigie.testing.CveText.cve;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vigie.chart.ChartBook;
import vigie.chart.ChartData;
import vigie.index.Publications;
import vigie.index.Snapshot;
import vigie.job.JobProgress;
import vigie.testing.Sample;
import vigie.testing.Seen;
import vigie.testing.TestHome;
import vigie.text.Messages;
import vigie.web.site.CveQuery;
import vigie.web.site.PublicationQuery;
import vigie.web.site.Query;

/** The page "Analysis" and the files of its charts, as a browser gets them. */
class AnalysisAnswerTest {

    private static final String EVIL = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>\u202e";

    private static TestHome home;
    private static Server server;

    @BeforeAll
    static void start() {
        home = TestHome.make();
        home.ingest(
                "2026-01-10",
                cve("CVE-2026-0001")
                        .cvss(9.8)
                        .weakness("CWE-79", "")
                        .product("Acme", "Anvil", "1", "affected")
                        .listed(),
                cve("CVE-2026-0002")
                        .cvss(5.0)
                        .weakness("CWE-89", EVIL)
                        .product(EVIL, EVIL, EVIL, "affected")
                        .listed(),
                Seen.kev("CVE-2026-0001", "cisa", "2026-01-07"),
                bulletin("CERTFR-2026-ALE-001", "2026-01-05", "CVE-2026-0001").seen(),
                bulletin("CERTFR-2025-AVI-0001", "2025-05-05", "CVE-2026-0002").seen());
        Clock clock = Clock.fixed(Instant.parse("2026-01-30T12:00:00Z"), ZoneOffset.UTC);
        server = Server.start(
                home.dir(), home.store(), new ServerOptions("127.0.0.1", 0), clock, new JobProgress(), trouble -> {});
    }

    @AfterAll
    static void stop() {
        server.close();
        home.close();
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void theLastNinetyDaysAreShownUnlessOthersAreAskedFor() throws Exception {
        Document page = Jsoup.parse(get("/analysis?lang=en").body());

        assertThat(page.select(".lead").text()).isEqualTo("CERT-FR publications from 2025-11-01 to 2026-01-30");
        assertThat(page.select("section.chart")).hasSize(ChartBook.ids().size());
        assertThat(page.select("#cvss .sentences").text()).isEqualTo("One CVE has a CVSS base score: 9.8 (critical).");
        assertThat(Jsoup.parse(get("/analysis?lang=en&period=all").body())
                        .select("#vendors tbody th")
                        .eachText())
                .hasSize(2);
        assertThat(get("/analysis?since=&until=&vendor=Acme").headers().firstValue("Location"))
                .hasValue("/analysis?vendor=Acme&period=all");
        assertThat(Jsoup.parse(get("/analysis?lang=fr&since=heute").body())
                        .select(".problem")
                        .text())
                .contains("heute");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr"})
    void namesFromRecordsStayText(String lang) throws Exception {
        HttpResponse<String> answer = get("/analysis?period=all&lang=" + lang);
        Document page = Jsoup.parse(answer.body());

        assertThat(page.select("script:not([src]), img[onerror], [style], style"))
                .isEmpty();
        assertThat(answer.body()).doesNotContain("\u202e", "<script>alert");
        assertThat(page.select("#vendors tbody th").eachText()).anyMatch(name -> name.contains("<script>"));
    }

    @Test
    void everyFileHasItsTypeAndASafeName() throws Exception {
        for (String id : ChartBook.ids()) {
            Map<String, String> types =
                    Map.of("json", "application/json", "csv", "text/csv", "svg", "image/svg+xml", "png", "image/png");
            for (Map.Entry<String, String> type : types.entrySet()) {
                HttpResponse<String> answer =
                        get("/analysis/charts/" + id + "." + type.getKey() + "?since=2025-01-01&vendor=%22%0d%0ax");
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                        .startsWith(type.getValue());
                assertThat(answer.headers().firstValue("Content-Disposition").orElse(""))
                        .endsWith("; filename=\"vigie-" + id + "-2025-01-01." + type.getKey() + "\"");
            }
        }
        assertThat(get("/analysis/charts/nothing.png").statusCode()).isEqualTo(404);
        assertThat(get("/analysis/charts/cvss.json?since=never").statusCode()).isEqualTo(400);
        assertThat(get("/analysis/charts/cvss.png?save=1").headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename=\"vigie-cvss.png\"");
    }

    @Test
    void theListThatAMarkOpensHasAsManyCvesAsTheMarkSays() throws Exception {
        try (TestHome sample = TestHome.make()) {
            Sample.into(sample.dir());
            Snapshot snapshot = Snapshot.read(sample.reader());
            ChartBook book = new ChartBook(snapshot, new Messages("en"));
            Publications.Filter filter = PublicationQuery.of(query("?since=2025-10-01&until=2026-01-30"))
                    .filter();
            int compared = 0;
            for (ChartData chart : book.all(filter)) {
                for (ChartData.Mark mark : marks(chart)) {
                    assertThat(listed(snapshot, mark))
                            .as("%s: %s %s", chart.id(), mark.label(), mark.href())
                            .isTrue();
                    compared++;
                }
            }
            assertThat(compared).isGreaterThan(50);
        }
    }

    private static List<ChartData.Mark> marks(ChartData chart) {
        // The exploited chart shows shares, points lead to single CVEs.
        return chart.series().stream()
                .filter(series ->
                        series.kind() != ChartData.Kind.POINT && !chart.id().equals("exploited"))
                .flatMap(series -> series.marks().stream())
                .filter(mark -> mark.href().isPresent())
                .toList();
    }

    private static boolean listed(Snapshot snapshot, ChartData.Mark mark) {
        String href = mark.href().orElseThrow();
        Query query = query(href.substring(href.indexOf('?')));
        if (href.startsWith("/publications")) {
            PublicationQuery asked = PublicationQuery.of(query);
            return asked.wrong().isEmpty()
                    && snapshot.publications().list(asked.filter()).size() == mark.value();
        }
        CveQuery asked = CveQuery.of(query);
        List<Integer> rows = new ArrayList<>();
        snapshot.search().each(asked.filter(), phrases -> new long[0], rows::add);
        return asked.wrong().isEmpty() && rows.size() == mark.value();
    }

    private static Query query(String text) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String part : text.substring(1).split("&")) {
            int at = part.indexOf('=');
            values.put(
                    part.substring(0, at), List.of(URLDecoder.decode(part.substring(at + 1), StandardCharsets.UTF_8)));
        }
        return Query.of(values);
    }
}
