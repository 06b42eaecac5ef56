package vigie.model;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A CERT-FR publication.
 *
 * @param ref {@code CERTFR-2025-AVI-1096}
 * @param kind avis or alerte
 * @param title title as written
 * @param summary summary as written; holds HTML and Markdown
 * @param content body as written; holds HTML and Markdown
 * @param published day of the first version
 * @param origin how that day is known
 * @param revisions all versions, oldest first
 * @param closed closing day of an alerte
 * @param cves CVEs cited, distinct, in the document's order
 * @param risks risks as written
 * @param systems affected systems
 * @param systemsText remarks on the affected systems as written; HTML, may be empty
 * @param advisories advisories of vendors
 * @param links further documents
 */
public record Bulletin(
        BulletinRef ref,
        Kind kind,
        String title,
        String summary,
        String content,
        LocalDate published,
        DateOrigin origin,
        List<Revision> revisions,
        Optional<LocalDate> closed,
        List<CveId> cves,
        List<String> risks,
        List<AffectedSystem> systems,
        String systemsText,
        List<Link> advisories,
        List<Link> links) {

    /** The same with other CVEs and systems. */
    public Bulletin naming(List<CveId> otherCves, List<AffectedSystem> otherSystems) {
        return new Bulletin(
                ref,
                kind,
                title,
                summary,
                content,
                published,
                origin,
                revisions,
                closed,
                otherCves,
                risks,
                otherSystems,
                systemsText,
                advisories,
                links);
    }

    /** The two kinds that Vigie keeps. */
    public enum Kind {
        AVIS,
        ALERTE;

        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * One version of the publication.
     *
     * @param day its day, empty where none is given that can be true
     * @param description what changed, as written
     * @param said what stands there in place of a day that can be true; empty where there is one, and where nothing stands there
     */
    public record Revision(Optional<LocalDate> day, String description, String said) {}

    /** A system that the publication names. */
    public record AffectedSystem(String vendor, String product, String description, boolean scada) {

        private static final Pattern ASIDE = Pattern.compile("\\([^()]*\\)");
        private static final Pattern UNAFFECTED = Pattern.compile(
                "\\b(?:n['’]est|n['’]étai(?:en)?t|ne sont|n['’]ont) pas (?:affect|vuln|concern|impact|touch)\\w*[\\s.;]*$",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS);

        /** Whether the system counts as affected: it does, unless its whole description is a sentence that it is not. */
        public boolean mayBeAffected() {
            return !UNAFFECTED
                    .matcher(ASIDE.matcher(description).replaceAll(""))
                    .find();
        }
    }

    /** A document that the publication points to. */
    public record Link(String title, String url, Optional<LocalDate> day) {}

    /** The same, first published on a day that no source gives. */
    public Bulletin knownFrom(KnownDay day) {
        return new Bulletin(
                ref,
                kind,
                title,
                summary,
                content,
                day.day(),
                day.origin(),
                revisions,
                closed,
                cves,
                risks,
                systems,
                systemsText,
                advisories,
                links);
    }

    /** The day of the first version, and how it is known. */
    public KnownDay first() {
        return new KnownDay(published, origin);
    }

    /** The latest day that its versions and its closing bear; that of publication if they bear none. */
    public LocalDate latest() {
        return closed.filter(day -> day.isAfter(revised())).orElseGet(this::revised);
    }

    /** The day of the last version. */
    public LocalDate revised() {
        return revisions.stream()
                .flatMap(r -> r.day().stream())
                .max(LocalDate::compareTo)
                .filter(day -> day.isAfter(published))
                .orElse(published);
    }

    /** The public page of the publication. */
    public String link() {
        return "https://www.cert.ssi.gouv.fr/" + kind + "/" + ref + "/";
    }
}
