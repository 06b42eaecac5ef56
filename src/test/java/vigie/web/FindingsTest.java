package vigie.web;

import static org.assertj.core.api.Assertions.assertThat;
import static vigie.testing.CveText.cve;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vigie.finding.format.Formats;
import vigie.ssvc.Assets;
import vigie.ssvc.Trees;
import vigie.store.FindingRun;
import vigie.store.Reader;
import vigie.testing.Seen;
import vigie.testing.ServedHome;
import vigie.testing.TestHome;
import vigie.triage.Earlier;
import vigie.triage.Knowledge;
import vigie.triage.Ranking;
import vigie.triage.Triage;

/** Findings on the page and in the API: only who may write sends a report; what was kept is shown as it stands now. */
class FindingsTest {

    private static final String REPORT = """
            {"SchemaVersion":2,"ArtifactName":"web-1","Results":[{"Target":"t","Vulnerabilities":[
            {"VulnerabilityID":"CVE-2026-0001","PkgName":"openssl","InstalledVersion":"3.0.1","FixedVersion":"3.0.13","Severity":"HIGH"},
            {"VulnerabilityID":"CVE-2026-0002","PkgName":"<b>zlib","InstalledVersion":"1.0","Severity":"LOW"}]}]}
            """;

    private final TestHome home = TestHome.make();
    private final HttpClient client =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
    private ServedHome served;

    @BeforeEach
    void serve() {
        home.ingest(
                "2026-01-10",
                cve("CVE-2026-0001")
                        .cvss(9.8, "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H")
                        .listed(),
                cve("CVE-2026-0002")
                        .cvss(2.0, "CVSS:3.1/AV:L/AC:H/PR:H/UI:R/S:U/C:L/I:L/A:N")
                        .listed());
        home.writer().settle();
        served = ServedHome.of(home.dir());
    }

    @AfterEach
    void close() {
        served.close();
        home.close();
    }

    private HttpRequest.Builder at(String address) {
        return HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + served.server().port() + address));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** As a browser on the page sends a file. */
    private HttpResponse<String> drop(String name, byte[] body) throws IOException, InterruptedException {
        return drop(name, "application/octet-stream", body);
    }

    private HttpResponse<String> drop(String name, String type, byte[] body) throws IOException, InterruptedException {
        HttpResponse<String> page = send(at("/findings"));
        String cookie = page.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
        String token = Jsoup.parse(page.body()).select("[data-token]").attr("data-token");
        return send(at("/findings?name=" + name)
                .header("Cookie", cookie)
                .header("X-Form-Token", token)
                .header("Sec-Fetch-Site", "same-origin")
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    private static byte[] packed(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static JsonNode json(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }

    @Test
    void aReportThatIsDroppedOntoThePageIsKeptAndShownAsItStandsNow() throws Exception {
        assertThat(send(at("/findings")).body()).contains("No run has been kept yet.");
        HttpResponse<String> answer = drop("web", packed(REPORT));
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).contains("/findings?run=web");

        home.later("kev", "2026-01-30", Seen.kev("CVE-2026-0002", "cisa", "2026-01-29"), Seen.end("cisa"));

        Document page = Jsoup.parse(send(at("/findings?run=web")).body());
        assertThat(page.select("#found tbody:contains(CVE-2026-0002)").text())
                .contains("<b>zlib@1.0", "WORSE: CISA KEV on 2026-01-29.");
        assertThat(page.select("#found b")).isEmpty();
        assertThat(page.select("#found").text()).contains("1 got worse");
        assertThat(Jsoup.parse(send(at("/findings?run=web&q=openssl")).body()).select("#found tbody"))
                .hasSize(1);
        assertThat(Jsoup.parse(send(at("/findings?run=web&group=fix&lang=fr")).body())
                        .select("#found ol li")
                        .eachText())
                .anyMatch(line -> line.startsWith("une mise à niveau de openssl vers 3.0.13"));

        drop("web", packed(REPORT));
        assertThat(send(at("/findings?run=web")).body()).contains("What is left", "2 findings on");

        JsonNode list = json(send(at("/api/v1/findings?run=web&exploited=true")));
        assertThat(list.path("total").asInt()).isEqualTo(1);
        assertThat(list.path("items").path(0).path("id").asString()).isEqualTo("CVE-2026-0002");
        assertThat(json(send(at("/api/v1/findings/runs"))).path("items")).hasSize(2);
    }

    /** The body of a form with files, as {@code curl -F} sends it. */
    private static String parts(String... namesAndContents) {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < namesAndContents.length; i += 2) {
            body.append("--limit\r\nContent-Disposition: form-data; name=\"")
                    .append(namesAndContents[i])
                    .append("\"; filename=\"")
                    .append(namesAndContents[i])
                    .append(".txt\"\r\n\r\n")
                    .append(namesAndContents[i + 1])
                    .append("\r\n");
        }
        return body.append("--limit--\r\n").toString();
    }

    private HttpResponse<String> dropParts(String name, String body) throws IOException, InterruptedException {
        return drop(name, "multipart/form-data; boundary=limit", body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void listsBesideAReportCountAndTheListOfAssetsIsNamed() throws Exception {
        String assets = "asset,public,as of\nweb-*,no,2026-01-10\nlab,yes,2026-01-20\n";
        String ignore = """
                [[ignore]]
                id = "CVE-2026-0002"
                asset = "web-1"
                reason = "accepted"
                expires = 2099-01-01
                """;
        assertThat(dropParts("web", parts("report", REPORT, "assets", assets, "ignore", ignore))
                        .statusCode())
                .isEqualTo(303);
        Document page = Jsoup.parse(send(at("/findings?run=web")).body());
        assertThat(page.select("#found tbody")).hasSize(1);
        assertThat(page.select("#found").text())
                .contains("Assets: assets.txt, 2 lines, as of 2026-01-10, given ")
                .doesNotContain("Is web");

        // The next report comes without a list: what is known of the assets counts further, and is still named.
        drop("web", packed(REPORT));
        page = Jsoup.parse(send(at("/findings?run=web")).body());
        assertThat(page.select("#found tbody")).hasSize(2);
        assertThat(page.select("#found").text()).contains("assets.txt").doesNotContain("Is web");
        assertThat(json(send(at("/api/v1/findings/runs")))
                        .path("items")
                        .path(0)
                        .path("asset_list")
                        .path("as_of")
                        .asString())
                .isEqualTo("2026-01-10");
    }

    @Test
    void listsThatCannotBeUnderstoodAreRefusedAndNothingIsKept() throws Exception {
        assertThat(dropParts("web", parts("report", REPORT, "assets", "nothing\n1\n")))
                .satisfies(answer -> {
                    assertThat(answer.statusCode()).isEqualTo(400);
                    assertThat(Jsoup.parse(answer.body()).select(".problem").text())
                            .startsWith("List of assets: ");
                });
        assertThat(dropParts("web", parts("report", REPORT, "ignore", "[[ignore]]\nid = \"CVE-2026-0002\"\n"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(dropParts("web", parts("report", REPORT, "vex", "{\"@context\": \"https://openvex"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(dropParts("web", "--limit\r\nno parts").statusCode()).isEqualTo(400);
        assertThat(json(send(at("/api/v1/findings/runs"))).path("items")).isEmpty();
    }

    @Test
    void whatWasKnownOfTheAssetsOfARunCountsWhereItIsLookedAtLater() throws Exception {
        Assets assets = Assets.read("asset,public,owner\nweb-*,no,Web team\n".getBytes(StandardCharsets.UTF_8));
        LocalDate day = LocalDate.of(2026, 1, 30);
        try (Reader reader = home.reader();
                Knowledge knowledge = new Knowledge(reader);
                Triage triage = new Triage(knowledge, Trees.usual(), assets, day)) {
            Formats.reader()
                    .read(
                            "web",
                            new ByteArrayInputStream(REPORT.getBytes(StandardCharsets.UTF_8)),
                            triage,
                            triage::read);
            Ranking ranking = triage.rank();
            FindingRun run = Earlier.kept(ranking, "web", Instant.parse("2026-01-30T08:00:00Z"), Optional.empty());
            assertThat(Earlier.assets(run).find("web-1", List.of())).isEqualTo(assets.find("web-1", List.of()));
            home.writer().keep(run, Earlier.parts(ranking));
        }
        assertThat(Jsoup.parse(send(at("/findings?run=web")).body())
                        .select("#found")
                        .text())
                .contains("0 got worse");
        drop("web", packed(REPORT));
        assertThat(json(send(at("/api/v1/findings?run=web")))
                        .path("items")
                        .path(0)
                        .path("decision"))
                .isEqualTo(json(send(at("/api/v1/findings?run=1")))
                        .path("items")
                        .path(0)
                        .path("decision"));
    }

    @Test
    void whoMayNotWriteSendsNoReport() throws Exception {
        for (String address : new String[] {"/findings", "/api/v1/prioritise"}) {
            assertThat(send(at(address).POST(HttpRequest.BodyPublishers.ofString(REPORT)))
                            .statusCode())
                    .as(address)
                    .isEqualTo(403);
        }
        assertThat(json(send(at("/api/v1/findings/runs"))).path("items")).isEmpty();
    }

    @Test
    void whatCannotBeReadIsSaidWithItsPosition() throws Exception {
        HttpResponse<String> answer = drop("web", REPORT.substring(0, 200).getBytes(StandardCharsets.UTF_8));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Jsoup.parse(answer.body()).select(".problem").text()).startsWith("web:");
        assertThat(drop("web", new byte[(1 << 20) + 1]).statusCode()).isEqualTo(413);
    }
}
