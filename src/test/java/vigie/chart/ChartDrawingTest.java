package vigie.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static vigie.testing.BulletinText.bulletin;
import static vigie.testing.CveText.cve;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import vigie.index.Publications;
import vigie.model.Observation;
import vigie.testing.Seen;
import vigie.testing.TestHome;
import vigie.text.Messages;

class ChartDrawingTest {

    private static final String EVIL = "=cmd|' /C calc'!A0<script>alert(1)</script>\u202e]]>&{a|b}";
    private static TestHome home;
    private static List<ChartData> charts;

    @BeforeAll
    static void fill() {
        home = TestHome.make();
        List<Observation> all = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            String id = String.format("CVE-2026-%04d", i + 1);
            ids.add(id);
            String name = i % 3 == 0
                    ? EVIL + i
                    : i % 3 == 1
                            ? "A name of far more than sixty characters, which nobody wants to read " + i
                            : "Acme " + i;
            all.add(cve(id).cvss(i % 11)
                    .weakness("CWE-" + (77 + i % 12), EVIL)
                    .product(name, name, "1", "affected")
                    .listed());
        }
        all.add(Seen.kev(ids.get(10), "cisa", "2026-01-07"));
        all.add(bulletin("CERTFR-2026-ALE-001", "2026-01-05", ids.toArray(String[]::new))
                .seen());
        java.util.Map<String, Double> epss = new java.util.HashMap<>();
        ids.forEach(id -> epss.put(id, Math.pow(10, -(ids.indexOf(id) % 5))));
        all.addAll(Seen.epss(java.time.LocalDate.of(2026, 1, 9), epss));
        home.ingest("2026-01-10", all);
        charts = Charted.book(home, "fr").all(Publications.Filter.ALL);
    }

    @AfterAll
    static void close() {
        home.close();
    }

    private static List<ChartData> withEmptyOnes() {
        List<ChartData> all = new ArrayList<>(charts);
        all.addAll(Charted.book(home, "en").all(Charted.period("2020-01-01", "2020-01-02")));
        return all;
    }

    @Test
    void anSvgIsWellFormedAndSaysTitleAndSentencesAsText() throws Exception {
        for (ChartData chart : withEmptyOnes()) {
            String svg = new ChartDrawing(Locale.FRENCH, true).svg(chart, 800, 420);

            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            Document document = factory.newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
            assertThat(document.getElementsByTagName("title").item(0).getTextContent())
                    .isEqualTo(chart.title());
            assertThat(document.getElementsByTagName("desc").item(0).getTextContent())
                    .isEqualTo(String.join(" ", chart.sentences()));
            assertThat(document.getElementsByTagName("script").getLength()).isZero();
            assertThat(svg).doesNotContain("\u202e", "<image", " style=", "\"clipPath1\"");
        }
    }

    @Test
    void nothingOfAPictureTouchesItsEdge() throws Exception {
        for (ChartData chart : withEmptyOnes()) {
            for (int width : new int[] {480, 900}) {
                BufferedImage image = ImageIO.read(
                        new ByteArrayInputStream(new ChartDrawing(Locale.FRENCH, true).png(chart, width, 440)));

                assertThat(image.getWidth()).isEqualTo(2 * width);
                for (int y = 0; y < image.getHeight(); y++) {
                    assertThat(image.getRGB(0, y) & 0xffffff)
                            .as("%s, left, %d", chart.id(), y)
                            .isEqualTo(0xffffff);
                    assertThat(image.getRGB(image.getWidth() - 1, y) & 0xffffff)
                            .as("%s, right", chart.id())
                            .isEqualTo(0xffffff);
                }
                for (int x = 0; x < image.getWidth(); x++) {
                    assertThat(image.getRGB(x, 0) & 0xffffff)
                            .as("%s, top", chart.id())
                            .isEqualTo(0xffffff);
                    assertThat(image.getRGB(x, image.getHeight() - 1) & 0xffffff)
                            .as("%s, bottom, %d", chart.id(), x)
                            .isEqualTo(0xffffff);
                }
            }
        }
    }

    @Test
    void namesAreShortenedAndStayDifferent() {
        List<String> names =
                List.of("A name that is too long for its room 1", "A name that is too long for its room 2", "Short");

        List<String> shortened = ChartText.shortened(names, Look.SMALL, 120);

        assertThat(shortened).doesNotHaveDuplicates().last().isEqualTo("Short");
        assertThat(shortened).allMatch(name -> ChartText.width(name, Look.SMALL) <= 120);
    }

    @Test
    void aCsvHoldsEveryMarkAndNoFormula() {
        ChartData vendors = charts.get(2);

        String csv = new ChartCsv(new Messages("fr")).of(vendors);

        assertThat(csv.lines()).hasSize(11).first().isEqualTo("Série,Éditeur,Valeur,Libellé");
        assertThat(csv).contains(",'=cmd|' /C calc'!A0<script>").doesNotContain("\u202e");
        assertThat(csv.lines()).noneMatch(line -> line.contains(",=") || line.contains(",\"="));
    }

    @Test
    void jsonHasStableNames() {
        String json = ChartJson.text(charts.get(6));

        assertThat(json)
                .startsWith("{\"id\":\"risk-epss\"")
                .contains("\"form\":\"matrix\"", "\"kind\":\"cell\"", "\"tone\":\"", "\"zone\":{\"left\":7.0");
    }

    /** XChart's own ring holds a line across its hole. */
    @Test
    void theHoleOfARingIsEmpty() throws Exception {
        ChartData ring = charts.stream()
                .filter(chart -> chart.form() == ChartData.Form.RING)
                .findFirst()
                .orElseThrow();
        BufferedImage image =
                ImageIO.read(new ByteArrayInputStream(new ChartDrawing(Locale.ENGLISH, false).png(ring, 840, 370)));
        for (int y = -190; y <= 190; y++) {
            for (int x = -190; x <= 190; x++) {
                if (x * x + y * y < 190 * 190) {
                    assertThat(image.getRGB(510 + x, 370 + y) & 0xffffff)
                            .as("%d, %d", x, y)
                            .isEqualTo(0xffffff);
                }
            }
        }
        assertThat(image.getRGB(510 + 260, 370) & 0xffffff).isNotEqualTo(0xffffff);
    }
}
