package vigie.web.api;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vigie.facts.CveLines;
import vigie.facts.FactsReader;
import vigie.facts.PublicationLine;
import vigie.index.CveIndex;
import vigie.index.Publication;
import vigie.index.Snapshot;
import vigie.model.BulletinRef;
import vigie.report.ListJson;
import vigie.report.PublicationDocument;
import vigie.web.site.BadQueryException;
import vigie.web.site.CveQuery;
import vigie.web.site.Filling;
import vigie.web.site.LimitedHandler;
import vigie.web.site.NotFoundException;
import vigie.web.site.Part;
import vigie.web.site.PublicationFinder;
import vigie.web.site.Query;
import vigie.web.site.QueryValues;
import vigie.web.site.Site;

/** Publications in the API: the list, and one in full. */
final class PublicationsApi implements Part {

    private static final String ALL = "/api/v1/publications";

    private final Site site;
    private final PublicationFinder publications;

    PublicationsApi(Site site) {
        this.site = site;
        this.publications = new PublicationFinder(site);
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.get(ALL, new LimitedHandler(site.limits().lists(), this::list));
        routes.get(ALL + "/{ref}", this::one);
    }

    private void list(Context context) {
        Query query = Query.of(context.queryParamMap());
        QueryValues asked = new QueryValues(query);
        PublicationListQuery what = PublicationListQuery.of(asked);
        Optional<String> typed = CveQuery.typed(asked);
        BadQueryException.refuse(asked);
        Snapshot snapshot = site.snapshot();
        List<Publication> all = publications.list(snapshot, what.filter(), typed);
        List<Publication> page = what.from(all).limit(what.limit() + 1L).toList();
        List<Publication> shown = page.subList(0, Math.min(page.size(), what.limit()));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put(
                "items",
                shown.stream()
                        .map(p -> ListJson.publication(PublicationLine.of(p, snapshot.cves())))
                        .toList());
        answer.put("total", all.size());
        String next = page.size() > shown.size()
                ? ALL
                        + query.with(
                                "after",
                                PublicationListQuery.Place.of(shown.get(shown.size() - 1))
                                        .toString())
                : null;
        answer.put("next", next);
        answer.put("filling", site.filling().map(Filling::json).orElse(null));
        Answers.dated(context, site, answer);
    }

    private void one(Context context) {
        String written = context.pathParam("ref");
        BulletinRef ref = BulletinRef.in(written)
                .orElseThrow(() -> new BadQueryException(List.of(new QueryValues.Wrong("ref", written, "reference"))));
        BadQueryException.refuse(Answers.asked(context));
        if (!written.equals(ref.toString())) {
            context.redirect(ALL + "/" + ref, HttpStatus.PERMANENT_REDIRECT);
            return;
        }
        CveIndex cves = site.snapshot().cves();
        Answers.dated(
                context,
                site,
                site.readers()
                        .ask(reader -> new FactsReader(reader).publication(ref, new CveLines(reader, cves)))
                        .map(PublicationDocument::of)
                        .orElseThrow(() -> new NotFoundException(
                                Answers.words(context).get("problem.publication.unknown", ref.toString()))));
    }
}
