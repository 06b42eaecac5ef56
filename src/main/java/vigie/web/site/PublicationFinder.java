package vigie.web.site;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vigie.index.Publication;
import vigie.index.Publications;
import vigie.index.Snapshot;
import vigie.model.BulletinRef;
import vigie.store.SearchQuery;
import vigie.text.SearchWords;

/** Finds publications of a snapshot by their words, and by the CVEs that they cite. */
public final class PublicationFinder {

    private final Site site;

    public PublicationFinder(Site site) {
        this.site = site;
    }

    /**
     * The publications, newest first, that hold all words and phrases, and that cite one of the CVEs that are typed. The last word
     * may be the beginning of one. Nothing typed finds nothing.
     *
     * @throws BusyException if others search for words
     */
    public Stream<Publication> suggestions(Snapshot snapshot, String typed) {
        return holding(typed, true).flatMap(ref -> snapshot.publications().find(ref).stream());
    }

    /**
     * The publications of a filter, newest first; those that hold what is typed, if anything is.
     *
     * @throws BusyException if others search for words
     */
    public List<Publication> list(Snapshot snapshot, Publications.Filter filter, Optional<String> typed) {
        List<Publication> all = snapshot.publications().list(filter);
        if (typed.isEmpty()) {
            return all;
        }
        Set<BulletinRef> holding = holding(typed.get(), false).collect(Collectors.toSet());
        return all.stream().filter(p -> holding.contains(p.ref())).toList();
    }

    /** A reference that is typed alone may be written in any way. */
    private Stream<BulletinRef> holding(String typed, boolean beginning) {
        Optional<BulletinRef> alone = BulletinRef.alone(typed);
        if (alone.isPresent()) {
            return alone.stream();
        }
        SearchWords.Terms terms = SearchWords.terms(List.of(typed));
        if (terms.cves().isEmpty() && terms.phrases().isEmpty()) {
            return Stream.empty();
        }
        SearchQuery.PublicationWords asked = new SearchQuery.PublicationWords(terms.cves(), terms.phrases(), beginning);
        return CveFinder.words(site, search -> search.publications(asked)).stream()
                .map(SearchQuery.PublicationHit::ref);
    }
}
