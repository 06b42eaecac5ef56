package vigie.report.document;

import com.openhtmltopdf.extend.FSObjectDrawer;
import com.openhtmltopdf.extend.FSObjectDrawerFactory;
import com.openhtmltopdf.extend.OutputDevice;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.render.RenderingContext;
import com.openhtmltopdf.util.Diagnostic;
import com.openhtmltopdf.util.XRLog;
import com.openhtmltopdf.util.XRLogger;
import java.awt.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.logging.Level;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.jsoup.Jsoup;
import org.jsoup.helper.W3CDom;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import vigie.chart.ChartData;

/**
 * A page of HTML as a PDF with its fonts in it, bookmarks, tags (PDF/UA) and numbered pages. The page is turned into a tree without any
 * parser of XML in between, and nothing that it names is ever fetched. The same page gives the same bytes.
 */
public final class HtmlPdf {

    /** The type of an object that a chart is drawn into; its {@code data-chart} names the chart. */
    public static final String CHART = "application/x-vigie-chart";

    private static final String FONTS = "/net/sf/jasperreports/fonts/dejavu/DejaVuSansCondensed";
    private static final int REGULAR = 400;
    private static final int BOLD = 700;

    private final Locale locale;

    /** @param locale the language of the page */
    public HtmlPdf(Locale locale) {
        this.locale = locale;
    }

    /** The style sheet of pages on paper. */
    public static String style() {
        return ReportPage.style(ReportPage.Form.PAPER);
    }

    /**
     * Writes a page.
     *
     * @param html the page; its sections are those of {@code main}, with a heading {@code h2} each
     * @param charts what its objects of the type {@link #CHART} show
     * @param made the day on which it was made
     */
    public void write(String html, List<ChartData> charts, LocalDate made, OutputStream to) throws IOException {
        write(html, charts, made, to, said -> {});
    }

    /** As above, and hands on what the renderer has to say. */
    void write(String html, List<ChartData> charts, LocalDate made, OutputStream to, Consumer<Diagnostic> diagnostics)
            throws IOException {
        Document document = Jsoup.parse(html);
        bookmarks(document);
        document.select("a[href]").forEach(link -> link.attr("title", link.text()));
        XRLog.setLoggerImpl(new Silence());
        PdfRendererBuilder builder = new PdfRendererBuilder()
                .withW3cDocument(new W3CDom().fromJsoup(document), "")
                .useObjectDrawerFactory(new ChartObjects(charts, new ChartPictures(locale)))
                .useFont(() -> font("-Bold.ttf"), "Vigie", BOLD, FontStyle.NORMAL, true)
                .useFont(() -> font(".ttf"), "Vigie", REGULAR, FontStyle.NORMAL, true)
                .usePdfUaAccessibility(true)
                .withProducer("Vigie")
                .withDiagnosticConsumer(diagnostics);
        refuseAll(builder);
        try (PdfBoxRenderer renderer = builder.buildPdfRenderer()) {
            renderer.layout();
            try (PDDocument pdf = renderer.createPDFKeepOpen()) {
                ZonedDateTime day = made.atStartOfDay(ZoneOffset.UTC);
                pdf.getDocumentInformation().setCreationDate(GregorianCalendar.from(day));
                // Instead of the time, of which the identifier of a document is made otherwise.
                pdf.setDocumentId(made.toEpochDay());
                pdf.save(to);
            }
        }
    }

    private static void refuseAll(PdfRendererBuilder builder) {
        for (ExternalResourceControlPriority when : ExternalResourceControlPriority.values()) {
            builder.useExternalResourceAccessControl((address, type) -> false, when);
        }
        builder.useProtocolsStreamImplementation(
                address -> {
                    throw new IllegalStateException("refused: " + address);
                },
                "http",
                "https",
                "file",
                "ftp",
                "jar");
    }

    private static InputStream font(String style) {
        return HtmlPdf.class.getResourceAsStream(FONTS + style);
    }

    /** The outline: sections, and within them what has a title of its own. */
    private static void bookmarks(Document document) {
        Element bookmarks = document.head().appendElement("bookmarks");
        for (Element section : document.select("main > section")) {
            Element bookmark =
                    bookmark(bookmarks, section, section.selectFirst("h2").text());
            for (Element part : section.select("article, figure")) {
                Element title = part.selectFirst("h3");
                Element name = title.selectFirst("a");
                bookmark(bookmark, part, name == null ? title.text() : name.text());
            }
        }
    }

    private static Element bookmark(Element parent, Element target, String name) {
        return parent.appendElement("bookmark").attr("name", name).attr("href", "#" + target.id());
    }

    /** Draws charts into a PDF as lines and shapes, where the page holds an object of type {@link #CHART}. */
    private static final class ChartObjects implements FSObjectDrawerFactory {

        private final List<ChartData> charts;
        private final ChartPictures pictures;

        ChartObjects(List<ChartData> charts, ChartPictures pictures) {
            this.pictures = pictures;
            this.charts = charts;
        }

        @Override
        public boolean isReplacedObject(org.w3c.dom.Element element) {
            return element.getAttribute("type").equals(CHART);
        }

        @Override
        public FSObjectDrawer createDrawer(org.w3c.dom.Element element) {
            return this::draw;
        }

        private Map<Shape, String> draw(
                org.w3c.dom.Element element,
                double x,
                double y,
                double width,
                double height,
                OutputDevice device,
                RenderingContext context,
                int dotsPerPixel) {
            charts.stream()
                    .filter(chart -> chart.id().equals(element.getAttribute("data-chart")))
                    .findFirst()
                    .ifPresent(chart -> {
                        double wide = width / dotsPerPixel;
                        double high = height / dotsPerPixel;
                        double scale = Math.min(wide / ChartPictures.WIDTH, high / ChartPictures.height(chart));
                        device.drawWithGraphics((float) x, (float) y, (float) wide, (float) high, graphics -> {
                            graphics.scale(scale, scale);
                            pictures.paint(chart, graphics);
                        });
                    });
            return Map.of();
        }
    }

    /** A log that keeps nothing: the program itself reports what goes wrong. */
    private static final class Silence implements XRLogger {

        @Override
        public void log(String where, Level level, String message) {
            // Not kept.
        }

        @Override
        public void log(String where, Level level, String message, Throwable thrown) {
            // Not kept.
        }

        @Override
        public void setLevel(String logger, Level level) {
            // Nothing to set.
        }

        @Override
        public boolean isLogLevelEnabled(Diagnostic diagnostic) {
            return false;
        }
    }
}
