package vigie.report.document;

import java.util.ArrayList;
import java.util.List;
import vigie.text.Html;

/** The title page: what the report is about, how fresh its data are, and what is where. */
final class TitlePart {

    private final ReportWords words;

    TitlePart(ReportWords words) {
        this.words = words;
    }

    String html(Report report) {
        Period period = report.scope().period();
        return "<header class=\"front\">\n"
                + "<p class=\"running\">" + Html.escape(words.say("running", words.period(period))) + "</p>\n"
                + "<p class=\"brand\">Vigie</p>\n"
                + words.element("h1", "title")
                + "<p class=\"period\">" + Html.escape(words.period(period)) + "</p>\n"
                + about(report.scope())
                + "<p class=\"made\">" + Html.escape(words.say("made", words.day(report.made()))) + "</p>\n"
                + contents(report)
                + "</header>\n";
    }

    private String about(ReportScope scope) {
        List<String> lines = new ArrayList<>();
        if (!scope.vendors().isEmpty()) {
            List<String> names = scope.vendors().stream().map(ShortText::name).toList();
            lines.add(words.say("about.vendors", words.all(names)));
        }
        scope.kind().ifPresent(kind -> lines.add(words.say("about." + kind)));
        return lines.isEmpty() ? "" : "<p class=\"about\">" + Html.escape(String.join(" · ", lines)) + "</p>\n";
    }

    private String contents(Report report) {
        StringBuilder html = new StringBuilder("<nav class=\"contents\">\n");
        html.append(words.element("h2", "contents")).append("<ul>\n");
        for (Section section : Section.of(report)) {
            html.append("<li><a href=\"#")
                    .append(section.id())
                    .append("\">")
                    .append(Html.escape(words.say(section.id())))
                    .append("</a></li>\n");
        }
        return html.append("</ul>\n</nav>\n")
                .append("<section id=\"sources\" class=\"sources\">\n")
                .append(words.element("h2", "sources"))
                .append(sources(report.sources()))
                .append("</section>\n")
                .toString();
    }

    private String sources(List<Freshness> sources) {
        if (sources.isEmpty()) {
            return words.element("p", "sources.none");
        }
        StringBuilder html = new StringBuilder("<table class=\"fresh\">\n<thead><tr>");
        html.append("<th scope=\"col\">")
                .append(Html.escape(words.say("source.name")))
                .append("</th>");
        html.append("<th scope=\"col\">")
                .append(Html.escape(words.say("source.success")))
                .append("</th>");
        html.append("<th scope=\"col\" class=\"number\">")
                .append(Html.escape(words.say("source.records")))
                .append("</th>");
        html.append("</tr></thead>\n<tbody>\n");
        sources.forEach(source -> html.append("<tr><th scope=\"row\">")
                .append(Html.escape(words.source(source.source())))
                .append(source.stale() ? "</th><td class=\"stale\">" : "</th><td>")
                .append(Html.escape(fetched(source)))
                .append("</td><td class=\"number\">")
                .append(Html.escape(words.count(source.records())))
                .append("</td></tr>\n"));
        html.append("</tbody></table>\n");
        long stale = sources.stream().filter(Freshness::stale).count();
        return stale == 0 ? html.toString() : html + words.element("p", "sources.stale", stale);
    }

    private String fetched(Freshness source) {
        String at = source.success().map(words::moment).orElse(words.say("source.never"));
        return source.stale() && source.success().isPresent() ? at + " (" + words.say("source.stale") + ")" : at;
    }
}
