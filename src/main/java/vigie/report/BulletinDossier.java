package vigie.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import vigie.model.Bulletin;
import vigie.model.BulletinRef;
import vigie.model.CveId;
import vigie.model.Score;
import vigie.model.Severity;
import vigie.source.BulletinJson;
import vigie.store.CveSummary;
import vigie.store.DossierQuery;
import vigie.store.Reader;
import vigie.store.ScoreQuery;
import vigie.text.PlainText;
import vigie.text.SafeMarkup;
import vigie.text.WebLink;

/**
 * A publication of CERT-FR, ready to be shown, its CVEs ranked by what to fix first.
 *
 * @param title the title in one line, safe to print
 * @param summary summary as safe HTML
 * @param content body as safe HTML
 * @param systemsText remarks on the affected systems as safe HTML
 * @param cves CVEs: those known to be exploited first, then by score, EPSS and CVSS
 */
public record BulletinDossier(
        Bulletin bulletin,
        String title,
        String summary,
        String content,
        String systemsText,
        List<Ranked> cves,
        List<Link> advisories,
        List<Link> links) {

    private static final Comparator<Ranked> FIRST = Comparator.comparing((Ranked r) -> !r.exploited())
            .thenComparing(r -> -r.score().orElse(-1.0))
            .thenComparing(r -> -r.summary().epss().orElse(-1.0))
            .thenComparing(r -> -r.summary().cvssScore().orElse(-1.0))
            .thenComparing(Ranked::cve);

    /**
     * A CVE of a publication.
     *
     * @param known day since which exploitation is known
     * @param score probability that exploitation becomes known within 30 days, 0 to 1
     */
    public record Ranked(CveId cve, CveSummary summary, Optional<String> known, Optional<Double> score) {

        /** Whether it is known to be exploited. */
        public boolean exploited() {
            return known.isPresent();
        }

        /** The severity band, if there is a CVSS base score. */
        public Optional<Severity> severity() {
            return summary.cvssScore().map(Severity::of);
        }
    }

    /**
     * A document that the publication points to.
     *
     * @param web where it leads, empty if that is no link that a page may offer
     */
    public record Link(String title, Optional<WebLink> web, String day) {}

    /** Reads a publication, empty if it is not held. */
    public static Optional<BulletinDossier> of(BulletinRef ref, Reader reader) {
        DossierQuery dossiers = reader.dossiers();
        return dossiers.bulletin(ref)
                .map(BulletinJson::read)
                .map(bulletin -> new BulletinDossier(
                        bulletin,
                        PlainText.line(bulletin.title()),
                        SafeMarkup.of(bulletin.summary()),
                        SafeMarkup.of(bulletin.content()),
                        SafeMarkup.of(bulletin.systemsText()),
                        ranked(bulletin, dossiers, reader.scores()),
                        links(bulletin.advisories()),
                        links(bulletin.links())));
    }

    private static List<Ranked> ranked(Bulletin bulletin, DossierQuery dossiers, ScoreQuery scores) {
        List<Ranked> ranked = new ArrayList<>();
        for (CveId cve : bulletin.cves()) {
            dossiers.summary(cve).ifPresent(summary -> {
                Optional<Score> score = scores.score(cve);
                Optional<String> known = score.flatMap(Score::known)
                        .map(since -> since.date().toString())
                        .or(summary::kevDate);
                ranked.add(new Ranked(cve, summary, known, score.map(Score::probability)));
            });
        }
        ranked.sort(FIRST);
        return List.copyOf(ranked);
    }

    private static List<Link> links(List<Bulletin.Link> links) {
        return links.stream()
                .map(link -> new Link(
                        PlainText.line(link.title()),
                        WebLink.of(link.url()),
                        link.day().map(Object::toString).orElse("")))
                .toList();
    }
}
