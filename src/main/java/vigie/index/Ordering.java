package vigie.index;

import java.util.Arrays;

/** All rows in one order: by rank, highest first, then youngest identifier first. */
final class Ordering {

    private static final int ROW_BITS = 20;
    private static final long ROW = (1L << ROW_BITS) - 1;

    /** Rank and row of each, ascending: the first of the order stands last. */
    private final long[] packed;

    private final CveOrder order;

    Ordering(CveColumns columns, CveOrder order) {
        this.order = order;
        packed = new long[columns.key.length];
        if (packed.length > ROW) {
            throw new IllegalStateException("more than " + ROW + " CVEs");
        }
        for (int row = 0; row < packed.length; row++) {
            packed[row] = order.rank(columns, row) << ROW_BITS | row;
        }
        Arrays.sort(packed);
    }

    /** The row at a place from 0 on. */
    int row(int place, boolean backwards) {
        return (int) (packed[backwards ? place : packed.length - 1 - place] & ROW);
    }

    /** The first place after another, which may be of an older state. */
    int after(Place place, CveIndex cves, boolean backwards) {
        // Of equal rank, the rows up to that of the identifier are before it in the array.
        int row = firstRowFrom(cves, place.cve().key());
        boolean held = row < cves.size() && cves.id(row).equals(place.cve());
        long rank = Math.max(0, Math.min(place.rank(), Long.MAX_VALUE >>> ROW_BITS));
        int at = Arrays.binarySearch(packed, rank << ROW_BITS | row);
        int first = at >= 0 ? at : -at - 1;
        if (backwards) {
            return at >= 0 && held ? first + 1 : first;
        }
        return packed.length - first;
    }

    private static int firstRowFrom(CveIndex cves, long key) {
        int row = Arrays.binarySearch(cves.columns().key, key);
        return row >= 0 ? row : -row - 1;
    }

    Place place(int row, CveIndex cves) {
        return new Place(order.rank(cves.columns(), row), cves.id(row));
    }
}
