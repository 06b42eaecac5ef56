package vigie.report.document;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import vigie.index.Publication;
import vigie.text.Html;

/** Why a CVE is to be fixed first, and what is to be done. */
final class PriorityAdvice {

    private static final int PUBLICATIONS = 3;

    private final ReportWords words;

    PriorityAdvice(ReportWords words) {
        this.words = words;
    }

    /** The facts, then what the model says; empty if there is neither. */
    String why(Priority priority) {
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
        return (facts + model).isEmpty() ? "" : "<ul class=\"why\">\n" + facts + model + "</ul>\n";
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

    /** Where it is written how to fix it. */
    String todo(Priority priority) {
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
