package vigie.chart;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.batik.svggen.SVGIDGenerator;
import org.knowm.xchart.internal.chartpart.Chart;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * Draws charts as pictures, for reports, mail, and pages without scripts. Words are drawn as outlines, so that a picture looks
 * the same whatever fonts a reader has; an SVG says title and sentences as text besides.
 */
public final class ChartDrawing {

    private static final String SVG = "http://www.w3.org/2000/svg";
    private static final int PIXELS = 2;
    private static final int ROOM_FOR_ZONE = 24;

    private final Locale locale;
    private final boolean titled;

    static {
        System.setProperty("java.awt.headless", "true");
    }

    /**
     * @param locale language of the numbers
     * @param titled whether the title is in the picture; not where it stands above it
     */
    public ChartDrawing(Locale locale, boolean titled) {
        this.locale = locale;
        this.titled = titled;
    }

    /**
     * The chart as SVG: an element without prolog, for a file of its own or within HTML.
     *
     * @throws DrawingException if this machine has no fonts
     */
    public String svg(ChartData data, int width, int height) {
        return drawing(() -> {
            Document document = document();
            SVGGraphics2D graphics = new SVGGraphics2D(context(document, data.id()), false);
            put(data, graphics, width, height);
            Element root = graphics.getRoot();
            root.setAttribute("width", Integer.toString(width));
            root.setAttribute("height", Integer.toString(height));
            root.setAttribute("viewBox", "0 0 " + width + " " + height);
            root.setAttribute("role", "img");
            said(root, "desc", String.join(" ", data.sentences()));
            said(root, "title", data.title());
            StringWriter text = new StringWriter();
            graphics.stream(root, text, false, false);
            String all = text.toString();
            return all.substring(all.indexOf("<svg"));
        });
    }

    /** Several pictures within one page must not share the names of their parts. */
    private static SVGGeneratorContext context(Document document, String id) {
        SVGGeneratorContext context = SVGGeneratorContext.createDefault(document);
        context.setIDGenerator(new SVGIDGenerator() {
            @Override
            public String generateID(String prefix) {
                return id + "-" + super.generateID(prefix);
            }
        });
        return context;
    }

    private static Document document() throws ParserConfigurationException {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .getDOMImplementation()
                .createDocument(SVG, "svg", null);
    }

    private static void said(Element root, String name, String text) {
        Element element = root.getOwnerDocument().createElementNS(SVG, name);
        element.setTextContent(text);
        root.insertBefore(element, root.getFirstChild());
    }

    /**
     * The chart as PNG, with two pixels for each of width and height, sharp on paper and on fine screens.
     *
     * @throws DrawingException if this machine has no fonts
     */
    public byte[] png(ChartData data, int width, int height) {
        return drawing(() -> {
            BufferedImage image = new BufferedImage(width * PIXELS, height * PIXELS, BufferedImage.TYPE_INT_RGB);
            Graphics2D graphics = image.createGraphics();
            graphics.scale(PIXELS, PIXELS);
            put(data, graphics, width, height);
            graphics.dispose();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(image, "png", out);
            return out.toByteArray();
        });
    }

    /**
     * Draws the chart onto something else, such as a page of a PDF.
     *
     * @throws DrawingException if this machine has no fonts
     */
    public void paint(ChartData data, Graphics2D graphics, int width, int height) {
        drawing(() -> {
            put(data, graphics, width, height);
            return data;
        });
    }

    private void put(ChartData data, Graphics2D graphics, int width, int height) {
        if (data.empty()) {
            new EmptyPainting(data, titled).paint(graphics, width, height);
            return;
        }
        Chart<?, ?> chart = switch (data.form()) {
            case HISTOGRAM, COLUMNS -> ColumnPainting.of(data, width, height, locale);
            case BARS -> BarPainting.of(data, width, height, locale);
            case RING -> RingPainting.of(data, width, height, locale);
            case HEATMAP, MATRIX -> CellPainting.of(data, width, height, locale);
        };
        Look.dress(chart, data, titled, locale);
        if (data.form() == ChartData.Form.MATRIX) {
            chart.getStyler().setChartPadding(ROOM_FOR_ZONE).setChartTitlePadding(ROOM_FOR_ZONE);
        }
        chart.paint(graphics, width, height);
    }

    private interface Drawn<T> {
        T draw() throws IOException, ParserConfigurationException;
    }

    /** Without fonts the first text fails with an error of the font system, each later one with a missing class. */
    private static <T> T drawing(Drawn<T> drawn) {
        try {
            return drawn.draw();
        } catch (LinkageError | InternalError e) {
            throw new DrawingException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        } catch (RuntimeException e) {
            if (String.valueOf(e.getMessage()).contains("Fontconfig")) {
                throw new DrawingException(e);
            }
            throw e;
        }
    }
}
