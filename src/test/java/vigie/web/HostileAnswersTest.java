package vigie.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.io.SyndFeedInput;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vigie.model.Observation;
import vigie.testing.BulletinText;
import vigie.testing.CveText;
import vigie.testing.Seen;
import vigie.testing.ServedHome;
import vigie.testing.TestHome;

/** Records that want to be obeyed are shown, in every form. */
class HostileAnswersTest {

    private static final String HOSTILE =
            "=cmd|' /C calc'!A1 </title><script>alert(1)</script> ]]> &amp; \u202Eevil\u202C \u200Bzero\u0007 \"q\"";

    private final TestHome home = TestHome.make();
    private ServedHome served;

    @BeforeEach
    void serve() {
        home.ingest(
                "2026-01-30",
                CveText.cve("CVE-2026-0001").title(HOSTILE).cvss(9.8).listed());
        home.ingest("2026-01-30", CveText.cve("CVE-2026-0002").title("+1").listed());
        home.ingest("2026-01-30", Seen.kev("CVE-2026-0001", "cisa", "2026-01-20"));
        home.ingest(
                "2026-01-30",
                BulletinText.bulletin("CERTFR-2026-AVI-0001", "2026-01-29", "CVE-2026-0001")
                        .title(HOSTILE)
                        .seen());
        served = ServedHome.of(home.dir());
        served.server().ready();
    }

    @AfterEach
    void stop() {
        served.close();
        home.close();
    }

    private static String text(HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private static void harmless(String text) {
        assertThat(text.codePoints().filter(c -> c < ' ' && c != '\n' && c != '\r' || c == 0x202E || c == 0x200B))
                .isEmpty();
    }

    @Test
    void jsonIsTheSameTextWithoutACharacterThatATerminalObeys() {
        for (String address : List.of(
                "/api/v1/cves",
                "/api/v1/cves/CVE-2026-0001",
                "/api/v1/publications",
                "/cves.json?columns=headline",
                "/api/v1/publications/CERTFR-2026-AVI-0001",
                "/api/v1/search?q=script")) {
            harmless(text(served.get(address)));
        }
        JsonNode cve = JsonMapper.shared()
                .readTree(served.get("/api/v1/cves/CVE-2026-0001").body());
        assertThat(cve.path("title").asString()).isEqualTo(HOSTILE);
    }

    @Test
    void aProblemRepeatsWhatWasAskedAsHarmlessly() {
        HttpResponse<byte[]> answer = served.get("/api/v1/cves?since=%E2%80%AE%3Cscript%3E%07");
        assertThat(answer.statusCode()).isEqualTo(400);
        harmless(new String(answer.body(), StandardCharsets.UTF_8));
        HttpResponse<byte[]> page = served.get("/%3Cscript%3Ealert(1)%3C/script%3E");
        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(new String(page.body(), StandardCharsets.UTF_8)).doesNotContain("<script>alert");
    }

    @Test
    void aSpreadsheetTakesNothingForAFormula() throws Exception {
        String csv = text(served.get("/cves.csv?columns=headline,cvss&sort=id&order=asc"));
        harmless(csv);
        try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(csv)) {
            List<CsvRecord> rows = reader.stream().toList();
            assertThat(rows.get(0).getFields()).containsExactly("cve", "title", "disputed", "cvss_score");
            assertThat(rows.get(1).getField(1)).startsWith("'=cmd|").contains("<script>");
            assertThat(rows.get(1).getField(3)).isEqualTo("9.8");
            assertThat(rows.get(2).getFields()).containsExactly("CVE-2026-0002", "'+1", "false", "");
        }
    }

    @Test
    void newsReadersReadTheFeedsAndSeeTheTitleAsText() throws Exception {
        for (String name : List.of("publications", "exploited")) {
            HttpResponse<byte[]> answer = served.get("/feeds/" + name + ".atom?vendor=&since=2026-01-01");
            harmless(text(answer));
            SyndFeed feed = new SyndFeedInput()
                    .build(new InputStreamReader(new ByteArrayInputStream(answer.body()), StandardCharsets.UTF_8));
            assertThat(feed.getFeedType()).isEqualTo("atom_1.0");
            assertThat(feed.getEntries()).hasSize(1);
            SyndEntry entry = feed.getEntries().get(0);
            assertThat(entry.getTitle()).contains("</title><script>alert(1)</script> ]]>");
            assertThat(entry.getUri()).startsWith("tag:vigie.invalid,2026:");
            assertThat(entry.getLink()).startsWith("http://127.0.0.1:");
            assertThat(entry.getUpdatedDate()).isNotNull();
        }
    }

    @Test
    void feedsAreFilteredAsTheirListsAre() {
        assertThat(text(served.get("/feeds/exploited.atom?severity=low"))).doesNotContain("<entry");
        assertThat(text(served.get("/feeds/exploited.atom?severity=critical"))).contains("<entry");
        assertThat(text(served.get("/feeds/exploited.atom?since=2026-01-21"))).doesNotContain("<entry");
        assertThat(text(served.get("/feeds/publications.atom?type=alerte"))).doesNotContain("<entry");
    }

    @Test
    void aFailureSaysANumberThatIsInTheLogAndNothingOfTheProgram() {
        Observation.BulletinSeen good =
                BulletinText.bulletin("CERTFR-2026-AVI-0002", "2026-01-30").seen();
        home.ingest(
                "2026-01-30",
                new Observation.BulletinSeen(good.bulletin(), "{broken".getBytes(StandardCharsets.UTF_8)));
        HttpResponse<byte[]> answer = served.get("/api/v1/publications/CERTFR-2026-AVI-0002");
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonNode problem = JsonMapper.shared().readTree(answer.body());
        assertThat(problem.toString()).doesNotContain("Exception", "vigie.", "java", "broken");
        String number = problem.path("number").asString();
        assertThat(problem.path("detail").asString()).contains(number);
        assertThat(served.trouble()).hasSize(1).first().asString().startsWith(number + " GET ");
    }

    @Test
    void whatIsWrittenIsSeenSoonThoughTheOldAnswerWasKept() throws InterruptedException {
        String address = "/api/v1/cves/CVE-2026-0002";
        String before = served.get(address).headers().firstValue("ETag").orElseThrow();
        assertThat(served.get(address, "If-None-Match", before).statusCode()).isEqualTo(304);
        home.ingest(
                "2026-01-31",
                CveText.cve("CVE-2026-0002")
                        .title("Another")
                        .modified("2026-01-31T00:00:00Z")
                        .listed());
        long until = System.nanoTime() + 10_000_000_000L;
        while (served.get(address, "If-None-Match", before).statusCode() == 304 && System.nanoTime() < until) {
            Thread.sleep(50);
        }
        assertThat(text(served.get(address))).contains("Another");
    }
}
