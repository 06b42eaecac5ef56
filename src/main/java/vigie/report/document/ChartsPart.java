package vigie.report.document;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Collectors;
import vigie.chart.ChartData;
import vigie.text.Html;

/** The charts, each with what it says. */
final class ChartsPart {

    private final ReportWords words;
    private final ReportPage.Form form;
    private final ChartPictures pictures;

    ChartsPart(ReportWords words, ReportPage.Form form) {
        this.words = words;
        this.form = form;
        this.pictures = new ChartPictures(words.locale());
    }

    String html(Report report) {
        return report.charts().isEmpty()
                ? ""
                : report.charts().stream()
                        .map(this::figure)
                        .collect(Collectors.joining(
                                "",
                                "<section id=\"charts\">\n" + words.element("h2", "charts")
                                        + "<div class=\"charts\">\n",
                                "</div>\n</section>\n"));
    }

    private String figure(ChartData chart) {
        String sentences = chart.sentences().stream()
                .map(sentence -> Html.element("p", sentence))
                .collect(Collectors.joining());
        return "<figure id=\"chart-" + Html.escape(chart.id()) + "\">\n" + Html.element("h3", chart.title())
                + (chart.empty() ? "" : drawing(chart)) + "<figcaption>\n" + sentences + "<p class=\"counted\">"
                + Html.escape(chart.counted()) + "</p>\n</figcaption>\n</figure>\n";
    }

    private String drawing(ChartData chart) {
        String alternative = Html.escape(chart.title());
        if (form == ReportPage.Form.PAPER) {
            return "<object type=\"" + ChartObjects.TYPE + "\" class=\""
                    + chart.form().name().toLowerCase(java.util.Locale.ROOT)
                    + "\" data-chart=\"" + Html.escape(chart.id()) + "\" alt=\"" + alternative + "\" title=\""
                    + alternative + "\"></object>\n";
        }
        // As an image of its own: names within one drawing would meet those of the others.
        Optional<String> svg = pictures.svg(chart);
        return svg.map(text -> "<img width=\"" + ChartPictures.WIDTH + "\" height=\"" + ChartPictures.height(chart)
                        + "\" alt=\"" + alternative + "\" src=\"data:image/svg+xml;base64,"
                        + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)) + "\">\n")
                .orElse("");
    }
}
