package vigie.report.document;

import java.util.List;
import vigie.text.Html;

/** What the words and numbers mean, and whose the data are. */
final class NotesPart {

    private final ReportWords words;

    NotesPart(ReportWords words) {
        this.words = words;
    }

    String html(Report report) {
        boolean vendors = !report.scope().vendors().isEmpty();
        StringBuilder html = new StringBuilder("<section id=\"notes\">\n");
        html.append(words.element("h2", "notes")).append("<dl>\n");
        for (String note : List.of("score", "factor", "epss", "cvss", "exploited", "exploit", "vendor", "data")) {
            if (vendors || !note.equals("vendor")) {
                html.append("<dt>")
                        .append(Html.escape(words.say("note." + note)))
                        .append("</dt>\n");
                html.append("<dd>")
                        .append(Html.escape(words.say("note." + note + ".text")))
                        .append("</dd>\n");
            }
        }
        return html.append("</dl>\n</section>\n").toString();
    }
}
