package vigie.index;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;

/** All rows in one order: by rank, highest first, then youngest identifier first. */
final class Ordering {

    private static final int ROW_BITS = 20;
    private static final long ROW = (1L << ROW_BITS) - 1;

    /** Where so few of so many are wanted, putting these in order is faster than looking for them in the whole order. */
    private static final int FEW = 32;

    private final CveColumns columns;
    private final CveOrder order;

    /** Rank and row of each, ascending: the first of the order stands last. */
    private final long[] packed;

    Ordering(CveColumns columns, CveOrder order) {
        this.columns = columns;
        this.order = order;
        packed = new long[columns.key.length];
        if (packed.length > ROW) {
            throw new IllegalStateException("more than " + ROW + " CVEs");
        }
        for (int row = 0; row < packed.length; row++) {
            packed[row] = pack(row);
        }
        Arrays.sort(packed);
    }

    private long pack(int row) {
        return order.rank(columns, row) << ROW_BITS | row;
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
    int[] rows(BitSet wanted, int count, CveIndex cves, boolean backwards, Optional<Place> after, int limit) {
        long[] all = (long) count * FEW < packed.length ? sorted(wanted, count) : packed;
        int from = after.map(place -> after(all, place, cves, backwards)).orElse(0);
        int[] rows = new int[Math.min(limit, count)];
        int found = 0;
        for (int i = from; i < all.length && found < rows.length; i++) {
            int row = (int) (all[backwards ? i : all.length - 1 - i] & ROW);
            if (wanted.get(row)) {
                rows[found++] = row;
            }
        }
        return Arrays.copyOf(rows, found);
    }

    private long[] sorted(BitSet wanted, int count) {
        long[] some = new long[count];
        int next = 0;
        for (int row = wanted.nextSetBit(0); row >= 0; row = wanted.nextSetBit(row + 1)) {
            some[next++] = pack(row);
        }
        Arrays.sort(some);
        return some;
    }

    /** The first place after another, which may be of an older state. */
    private static int after(long[] all, Place place, CveIndex cves, boolean backwards) {
        // Of equal rank, the rows up to that of the identifier are before it in the array.
        int row = firstRowFrom(cves, place.cve().key());
        boolean held = row < cves.size() && cves.id(row).equals(place.cve());
        long rank = Math.max(0, Math.min(place.rank(), Long.MAX_VALUE >>> ROW_BITS));
        int at = Arrays.binarySearch(all, rank << ROW_BITS | row);
        int first = at >= 0 ? at : -at - 1;
        if (backwards) {
            return at >= 0 && held ? first + 1 : first;
        }
        return all.length - first;
    }

    private static int firstRowFrom(CveIndex cves, long key) {
        int row = Arrays.binarySearch(cves.columns().key, key);
        return row >= 0 ? row : -row - 1;
    }

    Place place(int row, CveIndex cves) {
        return new Place(order.rank(columns, row), cves.id(row));
    }
}
