package vigie.card;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import vigie.score.Evaluation;
import vigie.score.Outcome;
import vigie.text.Messages;

class EvaluationPageTest {

    private static String html(String language, Evaluation evaluation) {
        return new EvaluationPage(new Messages(language)).html(evaluation);
    }

    private static Document page(String language, Evaluation evaluation) {
        return Jsoup.parse(html(language, evaluation));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr"})
    void aPageNeedsNothingElse(String language) {
        Document page = page(language, Evaluations.several());
        assertThat(page.select("script, link, img, iframe, object, [src], [onload], [style]"))
                .isEmpty();
        assertThat(page.select("[href]").eachAttr("href")).allMatch(href -> href.startsWith("#"));
        assertThat(page.html()).doesNotContain("http:", "https:", "@import", "url(");
        assertThat(page.selectFirst("html").attr("lang")).isEqualTo(language);
        assertThat(page.selectFirst("style").data()).contains("prefers-color-scheme: dark", "@media print");
    }

    @Test
    void everyGroupHasItsCurvesAndTables() {
        Document page = page("en", Evaluations.one());
        assertThat(page.select("section[id]")).hasSize(2).allSatisfy(section -> {
            assertThat(section.select("figure h3").eachText())
                    .containsExactly("Coverage by effort", "ROC curves", "Precision-recall curves", "Reliability");
            assertThat(section.select("table")).hasSize(3);
        });
        assertThat(page.select("nav a").eachAttr("href")).containsExactly("#s0", "#s1");
        assertThat(page.select("td").eachText()).contains("0.904 (0.884–0.924)", "35% (29–40)");
    }

    @Test
    void eachOfSeveralOriginsIsDrawnAndListed() {
        Document page = page("en", Evaluations.several());
        assertThat(page.select("figure h3").eachText()).endsWith("ROC-AUC, each day separately");
        assertThat(page.select("table").last().select("tbody tr")).hasSize(5);
    }

    @Test
    void whoeverCannotSeeADrawingIsToldWhatItShows() {
        Document page = page("fr", Evaluations.several());
        assertThat(page.select("svg")).isNotEmpty().allSatisfy(svg -> {
            assertThat(svg.attr("role")).isEqualTo("img");
            for (String id : svg.attr("aria-labelledby").split(" ")) {
                assertThat(page.getElementById(id).text()).isNotBlank();
            }
        });
        assertThat(page.select("[id]").eachAttr("id")).doesNotHaveDuplicates();
        assertThat(page.select("table")).allSatisfy(EvaluationPageTest::hasHeaders);
    }

    private static void hasHeaders(Element table) {
        assertThat(table.select("caption").text()).isNotBlank();
        assertThat(table.select("thead th")).allSatisfy(head -> {
            assertThat(head.attr("scope")).isEqualTo("col");
            assertThat(head.text()).isNotBlank();
        });
        assertThat(table.select("tbody tr"))
                .allSatisfy(row -> assertThat(row.select("th[scope=row]")).isNotEmpty());
    }

    @Test
    void drawingsAreWellFormedAndStayInTheirFrame() {
        String html = html("fr", Evaluations.one());
        assertThat(Pattern.compile("<svg .*?</svg>", Pattern.DOTALL)
                        .matcher(html)
                        .results())
                .hasSize(8)
                .allSatisfy(svg -> assertThat(wellFormed(svg.group())).isTrue());
        for (Element svg : Jsoup.parse(html).select("svg")) {
            assertThat(svg.select("g > path").eachAttr("d"))
                    .isNotEmpty()
                    .allSatisfy(path -> assertThat(Pattern.compile("[-\\d.]+ [-\\d.]+")
                                    .matcher(path)
                                    .results())
                            .isNotEmpty()
                            .allSatisfy(point -> inside(point.group())));
        }
    }

    private static boolean wellFormed(String xml) throws IOException, ParserConfigurationException, SAXException {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(xml)))
                .hasChildNodes();
    }

    private static void inside(String point) {
        assertThat(Double.parseDouble(point.split(" ")[0])).isBetween(0.0, 440.0);
        assertThat(Double.parseDouble(point.split(" ")[1])).isBetween(0.0, 330.0);
    }

    @Test
    void aHostileNameStaysText() {
        Evaluation.Table table = new Evaluation.Table(
                List.of(Evaluations.FIRST),
                30,
                Evaluation.Group.ALL,
                100,
                50,
                Map.of("<b onx=\"1\">&'", Evaluations.measures(0.9, true)));
        Document page = page("en", new Evaluation(Outcome.ANY, LocalDate.of(2016, 1, 1), List.of(table)));
        assertThat(page.select("b")).isEmpty();
        assertThat(page.select("th[scope=row]").first().text()).isEqualTo("<b onx=\"1\">&'");
        assertThat(page.select("svg text").eachText()).contains("<b onx=\"1\">&'");
    }

    @Test
    void aPageOfNothingSaysSo() {
        Evaluation.Table none =
                new Evaluation.Table(List.of(Evaluations.FIRST), 30, Evaluation.Group.ALL, 12, 0, Map.of());
        Document page = page("en", new Evaluation(Outcome.ANY, LocalDate.of(2016, 1, 1), List.of(none)));
        assertThat(page.select("svg")).isEmpty();
        assertThat(page.text()).contains("nothing to compare");
    }
}
