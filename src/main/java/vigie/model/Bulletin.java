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
        List<Revision> revisions,
        Optional<LocalDate> closed,
        List<CveId> cves,
        List<String> risks,
        List<AffectedSystem> systems,
        String systemsText,
        List<Link> advisories,
        List<Link> links) {

    /** The two kinds that Vigie keeps. */
    public enum Kind {
        AVIS,
        ALERTE;

        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** One version of the publication. */
    public record Revision(Optional<LocalDate> day, String description) {}

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

    /** The day of the last version. */
    public LocalDate revised() {
        return revisions.stream()
                .flatMap(r -> r.day().stream())
                .max(LocalDate::compareTo)
                .orElse(published);
    }

    /** The public page of the publication. */
    public String link() {
        return "https://www.cert.ssi.gouv.fr/" + kind + "/" + ref + "/";
    }
}
