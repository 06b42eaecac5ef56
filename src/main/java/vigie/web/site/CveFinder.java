package vigie.web.site;

import java.util.List;
import java.util.function.Function;
import vigie.index.CvePage;
import vigie.index.Snapshot;
import vigie.store.SearchQuery;
import vigie.web.access.WorkLimit;

/** Finds CVEs in the current snapshot. */
public final class CveFinder {

    private final Site site;

    public CveFinder(Site site) {
        this.site = site;
    }

    /** A page of the list, and the snapshot that its rows are of. */
    public record Found(Snapshot snapshot, CvePage page) {}

    /** A page of the list that is asked for. */
    public Found find(CveQuery asked) {
        Snapshot snapshot = site.snapshot();
        CvePage page = snapshot.search()
                .page(asked.filter(), this::matching, asked.order(), asked.backwards(), asked.after(), asked.limit());
        return new Found(snapshot, page);
    }

    /**
     * The CVEs whose texts hold all phrases.
     *
     * @throws BusyException if others search for words
     */
    public long[] matching(List<String> phrases) {
        return words(site, search -> search.matching(phrases));
    }

    /**
     * Asks for words, of CVEs or of publications: only a few such questions are asked at a time.
     *
     * @throws BusyException if others search for words
     */
    static <T> T words(Site site, Function<SearchQuery, T> question) {
        WorkLimit limit = site.limits().words();
        try (WorkLimit.Permit place = limit.enter().orElseThrow(() -> new BusyException(limit.retryAfter()))) {
            return site.readers().ask(reader -> question.apply(reader.search()));
        }
    }
}
