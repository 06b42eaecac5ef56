package vigie.web.page;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import vigie.model.BulletinRef;
import vigie.model.CveId;
import vigie.report.BulletinDossier;
import vigie.store.Reader;
import vigie.text.Messages;
import vigie.web.Frame;
import vigie.web.Pages;
import vigie.web.Part;
import vigie.web.Site;

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
     * @param headlines headlines of the CVEs
     */
    public record Page(Frame frame, Messages words, BulletinDossier dossier, Map<CveId, String> headlines) {

        /** A sentence of the page. */
        public String say(String key, Object... values) {
            return words.get("page." + key, values);
        }

        /** How many of the CVEs are known to be exploited. */
        public long exploited() {
            return dossier.cves().stream()
                    .filter(BulletinDossier.Ranked::exploited)
                    .count();
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
        BulletinRef ref = BulletinRef.parse(text.toUpperCase(Locale.ROOT)).orElseThrow(NotFoundResponse::new);
        if (!ref.toString().equals(text)) {
            context.redirect("/publications/" + ref);
            return;
        }
        Frame frame = pages.frame(context, "publications", ref.toString());
        Messages words = new Messages(frame.lang()).bundle("dossier");
        Optional<Page> page = site.readers().ask(reader -> page(ref, frame, words, reader));
        pages.send(context, "publication.jte", page.orElseThrow(NotFoundResponse::new));
    }

    private static Optional<Page> page(BulletinRef ref, Frame frame, Messages words, Reader reader) {
        Headlines headlines = new Headlines(reader);
        return BulletinDossier.of(ref, reader).map(dossier -> {
            List<CveId> cves =
                    dossier.cves().stream().map(BulletinDossier.Ranked::cve).toList();
            Map<CveId, String> told = new java.util.HashMap<>();
            cves.forEach(cve -> told.put(cve, headlines.of(cve)));
            return new Page(frame, words, dossier, told);
        });
    }
}
