package vigie.report.document;

import java.util.Optional;
import java.util.function.ToLongFunction;
import vigie.text.Html;

/** How much there is, and how that compares with the period before. */
final class SummaryPart {

    private final ReportWords words;

    SummaryPart(ReportWords words) {
        this.words = words;
    }

    String html(Report report) {
        Counts now = report.counts();
        StringBuilder html = new StringBuilder("<section id=\"summary\">\n");
        html.append(words.element("h2", "summary"));
        if (now.publications() == 0) {
            return html.append(words.element("p", "summary.nothing"))
                    .append("</section>\n")
                    .toString();
        }
        html.append(words.element(
                "p",
                "summary.published",
                now.publications(),
                report.scope().period().days(),
                now.alerts(),
                now.cves()));
        if (now.cves() > 0) {
            html.append(words.element(
                    "p",
                    "summary.exploited",
                    now.exploited(),
                    words.roughly(now.exploited(), now.cves()),
                    now.exploit(),
                    words.roughly(now.exploit(), now.cves())));
        }
        html.append(tiles(report));
        html.append(
                report.before().isPresent()
                        ? words.element(
                                "p",
                                "summary.before",
                                words.period(report.scope().period().before()))
                        : words.element("p", "summary.unknown"));
        return html.append("</section>\n").toString();
    }

    private String tiles(Report report) {
        return "<ul class=\"counts\">\n"
                + tile(report, "publications", Counts::publications)
                + tile(report, "alerts", Counts::alerts)
                + tile("revised", report.revised(), Optional.empty())
                + tile(report, "cves", Counts::cves)
                + tile(report, "critical", Counts::critical)
                + tile(report, "exploited", Counts::exploited)
                + tile(report, "exploit", Counts::exploit)
                + tile(report, "pressing", Counts::pressing)
                + "</ul>\n";
    }

    private String tile(Report report, String name, ToLongFunction<Counts> count) {
        return tile(
                name,
                count.applyAsLong(report.counts()),
                report.before().map(before -> before(count.applyAsLong(before), count.applyAsLong(report.counts()))));
    }

    private String before(long before, long now) {
        return before == 0
                ? words.say("count.before", words.count(before))
                : words.say("count.before.change", words.count(before), words.change(before, now));
    }

    private String tile(String name, long count, Optional<String> before) {
        return "<li class=\"" + name + "\"><div><strong>" + Html.escape(words.count(count))
                + "</strong> <span class=\"what\">"
                + Html.escape(words.say("count." + name)) + "</span> <span class=\"before\">"
                + Html.escape(before.orElse("")) + "</span></div></li>\n";
    }
}
