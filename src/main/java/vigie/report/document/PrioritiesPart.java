package vigie.report.document;

import java.util.ArrayList;
import java.util.List;
import vigie.model.Severity;
import vigie.text.Html;

/** What to fix first, and why. */
final class PrioritiesPart {

    private final ReportWords words;
    private final PriorityAdvice advice;

    PrioritiesPart(ReportWords words) {
        this.words = words;
        this.advice = new PriorityAdvice(words);
    }

    String html(Report report) {
        StringBuilder html = new StringBuilder("<section id=\"priorities\">\n");
        html.append(words.element("h2", "priorities"));
        if (report.priorities().isEmpty()) {
            html.append(words.element("p", "priorities.none"));
        } else {
            html.append(words.element("p", "priorities.order"));
        }
        for (int i = 0; i < report.priorities().size(); i++) {
            html.append(one(i + 1, report.priorities().get(i)));
        }
        return html.append("</section>\n").toString();
    }

    private String one(int place, Priority priority) {
        CveFigures cve = priority.cve();
        return "<article class=\"priority\" id=\"p" + place + "\">\n<h3><span class=\"place\">" + place + "</span> "
                + Links.cve(cve.id()) + badges(cve) + "</h3>\n"
                + (priority.headline().isEmpty()
                        ? ""
                        : "<p class=\"headline\">" + Html.escape(priority.headline()) + "</p>\n")
                + figures(priority)
                + "<dl class=\"facts\">\n"
                + fact("priority.products", Html.escape(cve.products()))
                + fact("priority.why", advice.why(priority))
                + fact("priority.do", advice.todo(priority))
                + "</dl>\n</article>\n";
    }

    private String fact(String key, String html) {
        return html.isEmpty() ? "" : "<dt>" + Html.escape(words.say(key)) + "</dt>\n<dd>" + html + "</dd>\n";
    }

    private String badges(CveFigures cve) {
        String exploited = cve.exploited().isEmpty()
                ? ""
                : " <span class=\"badge exploited\">" + Html.escape(words.say("priority.exploited")) + "</span>";
        return cve.severity().map(this::badge).orElse("") + exploited;
    }

    private String badge(Severity severity) {
        return " <span class=\"badge " + severity.toString().toLowerCase(java.util.Locale.ROOT) + "\">"
                + Html.escape(words.say("severity." + severity.name())) + "</span>";
    }

    private String figures(Priority priority) {
        CveFigures cve = priority.cve();
        List<String> parts = new ArrayList<>();
        String place = priority.percentile()
                .map(share -> " (" + words.say("priority.score.place", words.atLeast(share)) + ")")
                .orElse("");
        cve.score().ifPresent(score -> parts.add(figure("priority.score", words.percent(score)) + Html.escape(place)));
        cve.epss().ifPresent(epss -> parts.add(figure("priority.epss", words.percent(epss))));
        cve.cvss().ifPresent(cvss -> parts.add(figure("priority.cvss", words.cvss(cvss))));
        return parts.isEmpty() ? "" : "<p class=\"figures\">" + String.join(" · ", parts) + "</p>\n";
    }

    private String figure(String key, String value) {
        return Html.escape(words.say(key)) + " <strong>" + Html.escape(value) + "</strong>";
    }
}
