package vigie.report.document;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import vigie.index.Publication;
import vigie.model.Severity;
import vigie.report.Html;

/** What to fix first, and why. */
final class PrioritiesPart {

    private static final int PUBLICATIONS = 3;

    private final ReportWords words;

    PrioritiesPart(ReportWords words) {
        this.words = words;
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
                + (cve.products().isEmpty() ? "" : line("priority.products", Html.escape(cve.products())))
                + why(priority)
                + line("priority.do", advice(priority))
                + "</article>\n";
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

    private String line(String key, String html) {
        return "<p class=\"line\"><span class=\"label\">" + Html.escape(words.say(key)) + "</span> " + html + "</p>\n";
    }

    private String why(Priority priority) {
        List<String> reasons = new ArrayList<>();
        priority.cve().exploited().ifPresent(day -> reasons.add(known(day, priority)));
        if (priority.ransomware()) {
            reasons.add(words.say("priority.ransomware"));
        }
        priority.cve().exploit().ifPresent(day -> reasons.add(words.say("priority.exploit", words.day(day))));
        String facts = reasons.stream()
                .map(text -> "<li>" + Html.escape(text) + "</li>\n")
                .collect(Collectors.joining());
        String model = priority.reasons().stream()
                .map(line -> "<li><strong class=\"" + (line.raises() ? "up" : "down") + "\">"
                        + Html.escape(line.factor()) + "</strong> " + Html.escape(line.words()) + "</li>\n")
                .collect(Collectors.joining());
        return (facts + model).isEmpty()
                ? ""
                : "<p class=\"line\"><span class=\"label\">" + Html.escape(words.say("priority.why"))
                        + "</span></p>\n<ul class=\"why\">\n" + facts + model + "</ul>\n";
    }

    private String known(LocalDate since, Priority priority) {
        String known = words.say("priority.exploited.since", words.day(since), catalogues(priority));
        return known
                + priority.due()
                        .map(day -> words.say("priority.due", words.day(day)))
                        .orElse("");
    }

    private String catalogues(Priority priority) {
        List<String> names = priority.catalogues().stream()
                .map(name -> words.say("catalogue." + name))
                .toList();
        return names.isEmpty() ? "" : words.say("priority.sources", words.all(names));
    }

    private String advice(Priority priority) {
        StringBuilder html = new StringBuilder();
        if (!priority.advisories().isEmpty()) {
            html.append(Html.escape(words.say("priority.advisory"))).append(' ');
            html.append(priority.advisories().stream()
                    .map(a -> Links.to(a.url(), a.title().isEmpty() ? a.url() : a.title()))
                    .collect(Collectors.joining(", ")));
            html.append("<br>");
        }
        List<Publication> all = priority.publications();
        html.append(Html.escape(words.say("priority.publication"))).append(' ');
        html.append(all.stream().limit(PUBLICATIONS).map(Links::publication).collect(Collectors.joining(", ")));
        if (all.size() > PUBLICATIONS) {
            html.append(' ').append(Html.escape(words.say("priority.more", all.size() - PUBLICATIONS)));
        }
        return html.toString();
    }
}
