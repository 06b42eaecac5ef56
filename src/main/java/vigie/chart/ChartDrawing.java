package vigie.chart;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.batik.svggen.SVGIDGenerator;
import org.knowm.xchart.internal.chartpart.Chart;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Draws charts as pictures, for reports, mail, and pages without scripts. Words are drawn as outlines, so that a picture looks
 * the same whatever fonts a reader has; an SVG also has title and sentences as text.
 */
public final class ChartDrawing {

    private static final String SVG = "http://www.w3.org/2000/svg";
    private static final Pattern RGB = Pattern.compile("rgb\\((\\d{1,3}),(\\d{1,3}),(\\d{1,3})\\)");
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
            put(data, graphics, width, height, CurvePainting.OUTLINES);
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

    /**
     * The chart as SVG to stand within a page: as {@link #svg}, but it takes its colours from the page's style sheet, where
     * that has the properties {@code --page}, {@code --ink}, {@code --soft}, {@code --rule} and those of the contestants, and
     * a point has its label as a tooltip.
     *
     * @throws DrawingException if this machine has no fonts
     */
    public String inline(ChartData data, int width, int height) {
        return drawing(() -> {
            Document document = document();
            SVGGraphics2D graphics = new SVGGraphics2D(context(document, data.id()), false);
            PageText words = new PageText(document);
            put(data, graphics, width, height, words);
            Element root = graphics.getRoot();
            root.setAttribute("viewBox", "0 0 " + width + " " + height);
            root.setAttribute("role", "img");
            root.setAttribute("aria-labelledby", data.id() + "-t " + data.id() + "-d");
            said(root, "desc", String.join(" ", data.sentences())).setAttribute("id", data.id() + "-d");
            said(root, "title", data.title()).setAttribute("id", data.id() + "-t");
            theme(root);
            words.elements.forEach(root::appendChild);
            StringWriter text = new StringWriter();
            graphics.stream(root, text, false, false);
            String all = text.toString();
            // Within HTML the name spaces are known.
            return all.substring(all.indexOf("<svg"))
                    .replaceFirst("<svg[^>]*?>", Matcher.quoteReplacement(head(root)))
                    .replaceAll("\\n *(/?>)", "$1")
                    .replaceFirst("<!--[^>]*--><defs id=\"genericDefs\"/>", "");
        });
    }

    private static String head(Element root) {
        return "<svg viewBox=\"" + root.getAttribute("viewBox") + "\" role=\"img\" aria-labelledby=\""
                + root.getAttribute("aria-labelledby") + "\">";
    }

    /** The property of the page's theme for a color; the color itself if there is none. */
    private static String themed(Color color) {
        String hex = String.format("#%06x", color.getRGB() & 0xffffff);
        return Optional.ofNullable(Look.themed().get(color))
                .map(property -> "var(" + property + ", " + hex + ")")
                .orElse(hex);
    }

    private static void theme(Element element) {
        for (String name : List.of("fill", "stroke")) {
            Matcher rgb = RGB.matcher(element.getAttribute(name));
            if (rgb.matches()) {
                element.setAttribute(
                        name,
                        themed(new Color(
                                Integer.parseInt(rgb.group(1)),
                                Integer.parseInt(rgb.group(2)),
                                Integer.parseInt(rgb.group(3)))));
            } else if (element.getAttribute(name).equals("white")) {
                element.setAttribute(name, themed(Color.WHITE));
            }
        }
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element inner) {
                theme(inner);
            }
        }
    }

    /** The words of a drawing as elements, which a page's style sheet sizes, and its points with what they stand for. */
    private static final class PageText implements CurvePainting.Lettering {

        private final Document document;
        private final List<Element> elements = new ArrayList<>();

        PageText(Document document) {
            this.document = document;
        }

        @Override
        public void write(
                Graphics2D graphics,
                String words,
                Font font,
                Color color,
                double x,
                double y,
                double share,
                boolean upwards) {
            Element text = document.createElementNS(SVG, "text");
            text.setAttribute("x", upwards ? "0" : tenths(x));
            text.setAttribute("y", upwards ? "0" : tenths(y));
            text.setAttribute("text-anchor", share == 0 ? "start" : share == 1 ? "end" : "middle");
            text.setAttribute("fill", themed(color));
            if (upwards) {
                text.setAttribute("transform", "translate(" + tenths(x) + " " + tenths(y) + ") rotate(-90)");
            }
            text.setTextContent(words);
            elements.add(text);
        }

        @Override
        public void point(double x, double y, String label) {
            Element circle = document.createElementNS(SVG, "circle");
            circle.setAttribute("cx", tenths(x));
            circle.setAttribute("cy", tenths(y));
            circle.setAttribute("r", "6");
            circle.setAttribute("fill", "transparent");
            Element title = document.createElementNS(SVG, "title");
            title.setTextContent(label);
            circle.appendChild(title);
            elements.add(circle);
        }

        private static String tenths(double place) {
            String text = String.format(Locale.ROOT, "%.1f", place);
            return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
        }
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

    private static Element said(Element root, String name, String text) {
        Element element = root.getOwnerDocument().createElementNS(SVG, name);
        element.setTextContent(text);
        root.insertBefore(element, root.getFirstChild());
        return element;
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
            put(data, graphics, width, height, CurvePainting.OUTLINES);
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
            put(data, graphics, width, height, CurvePainting.OUTLINES);
            return data;
        });
    }

    private void put(ChartData data, Graphics2D graphics, int width, int height, CurvePainting.Lettering lettering) {
        if (data.empty()) {
            new EmptyPainting(data, titled).paint(graphics, width, height);
            return;
        }
        if (data.form() == ChartData.Form.RING) {
            RingPainting.paint(data, titled, graphics, width, height);
            return;
        }
        Chart<?, ?> chart = switch (data.form()) {
            case HISTOGRAM, COLUMNS -> ColumnPainting.of(data, width, height, locale);
            case BARS -> BarPainting.of(data, width, height, locale);
            case HEATMAP, MATRIX -> CellPainting.of(data, width, height, locale);
            case CURVES -> CurvePainting.of(data, width, height, locale, lettering);
            case RING -> throw new IllegalStateException("drawn above");
        };
        Look.dress(chart, data, titled, locale);
        if (data.form() == ChartData.Form.MATRIX) {
            chart.getStyler().setChartPadding(ROOM_FOR_ZONE).setChartTitlePadding(ROOM_FOR_ZONE);
        }
        if (data.form() == ChartData.Form.CURVES) {
            chart.getStyler().setChartPadding(CurvePainting.PADDING);
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
