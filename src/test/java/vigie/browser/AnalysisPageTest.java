package vigie.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

/** The page of charts: they are drawn, they lead on, they can be saved. */
@ExtendWith(InBrowser.class)
class AnalysisPageTest {

    private static final int CHARTS = 9;

    @ParameterizedTest
    @ValueSource(strings = {"lang=en&theme=light", "lang=fr&theme=dark"})
    void everyChartIsDrawnAndSaidInWords(String query, Tab tab) {
        tab.open("/analysis?" + query).lookAtAll();
        List<WebElement> drawings = tab.all("[data-chart] canvas");
        assertThat(drawings).hasSizeGreaterThanOrEqualTo(CHARTS).hasSameSizeAs(tab.all("[data-chart]"));
        for (WebElement drawing : drawings) {
            assertThat((Long) tab.script(Canvas.COLOURS, drawing)).isGreaterThan(3);
        }
        for (WebElement chart : tab.all("section.chart")) {
            String id = chart.getDomAttribute("id");
            assertThat(tab.texts("[id='" + id + "'] .sentences li")).as(id).isNotEmpty();
        }
        assertThat(tab.seen()).isEmpty();
        assertThat(tab.console()).isEmpty();
        assertThat(tab.foreignRequests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"vendors", "weaknesses"})
    void aClickOnABarOpensItsList(String id, Tab tab) {
        tab.open("/analysis").lookAtAll();
        WebElement drawing = tab.one("[id='" + id + "'] [data-chart]");
        tab.script("arguments[0].scrollIntoView({block: 'center'})", drawing);
        @SuppressWarnings("unchecked")
        List<Number> at = (List<Number>) tab.script("""
                const chart = echarts.getInstanceByDom(arguments[0]);
                const first = chart.getOption().series[0].data[0];
                const [x, y] = chart.convertToPixel({seriesIndex: 0}, [first.value / 2, 0]);
                const box = arguments[0].getBoundingClientRect();
                return [Math.round(x - box.width / 2), Math.round(y - box.height / 2)];
                """, drawing);
        new Actions(tab.driver())
                .moveToElement(drawing, at.get(0).intValue(), at.get(1).intValue())
                .click()
                .perform();
        tab.until(() -> tab.path().startsWith("/cves?"));
        tab.settled();
        assertThat(tab.path()).contains(id.equals("vendors") ? "vendor=" : "cwe=");
        assertThat(tab.texts("#found tbody a.cve")).isNotEmpty();
        assertThat(tab.all("#found .problem")).isEmpty();
        tab.driver().navigate().back();
        tab.until(() -> tab.path().equals("/analysis"));
    }

    @Test
    void whatABarLeadsToCanBeReachedWithoutAPointer(Tab tab) {
        tab.open("/analysis");
        tab.one("#vendors details summary").click();
        tab.one("#vendors details a[href^='/cves']").click();
        tab.settled();
        assertThat(tab.path()).startsWith("/cves?");
        assertThat(tab.texts("#found tbody a.cve")).isNotEmpty();
    }

    @Test
    void everyChartCanBeSaved(Tab tab) throws Exception {
        tab.open("/analysis");
        HttpClient client = HttpClient.newHttpClient();
        List<WebElement> links = tab.all("p.save a[download]");
        assertThat(links).hasSizeGreaterThanOrEqualTo(3 * CHARTS);
        for (WebElement link : links) {
            HttpResponse<byte[]> answer = client.send(
                    HttpRequest.newBuilder(URI.create(link.getDomProperty("href")))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            String type = answer.headers().firstValue("Content-Type").orElse("");
            String begin = new String(answer.body(), 0, Math.min(200, answer.body().length), StandardCharsets.UTF_8);
            assertThat(answer.statusCode()).as(link.getDomProperty("href")).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Disposition").orElse(""))
                    .startsWith("attachment");
            switch (link.getText()) {
                case "PNG" -> assertThat(type + begin).startsWith("image/png").contains("PNG");
                case "SVG" ->
                    assertThat(type + begin).startsWith("image/svg+xml").contains("<svg");
                default -> assertThat(type + begin).startsWith("text/csv").contains("\n");
            }
        }
    }

    @Test
    void theFormAndThePeriodsChangeWhatIsCounted(Tab tab) {
        tab.open("/analysis");
        String all = tab.one("main").getText();
        tab.one("#type option[value=alerte]").click();
        tab.one("form.filters button").click();
        tab.until(() -> tab.path().contains("type=alerte"));
        tab.settled();
        assertThat(tab.one("main").getText()).isNotEqualTo(all);
        assertThat(tab.one("#type").getDomProperty("value")).isEqualTo("alerte");
        tab.all("ul.periods a").get(0).click();
        tab.until(() -> tab.path().contains("since="));
        tab.settled();
        assertThat(tab.path()).contains("type=alerte");
        assertThat(tab.status()).isEqualTo(200);
    }
}
