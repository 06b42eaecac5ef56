package vigie.index;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import java.util.function.IntConsumer;

/** Finds CVEs in the index. The rows of a filter are computed once; after that, a page takes microseconds. */
public final class CveSearch {

    private final Snapshot snapshot;
    private final CveIndex cves;

    CveSearch(Snapshot snapshot) {
        this.snapshot = snapshot;
        this.cves = snapshot.cves();
    }

    /** Visits all rows of a filter, in the order of the identifiers. */
    public void each(CveFilter filter, WordSearch words, IntConsumer rows) {
        FilterRows.rows(snapshot, filter, words).stream().forEach(rows);
    }

    /**
     * A page of the rows of a filter.
     *
     * @param after the place after which the page begins; empty for the first page
     * @param limit most rows, 1 or more
     */
    public CvePage page(
            CveFilter filter,
            WordSearch words,
            CveOrder order,
            boolean backwards,
            Optional<PagePosition> after,
            int limit) {
        BitSet passing = FilterRows.rows(snapshot, filter, words);
        int total = passing.cardinality();
        Ordering ordering = snapshot.ordering(order, passing, total);
        // One row more than shown, to detect a next page.
        int[] rows = ordering.rows(passing, total, cves, backwards, after, limit + 1);
        int[] shown = Arrays.copyOf(rows, Math.min(limit, rows.length));
        Optional<PagePosition> next =
                rows.length > limit ? Optional.of(ordering.place(shown[limit - 1], cves)) : Optional.empty();
        return new CvePage(shown, total, next);
    }
}
