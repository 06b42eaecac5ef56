package vigie.report.document;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import vigie.chart.ChartData;
import vigie.text.Messages;
import vigie.text.Templates;

/** A report as one page of HTML that needs nothing else: no script, no network, no other file. */
public final class ReportPage {

    /** Names of the sections in their order: of their elements, and of their titles among the words. */
    static final List<String> SECTIONS = List.of("summary", "priorities", "charts", "table", "notes");

    private final ReportWords words;

    /** What the page is for. */
    enum Form {
        /** To be read in a browser. */
        SCREEN("report.css"),
        /** To be set as pages of paper by {@link HtmlPdf}. */
        PAPER("report-pdf.css");

        private final String style;

        Form(String style) {
            this.style = style;
        }
    }

    /** @param messages the language of the report */
    public ReportPage(Messages messages) {
        this.words = new ReportWords(messages);
    }

    /** The page. */
    public String html(Report report) {
        return html(report, Form.SCREEN);
    }

    String html(Report report, Form form) {
        ChartPictures pictures = new ChartPictures(words.locale());
        return new Templates()
                .text(
                        "document/report.jte",
                        new Document(
                                report,
                                words,
                                style(form),
                                report.charts().stream()
                                        .map(chart -> picture(chart, form, pictures))
                                        .toList()));
    }

    /**
     * What the template shows.
     *
     * @param style the style sheet
     * @param pictures the charts of the report, drawn
     */
    public record Document(Report report, ReportWords words, String style, List<Picture> pictures) {

        /** A sentence. */
        public String say(String key, Object... values) {
            return words.say(key, values);
        }

        /** Names of the sections that this report has, in their order. */
        public List<String> sections() {
            return SECTIONS.stream()
                    .filter(section -> !section.equals("charts") || !pictures.isEmpty())
                    .filter(section ->
                            !section.equals("table") || report.table().isPresent())
                    .toList();
        }
    }

    /**
     * A chart of a report.
     *
     * @param image the picture, as SVG in Base64; empty for a PDF, where it is drawn in place, for a chart without data,
     *     and on a machine without fonts
     * @param drawn whether it is drawn in place
     */
    public record Picture(ChartData chart, String image, boolean drawn) {

        /** Type of the object of a PDF that is drawn in place. */
        public String type() {
            return HtmlPdf.CHART;
        }

        /** Width in pixels. */
        public int width() {
            return ChartPictures.WIDTH;
        }

        /** Height in pixels. */
        public int height() {
            return ChartPictures.height(chart);
        }
    }

    private static Picture picture(ChartData chart, Form form, ChartPictures pictures) {
        // As an image of its own: names within one drawing would meet those of the others.
        String image = chart.empty() || form == Form.PAPER
                ? ""
                : pictures.svg(chart)
                        .map(svg -> Base64.getEncoder().encodeToString(svg.getBytes(StandardCharsets.UTF_8)))
                        .orElse("");
        return new Picture(chart, image, !chart.empty() && form == Form.PAPER);
    }

    static String style(Form form) {
        try (InputStream in = ReportPage.class.getResourceAsStream("/vigie/report/" + form.style)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
