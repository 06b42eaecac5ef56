package vigie.index;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import java.util.function.IntConsumer;

/** Finds CVEs in the index. What a filter lets pass is found out once; after that, a page of it takes microseconds. */
public final class CveSearch {

    private final Snapshot snapshot;
    private final CveIndex cves;

    CveSearch(Snapshot snapshot) {
        this.snapshot = snapshot;
        this.cves = snapshot.cves();
    }

    /** Hands out the rows of all that a filter lets pass, in the order of the identifiers. */
    public void each(CveFilter filter, Words words, IntConsumer rows) {
        Passing.rows(snapshot, filter, words).stream().forEach(rows);
    }

    /**
     * A page of what a filter lets pass.
     *
     * @param after the place after which the page begins; empty for the first page
     * @param limit most rows, 1 or more
     */
    public CvePage page(
            CveFilter filter, Words words, CveOrder order, boolean backwards, Optional<Place> after, int limit) {
        BitSet passing = Passing.rows(snapshot, filter, words);
        int total = passing.cardinality();
        Ordering ordering = snapshot.ordering(order);
        // One more than is shown tells whether there is another page.
        int[] rows = ordering.rows(passing, total, cves, backwards, after, limit + 1);
        int[] shown = Arrays.copyOf(rows, Math.min(limit, rows.length));
        Optional<Place> next =
                rows.length > limit ? Optional.of(ordering.place(shown[limit - 1], cves)) : Optional.empty();
        return new CvePage(shown, total, next);
    }
}
