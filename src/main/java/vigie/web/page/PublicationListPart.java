package vigie.web.page;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import vigie.facts.PublicationLine;
import vigie.index.Publication;
import vigie.index.Snapshot;
import vigie.model.Bulletin;
import vigie.model.BulletinRef;
import vigie.web.site.CveQuery;
import vigie.web.site.Frame;
import vigie.web.site.LimitedHandler;
import vigie.web.site.Pages;
import vigie.web.site.Part;
import vigie.web.site.PublicationFinder;
import vigie.web.site.PublicationQuery;
import vigie.web.site.Query;
import vigie.web.site.QueryValues;
import vigie.web.site.Site;

/** The page "Publications": the list with its filters. */
public final class PublicationListPart implements Part {

    private static final Comparator<Publication> ALERTS_FIRST =
            Comparator.comparing(publication -> publication.kind() != Bulletin.Kind.ALERTE);

    private final Site site;
    private final Pages pages;
    private final PublicationFinder publications;

    public PublicationListPart(Site site) {
        this.site = site;
        this.pages = new Pages(site);
        this.publications = new PublicationFinder(site);
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.get("/publications", new LimitedHandler(site.limits().lists(), this::list));
    }

    /**
     * What the page shows.
     *
     * @param query what is asked for, as in the address
     * @param total how many publications the whole list has
     * @param before query of the page before
     * @param next query of the next page
     */
    public record Page(
            Frame frame,
            Query query,
            List<PublicationLine> lines,
            int total,
            Optional<Query> before,
            Optional<Query> next,
            List<QueryValues.Wrong> wrong) {

        /** The value of a field of the form; empty where it could not be read, which a browser would complain of, or is several. */
        public String value(String name) {
            return QueryValues.Wrong.in(wrong, name) || query.all(name).size() > 1
                    ? ""
                    : query.first(name).orElse("");
        }

        /** The names in the fields of a parameter that may be repeated, each in a field of its own. */
        public List<String> names(String name) {
            return new QueryValues(query).texts(name);
        }
    }

    private void list(Context context) {
        Query query = Query.of(context.queryParamMap()).without("lang", "theme");
        QueryValues values = new QueryValues(query);
        PublicationQuery asked = PublicationQuery.of(values);
        Optional<String> typed = CveQuery.typed(values);
        Optional<BulletinRef> one = typed.flatMap(BulletinRef::alone).filter(ref -> query.only("q"));
        if (one.isPresent()) {
            context.redirect("/publications/" + one.get());
            return;
        }
        Snapshot snapshot = site.snapshot();
        List<Publication> all = publications.list(snapshot, asked.filter(), typed);
        long from = (long) (asked.page() - 1) * asked.limit();
        List<PublicationLine> lines = (asked.alertsFirst() ? all.stream().sorted(ALERTS_FIRST) : all.stream())
                .skip(from)
                .limit(asked.limit())
                .map(publication -> PublicationLine.of(publication, snapshot.cves()))
                .toList();
        boolean more = from + asked.limit() < all.size();
        pages.send(
                context,
                "publications.jte",
                new Page(
                        pages.frame(context, "publications", "publications.title"),
                        query,
                        lines,
                        all.size(),
                        asked.page() > 1 ? Optional.of(page(query, asked.page() - 1)) : Optional.empty(),
                        more ? Optional.of(page(query, asked.page() + 1)) : Optional.empty(),
                        values.refused()));
    }

    private static Query page(Query query, int number) {
        return number == 1 ? query.without("page") : query.with("page", Integer.toString(number));
    }
}
