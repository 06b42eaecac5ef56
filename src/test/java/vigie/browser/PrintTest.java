package vigie.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Base64;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import vigie.text.Messages;

/** Pages on paper. */
@ExtendWith(InBrowser.class)
class PrintTest {

    /** The text of a page as it is printed on A4. */
    private static String printed(Tab tab) throws IOException {
        Object pdf = tab.driver()
                .executeCdpCommand("Page.printToPDF", Map.of("paperWidth", 8.27, "paperHeight", 11.69))
                .get("data");
        try (PDDocument document = Loader.loadPDF(Base64.getDecoder().decode((String) pdf))) {
            return new PDFTextStripper().getText(document);
        }
    }

    @Test
    void everyChartIsPrintedAsADrawingAlsoIfNobodyHasLookedAtIt(Tab tab) throws IOException {
        tab.open("/analysis?lang=en");
        int charts = tab.all("[data-chart]").size();
        assertThat(printed(tab))
                .doesNotContain(new Messages("en").bundle("charts").get("analysis.loading"))
                .doesNotContain("Data as a table");
        assertThat(tab.requests().stream().filter(url -> url.matches(".*/analysis/charts/[^.]*[.]svg.*")))
                .hasSize(charts);
    }

    @Test
    void noColumnOfAListIsCutOff(Tab tab) throws IOException {
        tab.open("/cves?lang=en&kev=true&columns=headline,vendor,score,epss,cvss,kev,exploit,published,state");
        assertThat(printed(tab))
                .contains("Vigie score", "Published", "State", "published")
                .doesNotContain("Clear all filters");
    }

    @Test
    void whatIsFoldedIsPrinted(Tab tab) throws IOException {
        tab.open("/model?lang=en");
        assertThat(tab.all("details:not([open])")).isNotEmpty();
        assertThat(printed(tab))
                .contains(tab.one("details:not([open]) td")
                        .getDomProperty("textContent")
                        .strip());
    }
}
