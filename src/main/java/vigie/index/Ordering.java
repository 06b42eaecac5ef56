package vigie.index;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Rows in one order: by rank and tie, highest first, then youngest identifier first. Each row is one number, so that the
 * order is that of primitive numbers: the place of its rank among all ranks that occur, its tie, and the row itself.
 */
final class Ordering {

    /** The highest number that {@link CveOrder#tie} may give. */
    static final int MOST_TIES = 127;

    private static final int TIE_BITS = 7;
    private static final int ROW_BITS = 32;

    /** So many CVEs fit; there are 50 times fewer. */
    private static final int MOST = 1 << 63 - TIE_BITS - ROW_BITS;

    private final CveColumns columns;
    private final CveOrder order;

    /** The ranks that occur, ascending, each once. */
    private final long[] ranks;

    /** Rank, tie and row of each, ascending: the first of the order stands last. */
    private final long[] packed;

    /** Orders all rows. */
    Ordering(CveColumns columns, CveOrder order) {
        this(columns, order, IntStream.range(0, columns.key.length).toArray());
    }

    /** Orders some rows. */
    Ordering(CveColumns columns, CveOrder order, int... rows) {
        this.columns = columns;
        this.order = order;
        if (columns.key.length > MOST) {
            throw new IllegalStateException("more than " + MOST + " CVEs");
        }
        long[] own = new long[rows.length];
        for (int i = 0; i < rows.length; i++) {
            own[i] = order.rank(columns, rows[i]);
        }
        ranks = distinct(own);
        packed = new long[rows.length];
        for (int i = 0; i < rows.length; i++) {
            packed[i] = pack(Arrays.binarySearch(ranks, own[i]), order.tie(columns, rows[i]), rows[i]);
        }
        Arrays.sort(packed);
    }

    private static long[] distinct(long... all) {
        long[] sorted = all.clone();
        Arrays.sort(sorted);
        int kept = 0;
        for (int i = 0; i < sorted.length; i++) {
            if (kept == 0 || sorted[i] != sorted[kept - 1]) {
                sorted[kept++] = sorted[i];
            }
        }
        return Arrays.copyOf(sorted, kept);
    }

    private static long pack(int rank, int tie, int row) {
        return ((long) rank << TIE_BITS | tie) << ROW_BITS | row;
    }

    /**
     * Some of the rows that are wanted.
     *
     * @param wanted rows
     * @param count how many there are
     * @param backwards whether from the end of the order
     * @param after the place after which to begin; empty for the beginning
     * @param limit most rows
     */
    int[] rows(BitSet wanted, int count, CveIndex cves, boolean backwards, Optional<PagePosition> after, int limit) {
        int from = after.map(place -> after(place, cves, backwards)).orElse(0);
        int[] rows = new int[Math.min(limit, count)];
        int found = 0;
        for (int i = from; i < packed.length && found < rows.length; i++) {
            int row = (int) packed[backwards ? i : packed.length - 1 - i];
            if (wanted.get(row)) {
                rows[found++] = row;
            }
        }
        return Arrays.copyOf(rows, found);
    }

    /** The first place after another, which may be of an older state. */
    private int after(PagePosition place, CveIndex cves, boolean backwards) {
        // Of equal rank, the rows up to that of the identifier are before it in the array. A rank that no row has
        // stands before all rows of the next higher one.
        int row = firstRowFrom(cves, place.cve().key());
        boolean held = row < cves.size() && cves.id(row).equals(place.cve());
        int rank = Arrays.binarySearch(ranks, place.rank());
        int at = Arrays.binarySearch(packed, rank >= 0 ? pack(rank, place.tie(), row) : pack(-rank - 1, 0, 0));
        int first = at >= 0 ? at : -at - 1;
        if (backwards) {
            return at >= 0 && held && rank >= 0 ? first + 1 : first;
        }
        return packed.length - first;
    }

    private static int firstRowFrom(CveIndex cves, long key) {
        int row = Arrays.binarySearch(cves.columns().key, key);
        return row >= 0 ? row : -row - 1;
    }

    PagePosition place(int row, CveIndex cves) {
        return new PagePosition(order.rank(columns, row), order.tie(columns, row), cves.id(row));
    }
}
