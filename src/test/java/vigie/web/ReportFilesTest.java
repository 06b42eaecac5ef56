package vigie.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vigie.testing.ServedHome;

/** The report and the table as files of the page "Analysis" and of a publication. */
class ReportFilesTest {

    private static final String PUBLICATION = "CERTFR-2026-AVI-0110";

    @TempDir
    private static Path home;

    private static ServedHome served;

    @BeforeAll
    static void serve() throws InterruptedException {
        served = ServedHome.sample(home);
        served.server().ready();
    }

    @AfterAll
    static void stop() {
        served.close();
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private static List<String> links(String page) {
        return Jsoup.parse(text(served.get(page))).select(".downloads a").eachAttr("href");
    }

    @Test
    void everyFileThatThePagesOfferIsThere() {
        List<String> analysis = links("/analysis?since=2026-01-01&until=2026-01-30&type=avis&vendor=ivanti");
        assertThat(analysis).hasSize(4).allMatch(link -> link.contains("vendor=ivanti") && link.contains("2026-01-01"));
        List<String> publication = links("/publications/" + PUBLICATION);
        assertThat(publication).hasSize(6);
        for (String link :
                List.of(analysis, publication).stream().flatMap(List::stream).toList()) {
            HttpResponse<byte[]> answer = served.get(link);
            assertThat(answer.statusCode()).as(link).isEqualTo(200);
            assertThat(answer.body()).as(link).isNotEmpty();
        }
        assertThat(served.trouble()).isEmpty();
    }

    @Test
    void theTableOfAPublicationHasItsCvesAndNoOther() {
        String csv = text(served.get("/analysis/table.csv?publication=" + PUBLICATION));
        assertThat(csv.lines().findFirst().orElseThrow())
                .startsWith("anssi_title,")
                .contains(",vigie_score,");
        assertThat(csv).contains(PUBLICATION, "CVE-2026-1281");
        assertThat(csv.lines().skip(1)).isNotEmpty().allMatch(line -> line.contains(PUBLICATION));
        assertThat(text(served.get("/analysis/table.csv?excel=true&publication=" + PUBLICATION)))
                .startsWith("\ufeffanssi_title;");
    }

    @Test
    void theReportIsAPdfOrAPage() {
        HttpResponse<byte[]> pdf = served.get("/analysis/report.pdf?since=2026-01-01&until=2026-01-30&lang=fr");
        assertThat(text(pdf)).startsWith("%PDF-");
        assertThat(pdf.headers().firstValue("Content-Disposition").orElse("")).contains("2026-01-01-2026-01-30.pdf");
        assertThat(text(served.get("/analysis/report.html?since=2026-01-01&until=2026-01-30&lang=fr")))
                .contains("<html lang=\"fr\"", "CVE-2026-1281");
    }

    @Test
    void whatCannotBeReadIsRefused() {
        for (String address : List.of(
                "/analysis/report.pdf?since=2026-02-01&until=2026-01-01",
                "/analysis/table.csv?vender=x",
                "/analysis/table.csv?publication=x",
                "/analysis/report.html?since=yesterday")) {
            assertThat(served.get(address).statusCode()).as(address).isEqualTo(400);
        }
    }
}
