package vigie.index;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;

/** All rows in one sort order: by rank, highest first, then youngest identifier first. Holds as many rows as an array can. */
final class Ordering {

    /** For few matching rows, sorting them is faster than scanning the complete order. */
    private static final int FEW = 32;

    private static final int DIGIT_BITS = 11;
    private static final int DIGITS = 1 << DIGIT_BITS;

    private final CveColumns columns;
    private final CveOrder order;

    /** Ascending by rank, then by row: the first of the order stands last. */
    private final int[] ascending;

    Ordering(CveColumns columns, CveOrder order) {
        this.columns = columns;
        this.order = order;
        int[] rows = new int[columns.key.length];
        Arrays.setAll(rows, row -> row);
        ascending = sorted(rows);
    }

    /**
     * Sorts rows by rank; those of equal rank stay in their order. A radix sort, lowest digit first (Knuth, The Art of
     * Computer Programming, volume 3, 5.2.5, algorithm R): the JDK sorts numbers by a key of their own only as objects,
     * which takes ten times the memory.
     *
     * @param rows ascending; may be changed
     */
    private int[] sorted(int[] rows) {
        long[] ranks = new long[rows.length];
        long differing = 0;
        for (int i = 0; i < rows.length; i++) {
            ranks[i] = order.rank(columns, rows[i]);
            differing |= ranks[i] ^ ranks[0];
        }
        int[] from = rows;
        int[] to = new int[rows.length];
        long[] ranksFrom = ranks;
        long[] ranksTo = new long[rows.length];
        for (int shift = 0; shift < Long.SIZE && differing >>> shift != 0; shift += DIGIT_BITS) {
            if ((differing >>> shift & DIGITS - 1) == 0) {
                continue;
            }
            int[] next = new int[DIGITS];
            for (long rank : ranksFrom) {
                next[digit(rank, shift)]++;
            }
            int sum = 0;
            for (int digit = 0; digit < DIGITS; digit++) {
                int count = next[digit];
                next[digit] = sum;
                sum += count;
            }
            for (int i = 0; i < from.length; i++) {
                int place = next[digit(ranksFrom[i], shift)]++;
                to[place] = from[i];
                ranksTo[place] = ranksFrom[i];
            }
            int[] rowsDone = to;
            to = from;
            from = rowsDone;
            long[] ranksDone = ranksTo;
            ranksTo = ranksFrom;
            ranksFrom = ranksDone;
        }
        return from;
    }

    private static int digit(long rank, int shift) {
        return (int) (rank >>> shift) & DIGITS - 1;
    }

    /**
     * Returns a page of the given rows.
     *
     * @param wanted rows
     * @param count how many there are
     * @param backwards whether from the end of the order
     * @param after the position after which to start; empty for the start
     * @param limit most rows
     */
    int[] rows(BitSet wanted, int count, CveIndex cves, boolean backwards, Optional<PagePosition> after, int limit) {
        int[] all =
                (long) count * FEW < ascending.length ? sorted(wanted.stream().toArray()) : ascending;
        int from = after.map(place -> after(all, place, cves, backwards)).orElse(0);
        int[] rows = new int[Math.min(limit, count)];
        int found = 0;
        for (int i = from; i < all.length && found < rows.length; i++) {
            int row = all[backwards ? i : all.length - 1 - i];
            if (wanted.get(row)) {
                rows[found++] = row;
            }
        }
        return Arrays.copyOf(rows, found);
    }

    /** The first position after another one, which may belong to an older snapshot. */
    private int after(int[] all, PagePosition place, CveIndex cves, boolean backwards) {
        // Of equal rank, the rows up to that of the identifier are before it in the array.
        int row = firstRowFrom(cves, place.cve().key());
        boolean held = row < cves.size() && cves.id(row).equals(place.cve());
        int first = firstFrom(all, place.rank(), row);
        boolean there = first < all.length && all[first] == row && order.rank(columns, row) == place.rank();
        if (backwards) {
            return there && held ? first + 1 : first;
        }
        return all.length - first;
    }

    /** The first index at which a rank and row, or more than these, stands. */
    private int firstFrom(int[] all, long rank, int row) {
        int low = 0;
        int high = all.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            long there = order.rank(columns, all[middle]);
            if (there < rank || there == rank && all[middle] < row) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static int firstRowFrom(CveIndex cves, long key) {
        int row = Arrays.binarySearch(cves.columns().key, key);
        return row >= 0 ? row : -row - 1;
    }

    PagePosition place(int row, CveIndex cves) {
        return new PagePosition(order.rank(columns, row), cves.id(row));
    }
}
