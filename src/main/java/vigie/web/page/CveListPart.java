package vigie.web.page;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import vigie.facts.CveLine;
import vigie.facts.CveLines;
import vigie.model.BulletinRef;
import vigie.model.CveId;
import vigie.report.CveTable;
import vigie.web.site.CveFinder;
import vigie.web.site.CveQuery;
import vigie.web.site.Frame;
import vigie.web.site.LimitedHandler;
import vigie.web.site.Pages;
import vigie.web.site.Part;
import vigie.web.site.Query;
import vigie.web.site.QueryValues;
import vigie.web.site.Site;

/** The page "CVEs": search, filters, order, columns. */
public final class CveListPart implements Part {

    private final Site site;
    private final Pages pages;
    private final CveFinder list;

    public CveListPart(Site site) {
        this.site = site;
        this.pages = new Pages(site);
        this.list = new CveFinder(site);
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.get("/cves", new LimitedHandler(site.limits().lists(), this::list));
    }

    /**
     * What the page shows.
     *
     * @param query what is asked for, as in the address
     * @param columns columns that are shown
     * @param total how many CVEs the whole list has
     * @param next query of the next page
     * @param wrong what could not be read of the query, or is unknown
     */
    public record Page(
            Frame frame,
            Query query,
            CveQuery asked,
            List<String> columns,
            List<CveLine> lines,
            int total,
            Optional<Query> next,
            List<QueryValues.Wrong> wrong) {

        /** The value of a field of the form; empty where it could not be read, which a browser would complain of. */
        public String value(String name) {
            return QueryValues.Wrong.in(wrong, name) ? "" : String.join(",", query.all(name));
        }

        /** The names in the fields of a parameter that may be repeated, each in a field of its own. */
        public List<String> names(String name) {
            return new QueryValues(query).texts(name);
        }

        /** Whether a value of a field is chosen. */
        public boolean chosen(String name, String value) {
            return query.all(name).stream()
                    .flatMap(text -> Stream.of(text.split(",")))
                    .anyMatch(text -> text.strip().equalsIgnoreCase(value));
        }

        /** Whether a column is shown. */
        public boolean shows(String column) {
            return columns.contains(column);
        }

        /** How the list is sorted by the order that a head offers, in the words of {@code aria-sort}; empty if by another. */
        public Optional<String> direction(String by) {
            return asked.order().name().equalsIgnoreCase(by)
                    ? Optional.of(asked.backwards() ? "ascending" : "descending")
                    : Optional.empty();
        }

        /** The address of the same list in another order. */
        public String sorted(String by) {
            boolean same = asked.order().name().equalsIgnoreCase(by);
            Query changed = query.without("after", "order").with("sort", by);
            return "/cves" + (same && !asked.backwards() ? changed.with("order", "asc") : changed);
        }
    }

    private void list(Context context) {
        Query query = Query.of(context.queryParamMap()).without("lang", "theme");
        QueryValues values = new QueryValues(query);
        CveQuery asked = CveQuery.of(values);
        Optional<BulletinRef> publication =
                query.first("q").flatMap(BulletinRef::alone).filter(ref -> query.only("q"));
        if (publication.isPresent()) {
            context.redirect("/publications/" + publication.get());
            return;
        }
        Optional<CveId> one = onlyOne(query, asked);
        if (one.isPresent()) {
            context.redirect("/cves/" + one.get());
            return;
        }
        CveFinder.Found found = list.find(asked);
        Frame frame = pages.frame(context, "cves", "cves.title");
        List<String> columns = CveTableColumn.chosen(values);
        List<CveLine> lines = site.readers().ask(reader -> {
            CveLines all = new CveLines(reader, found.snapshot().cves());
            List<CveLine> rows = all.rows(found.page().rows());
            return columns.contains(CveTable.DECISION) ? all.decided(rows) : rows;
        });
        Optional<Query> next = found.page().next().map(place -> query.with("after", place.toString()));
        pages.send(
                context,
                "cves.jte",
                new Page(frame, query, asked, columns, lines, found.page().total(), next, values.refused()));
    }

    /** A query that is only an identifier leads to that CVE. */
    private static Optional<CveId> onlyOne(Query query, CveQuery asked) {
        boolean single =
                asked.filter().ids().size() == 1 && asked.filter().phrases().isEmpty();
        return query.only("q") && single ? asked.filter().ids().stream().findFirst() : Optional.empty();
    }
}
