package vigie.web.page;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import vigie.chart.ChartBook;
import vigie.chart.ChartData;
import vigie.index.Publications;
import vigie.model.Bulletin;
import vigie.text.Messages;
import vigie.web.site.Frame;
import vigie.web.site.Pages;
import vigie.web.site.Part;
import vigie.web.site.PublicationQuery;
import vigie.web.site.Query;
import vigie.web.site.QueryValues;
import vigie.web.site.Site;

/** The page "Analysis": the charts of the alert table for a period, a type, a vendor. */
public final class AnalysisPart implements Part {

    private static final int DAYS = 90;
    private static final String ALL = "all";

    private final Site site;
    private final Pages pages;
    private final ChartFiles files;
    private final ReportFiles reports;

    public AnalysisPart(Site site) {
        this.site = site;
        this.pages = new Pages(site);
        this.files = new ChartFiles(site);
        this.reports = new ReportFiles(site);
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.get("/analysis", this::analysis);
        files.register(routes);
        reports.register(routes);
    }

    /**
     * What the page shows.
     *
     * @param words the words of charts
     * @param filter which publications
     * @param today the day of today
     */
    public record Page(
            Frame frame,
            Messages words,
            Publications.Filter filter,
            LocalDate today,
            List<ChartData> charts,
            List<QueryValues.Wrong> wrong) {

        /** A word of charts. */
        public String say(String key, Object... values) {
            return words.get(key, values);
        }

        /** The period in words. */
        public String period() {
            Optional<LocalDate> since = filter.since();
            Optional<LocalDate> until = filter.until();
            if (since.isPresent() && until.isPresent()) {
                return say(
                        "analysis.period", since.get().toString(), until.get().toString());
            }
            return since.map(day -> say("analysis.since", day.toString()))
                    .or(() -> until.map(day -> say("analysis.until", day.toString())))
                    .orElseGet(() -> say("analysis.all"));
        }

        /** The address of a file of a chart. */
        public String file(ChartData chart, String type) {
            return "/analysis/charts/" + chart.id() + "." + type + query(filter);
        }

        /** The address of the report or of the table about the publications of the page, by the name of the file. */
        public String download(String name) {
            return "/analysis/" + name + query(filter);
        }

        /** The address of the page for the days before today; for none, of all publications. */
        public String last(Optional<Integer> days) {
            Query others = query(new Publications.Filter(
                    days.map(n -> today.minusDays(n)), days.map(n -> today), filter.kind(), filter.vendors()));
            return "/analysis" + (days.isEmpty() ? others.with("period", ALL) : others);
        }

        /** A day of the form. */
        public String day(Optional<LocalDate> day) {
            return day.map(LocalDate::toString).orElse("");
        }
    }

    private static Query query(Publications.Filter filter) {
        Query query = Query.none()
                .with("since", filter.since().map(LocalDate::toString).orElse(""))
                .with("until", filter.until().map(LocalDate::toString).orElse(""))
                .with("type", filter.kind().map(Bulletin.Kind::toString).orElse(""));
        return query.with("vendor", filter.vendors());
    }

    private void analysis(Context context) {
        Query query = Query.of(context.queryParamMap()).without("lang", "theme");
        QueryValues values = new QueryValues(query);
        PublicationQuery asked = PublicationQuery.of(values);
        boolean dated = query.first("since").or(() -> query.first("until")).isPresent();
        boolean emptied = !query.all("since").isEmpty() && !query.all("until").isEmpty();
        boolean always = values.text("period").equals(Optional.of(ALL));
        if (!dated && emptied && !always) {
            // Both days emptied means all publications; empty values are not kept in addresses, so the period says so.
            context.redirect("/analysis" + query.without("since", "until").with("period", ALL));
            return;
        }
        Publications.Filter filter = dated || always ? asked.filter() : lastDays(asked.filter());
        Messages words = pages.words(context, "charts");
        Frame frame = pages.frame(context, "analysis", words.get("analysis.title"));
        ChartBook book = new ChartBook(site.snapshot(), words);
        Page page = new Page(frame, words, filter, site.today(), book.all(filter), values.refused());
        pages.send(context, "analysis.jte", page);
    }

    private Publications.Filter lastDays(Publications.Filter filter) {
        return new Publications.Filter(
                Optional.of(site.today().minusDays(DAYS)), Optional.of(site.today()), filter.kind(), filter.vendors());
    }
}
