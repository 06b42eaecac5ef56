package vigie.web.site;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import vigie.index.Publication;
import vigie.index.PublicationWords;
import vigie.index.Publications;
import vigie.index.Snapshot;
import vigie.model.BulletinRef;
import vigie.text.SearchWords;

/** Finds publications of a snapshot by the words of reference and title, and by the CVEs that they cite. Immutable. */
public final class PublicationFinder {

    private final Snapshot snapshot;
    private final List<Title> titles;

    private record Title(Publication publication, String plain) {}

    private PublicationFinder(Snapshot snapshot) {
        this.snapshot = snapshot;
        this.titles = snapshot.publications().list(Publications.Filter.ALL).stream()
                .map(p -> new Title(p, PublicationWords.text(p.ref(), p.title())))
                .toList();
    }

    /** That of a snapshot, made once for each. */
    public static PublicationFinder in(Snapshot snapshot) {
        return snapshot.derived(PublicationFinder.class, PublicationFinder::new);
    }

    /**
     * The publications, newest first, of which reference and title hold all words and phrases, and which cite one of the CVEs
     * that are typed. A reference that is typed alone may be written in any way. Nothing typed finds nothing.
     */
    public Stream<Publication> holding(String typed) {
        Optional<BulletinRef> alone = BulletinRef.alone(typed);
        if (alone.isPresent()) {
            return snapshot.publications().find(alone.get()).stream();
        }
        SearchWords.Terms terms = SearchWords.terms(List.of(typed));
        PublicationWords wanted = PublicationWords.of(terms);
        int[] cited = terms.cves().stream()
                .flatMapToInt(cve -> snapshot.cves().row(cve).stream())
                .toArray();
        return titles.stream()
                .filter(title -> !wanted.plain().isEmpty() || !terms.cves().isEmpty())
                .filter(title -> wanted.standIn(title.plain()))
                .map(Title::publication)
                .filter(p -> terms.cves().isEmpty() || cites(p, cited));
    }

    private static boolean cites(Publication publication, int... rows) {
        return IntStream.of(rows).anyMatch(row -> Arrays.binarySearch(publication.cves(), row) >= 0);
    }

    /** The publications of a filter, newest first; those that hold what is typed, if anything is. */
    public List<Publication> list(Publications.Filter filter, Optional<String> typed) {
        List<Publication> all = snapshot.publications().list(filter);
        if (typed.isEmpty()) {
            return all;
        }
        Set<BulletinRef> holding = holding(typed.get()).map(Publication::ref).collect(Collectors.toSet());
        return all.stream().filter(p -> holding.contains(p.ref())).toList();
    }
}
