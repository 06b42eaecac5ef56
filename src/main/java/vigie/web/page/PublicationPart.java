package vigie.web.page;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.util.List;
import vigie.facts.CveLine;
import vigie.facts.CveLines;
import vigie.facts.FactsReader;
import vigie.facts.PublicationFacts;
import vigie.facts.PublicationView;
import vigie.index.CveIndex;
import vigie.model.BulletinRef;
import vigie.store.ChangeQuery;
import vigie.text.Messages;
import vigie.web.site.Frame;
import vigie.web.site.Pages;
import vigie.web.site.Part;
import vigie.web.site.Site;

/** The page of one publication: what CERT-FR says, and its CVEs ranked by what to fix first. */
public final class PublicationPart implements Part {

    private static final int BRIEF = 1_200;

    private final Site site;
    private final Pages pages;

    public PublicationPart(Site site) {
        this.site = site;
        this.pages = new Pages(site);
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.get("/publications/{ref}", this::publication);
    }

    /**
     * What the page shows.
     *
     * @param words the words of the page
     * @param dossier its texts
     * @param changes what changed last
     */
    public record Page(
            Frame frame, Messages words, PublicationView dossier, PublicationFacts facts, ChangesPart.Shown changes) {

        /** Its CVEs, the most urgent first. */
        public List<CveLine> cves() {
            return facts.cves();
        }

        /** A sentence of the page. */
        public String say(String key, Object... values) {
            return words.get("page." + key, values);
        }

        /** How many of the CVEs are known to be exploited. */
        public long exploited() {
            return facts.exploited();
        }

        /** Whether the summary is short enough to stand before the CVEs; that of an alert may be pages. */
        public boolean brief() {
            return !dossier.summary().isEmpty() && dossier.summary().length() <= BRIEF;
        }

        /** Whether any of the systems is described in words of its own. */
        public boolean described() {
            return dossier.bulletin().systems().stream()
                    .anyMatch(system -> !system.description().isBlank());
        }
    }

    private void publication(Context context) {
        String text = context.pathParam("ref");
        BulletinRef ref = BulletinRef.in(text).orElseThrow(NotFoundResponse::new);
        if (!ref.toString().equals(text)) {
            context.redirect("/publications/" + ref);
            return;
        }
        Frame frame = pages.frame(context, "publications", ref.toString());
        Messages words = new Messages(frame.lang()).bundle("dossier");
        CveIndex cves = site.snapshot().cves();
        Page page = site.readers()
                .ask(reader -> new FactsReader(reader)
                        .publication(ref, new CveLines(reader, cves))
                        .map(facts -> new Page(
                                frame,
                                words,
                                PublicationView.of(facts.bulletin()),
                                facts,
                                ChangesPart.Shown.newest(reader.changes(), ChangeQuery.Filter.of(ref), words))))
                .orElseThrow(NotFoundResponse::new);
        pages.send(context, "publication.jte", page);
    }
}
