package vigie.report.document;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Collectors;
import vigie.report.Html;

/** The charts, each with what it says. */
final class ChartsPart {

    private final ReportWords words;
    private final ReportPage.Form form;

    ChartsPart(ReportWords words, ReportPage.Form form) {
        this.words = words;
        this.form = form;
    }

    String html(Report report) {
        return report.illustrations().isEmpty()
                ? ""
                : report.illustrations().stream()
                        .map(this::figure)
                        .collect(Collectors.joining(
                                "",
                                "<section id=\"charts\">\n" + words.element("h2", "charts")
                                        + "<div class=\"charts\">\n",
                                "</div>\n</section>\n"));
    }

    private String figure(Illustration chart) {
        String sentences = chart.sentences().stream()
                .map(sentence -> Html.element("p", sentence))
                .collect(Collectors.joining("", "<figcaption>\n", "</figcaption>\n"));
        return "<figure id=\"chart-" + Html.escape(chart.id()) + "\">\n" + Html.element("h3", chart.title())
                + drawing(chart) + sentences + "</figure>\n";
    }

    private String drawing(Illustration chart) {
        String alternative = Html.escape(chart.title());
        if (form == ReportPage.Form.PAPER) {
            return "<object type=\"" + ChartObjects.TYPE + "\" data-chart=\"" + Html.escape(chart.id()) + "\" alt=\""
                    + alternative + "\" title=\"" + alternative + "\"></object>\n";
        }
        // As an image of its own: names within one drawing would meet those of the others.
        String data = Base64.getEncoder().encodeToString(chart.svg().getBytes(StandardCharsets.UTF_8));
        return "<img width=\"" + chart.width() + "\" height=\"" + chart.height() + "\" alt=\"" + alternative
                + "\" src=\"data:image/svg+xml;base64," + data + "\">\n";
    }
}
