package vigie.report.document;

import static org.assertj.core.api.Assertions.assertThat;
import static vigie.testing.BulletinText.bulletin;
import static vigie.testing.CveText.cve;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.InputSource;
import vigie.model.Period;
import vigie.testing.TestHome;
import vigie.text.Messages;
import vigie.text.PlainText;

class ReportPageTest {

    /** What a source may write to harm a reader. */
    static final String HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>\" onclick='x' ]]> <!-- "
            + "\u0000\u0008\u001b[2J\u202etxt.exe\u202c\u200b\uFFFE \uDB40\uDC41 &#27; &lt;b&gt; \uD83D\uDE00 \u4E2D\u6587 \u05D0";

    private static Month month;

    @BeforeAll
    static void fill() {
        month = new Month();
    }

    @AfterAll
    static void close() {
        month.close();
    }

    private static Document page(Report report, String language) {
        return Jsoup.parse(new ReportPage(new Messages(language)).html(report));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr"})
    void aPageNeedsNothingElse(String language) {
        Document page = page(month.report(language), language);
        assertThat(page.select("script, link, iframe, object, embed, form, [style], base"))
                .isEmpty();
        assertThat(page.select("[href]").eachAttr("href"))
                .isNotEmpty()
                .allMatch(href -> href.startsWith("https://") || href.startsWith("#"));
        assertThat(page.select("[src]").eachAttr("src"))
                .isNotEmpty()
                .allMatch(src -> src.startsWith("data:image/svg+xml;base64,"));
        assertThat(page.selectFirst("style").data()).doesNotContain("@import", "url(", "http");
        assertThat(page.selectFirst("meta[http-equiv=Content-Security-Policy]").attr("content"))
                .isEqualTo("default-src 'none'; style-src 'unsafe-inline'; img-src data:");
        assertThat(page.select("*").stream()
                        .flatMap(e -> e.attributes().asList().stream())
                        .map(a -> a.getKey()))
                .noneMatch(name -> name.startsWith("on"));
        assertThat(page.selectFirst("html").attr("lang")).isEqualTo(language);
        assertThat(page.title()).contains(language.equals("fr") ? "1er janvier 2026" : "1 January 2026");
    }

    @Test
    void everyPartIsThereAndEveryLinkWithinThePageLeadsSomewhere() {
        Document page = page(month.report("en"), "en");
        assertThat(page.select("main > section").eachAttr("id"))
                .containsExactly("summary", "priorities", "charts", "table", "notes");
        for (String href : page.select("a[href^=#]").eachAttr("href")) {
            assertThat(page.getElementById(href.substring(1))).as(href).isNotNull();
        }
        assertThat(page.select("[id]").eachAttr("id")).doesNotHaveDuplicates();
        assertThat(page.select("img").eachAttr("alt")).doesNotContain("");
        assertThat(page.select("figure"))
                .allSatisfy(f -> assertThat(f.select("figcaption p")).isNotEmpty());
    }

    @Test
    void whatToFixFirstSaysWhyAndWhatToDo() {
        String first = page(month.report("en"), "en").selectFirst("#p1").text();
        assertThat(first)
                .contains(
                        "1 CVE-2026-0001 Critical exploited",
                        "Hole in Anvil",
                        "EPSS 20.0%",
                        "CVSS 9.8",
                        "Listed as exploited on 7 January 2026 (CISA KEV); due 28 January 2026 (CISA)",
                        "Used in ransomware campaigns",
                        "Public exploit since 8 January 2026",
                        "Bulletin Acme CVE-2026-0001",
                        "CERTFR-2026-ALE-001, CERTFR-2026-AVI-0002");
        assertThat(page(month.report("fr"), "fr").selectFirst("#p1").text())
                .contains("Signalée comme exploitée le 7 janvier 2026 (CISA KEV)", "20,0", "Que faire");
    }

    @Test
    void theTableHasARowForEachPublicationAndCve() {
        Document page = page(month.report("en"), "en");
        assertThat(page.select(".cited tbody tr")).hasSize(6);
        assertThat(page.select(".cited tbody tr").get(0).select("td").eachText())
                .startsWith("2026-01-20", "CERTFR-2026-ALE-001", "CVE-2026-0001", "9.8", "20.0%")
                .endsWith("2026-01-07", "Acme Anvil");
        assertThat(page.select(".cited").text()).contains("rejected", "Étau œuvré");
        assertThat(page(month.report("en", Month.JANUARY, 2), "en")
                        .select("#table > p")
                        .text())
                .contains("The 2 most urgent of 6 rows; 4 rows are left out", "--since 2026-01-01 --until 2026-01-30");
    }

    @Test
    void theTextOfRecordsIsShownAndNeverObeyed() {
        try (TestHome home = TestHome.make()) {
            String text = HOSTILE + "y".repeat(1 << 20);
            home.ingest(
                    "2026-01-10",
                    cve("CVE-2026-0001")
                            .title(text)
                            .description(text)
                            .cvss(9)
                            .product(text, text, text, "affected")
                            .listed(),
                    bulletin("CERTFR-2026-AVI-0001", "2026-01-05", "CVE-2026-0001")
                            .title(text)
                            .system(text, text)
                            .advisory(text, "https://x.example/?a=<b>\"CVE-2026-0001")
                            .advisory(text, "https://x.example/CVE-2026-0001")
                            .seen(),
                    bulletin("CERTFR-2026-AVI-0002", "2026-01-05").title(text).seen());
            Report report = Month.read(home, "en", new ReportScope(Month.JANUARY, List.of(), Optional.empty()), 10);
            String html = new ReportPage(new Messages("en")).html(report);
            assertThat(html)
                    .hasSizeLessThan(1_000_000)
                    .contains("&lt;script&gt;alert(1)")
                    .doesNotContain("<script");
            assertThat(html.codePoints().filter(c -> c != '\n' && !PlainText.visible(c)))
                    .isEmpty();
            Document page = Jsoup.parse(html);
            assertThat(page.select("script, [onerror], [onclick]")).isEmpty();
            assertThat(page.select("#p1 a").eachAttr("href"))
                    .contains("https://x.example/CVE-2026-0001")
                    .noneMatch(h -> h.contains("<b>"));
            ReportScope hostile = new ReportScope(Month.JANUARY, List.of(HOSTILE + "\uD800"), Optional.empty());
            assertThat(page(Month.read(home, "en", hostile, 10), "en").select("script"))
                    .isEmpty();
        }
    }

    @Test
    void aPeriodWithoutPublicationsSaysSo() {
        Period none = new Period(LocalDate.of(2026, 1, 25), LocalDate.of(2026, 1, 26));
        Document page = page(month.report("en", none, 10), "en");
        assertThat(page.select("#summary").text()).contains("No CERT-FR publication matches");
        assertThat(page.select("#priorities").text()).contains("No CVE is cited");
        assertThat(page.select("#table").text()).contains("No publication");
        assertThat(page.select("table.cited, .counts, article")).isEmpty();
    }

    @Test
    void chartsAreDocumentsOfTheirOwnThatAskForNothing() throws Exception {
        Document page = page(month.report("en"), "en");
        for (String src : page.select("img").eachAttr("src")) {
            String svg =
                    new String(Base64.getDecoder().decode(src.substring(src.indexOf(',') + 1)), StandardCharsets.UTF_8);
            DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
            assertThat(svg).contains("viewBox").doesNotContain("<script", "<foreignObject", "href=\"http");
        }
    }
}
