package vigie.report.document;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import vigie.index.Publication;
import vigie.model.Bulletin;
import vigie.model.CveId;
import vigie.store.DossierQuery;

/** What vendors write about a CVE, as far as publications point to it. */
final class Advisories {

    private static final int MOST = 3;

    private final DossierQuery dossiers;

    Advisories(DossierQuery dossiers) {
        this.dossiers = dossiers;
    }

    /**
     * The advisories that name the CVE; if there are none, those of a publication that points to few. One that points to
     * dozens does not say which of them is about the CVE: then it is for the reader to look there.
     */
    List<Priority.Advisory> of(CveId cve, List<Publication> publications) {
        Map<String, Priority.Advisory> naming = new LinkedHashMap<>();
        Map<String, Priority.Advisory> others = new LinkedHashMap<>();
        for (Publication publication : publications) {
            List<Priority.Advisory> all = all(publication);
            all.stream().filter(a -> names(a, cve)).forEach(a -> naming.putIfAbsent(a.url(), a));
            if (all.size() <= MOST) {
                all.forEach(a -> others.putIfAbsent(a.url(), a));
            }
        }
        return (naming.isEmpty() ? others : naming)
                .values().stream().limit(MOST).toList();
    }

    private List<Priority.Advisory> all(Publication publication) {
        List<Priority.Advisory> all = new ArrayList<>();
        Optional<Bulletin> bulletin = dossiers.bulletin(publication.ref());
        for (Bulletin.Link link : bulletin.map(Bulletin::advisories).orElse(List.of())) {
            ShortText.address(link.url())
                    .ifPresent(url -> all.add(new Priority.Advisory(ShortText.title(link.title()), url)));
        }
        return all;
    }

    private static boolean names(Priority.Advisory advisory, CveId cve) {
        String text = (advisory.title() + " " + advisory.url()).toUpperCase(Locale.ROOT);
        int at = text.indexOf(cve.toString());
        int end = at + cve.toString().length();
        return at >= 0 && (end == text.length() || !Character.isDigit(text.charAt(end)));
    }
}
