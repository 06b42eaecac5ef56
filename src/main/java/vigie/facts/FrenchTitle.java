package vigie.facts;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import vigie.model.Bulletin;
import vigie.model.BulletinRef;
import vigie.store.DossierQuery;
import vigie.text.PlainText;

/**
 * What a CVE is about in French: records are in English only, so it is the title of a publication of CERT-FR that cites it.
 * Shown beside the words of the record, which are about this CVE alone.
 *
 * @param text the title, in one printable line
 * @param publication whose title it is
 */
public record FrenchTitle(String text, BulletinRef publication) {

    /**
     * The title for a reader of a language; empty for another than French, and where no publication cites the CVE. An alert
     * is about few CVEs, so its title comes first; then that of the oldest publication, as later ones gather many CVEs.
     *
     * @param citations publications that cite the CVE
     */
    public static Optional<FrenchTitle> of(List<DossierQuery.Citation> citations, Locale locale) {
        if (!locale.getLanguage().equals("fr")) {
            return Optional.empty();
        }
        return citations.stream()
                .filter(one -> !one.title().isBlank())
                .min(Comparator.comparing(
                                (DossierQuery.Citation one) -> one.ref().kind() != Bulletin.Kind.ALERTE)
                        .thenComparing(DossierQuery.Citation::published)
                        .thenComparing(DossierQuery.Citation::ref))
                .map(one -> new FrenchTitle(PlainText.line(one.title()), one.ref()));
    }
}
