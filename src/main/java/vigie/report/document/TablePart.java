package vigie.report.document;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import vigie.text.Html;

/** The table of publications and CVEs. */
final class TablePart {

    private static final List<String> COLUMNS =
            List.of("published", "publication", "cve", "cvss", "epss", "score", "exploited", "products");

    private final ReportWords words;

    TablePart(ReportWords words) {
        this.words = words;
    }

    String html(Report report) {
        CitedTable table = report.table();
        StringBuilder html = new StringBuilder("<section id=\"table\">\n");
        html.append(words.element("h2", "table"));
        if (table.total() == 0) {
            return html.append(words.element("p", "table.none"))
                    .append("</section>\n")
                    .toString();
        }
        html.append(Html.element("p", length(table, report.scope().period())));
        if (!table.lines().isEmpty()) {
            html.append("<div class=\"scroll\">\n<table class=\"cited\">\n<thead><tr>");
            COLUMNS.forEach(column -> html.append("<th scope=\"col\" class=\"")
                    .append(column)
                    .append("\">")
                    .append(Html.escape(words.say("column." + column)))
                    .append("</th>"));
            html.append("</tr></thead>\n<tbody>\n");
            table.lines().forEach(line -> row(line, html));
            html.append("</tbody></table>\n</div>\n");
        }
        return html.append("</section>\n").toString();
    }

    private String length(CitedTable table, Period period) {
        int left = table.total() - table.lines().size();
        return left == 0
                ? words.say("table.all", table.total())
                : words.say(
                        "table.left",
                        table.lines().size(),
                        table.total(),
                        left,
                        period.since().toString(),
                        period.until().toString());
    }

    private void row(CitedTable.Line line, StringBuilder html) {
        Optional<CveFigures> cve = line.cve();
        html.append("<tr>");
        cell(html, "published", line.publication().published().toString());
        html.append("<td class=\"publication\">")
                .append(Links.publication(line.publication()))
                .append("</td>");
        html.append("<td class=\"cve\">")
                .append(cve.map(c -> Links.cve(c.id())).orElse(""))
                .append("</td>");
        String band = cve.flatMap(CveFigures::severity)
                .map(severity -> " " + severity.toString().toLowerCase(Locale.ROOT))
                .orElse("");
        cell(html, "cvss" + band, cve.flatMap(CveFigures::cvss).map(words::cvss).orElse(""));
        cell(html, "epss", words.percent(cve.flatMap(CveFigures::epss)));
        cell(html, "score", words.percent(cve.flatMap(CveFigures::score)));
        cell(
                html,
                "exploited",
                cve.flatMap(CveFigures::exploited).map(Object::toString).orElse(""));
        cell(
                html,
                "products",
                cve.map(this::products)
                        .orElseGet(() -> ShortText.title(line.publication().title())));
        html.append("</tr>\n");
    }

    private String products(CveFigures cve) {
        return cve.state().reported() ? cve.products() : words.say("state." + cve.state());
    }

    private static void cell(StringBuilder html, String kind, String text) {
        html.append("<td class=\"")
                .append(kind)
                .append("\">")
                .append(Html.escape(text))
                .append("</td>");
    }
}
