package vigie.triage;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * Orders many rows by several numbers each: one stable sort of primitive numbers for each of them, the least significant first. A million
 * rows take about a third of a second, and sixteen bytes each.
 */
final class RowOrder {

    private static final int ROW = 32;
    private static final long LOW = 0xffff_ffffL;

    private RowOrder() {}

    /**
     * The rows in their order.
     *
     * @param size how many rows there are, numbered from 0
     * @param ranks gives of a row a number of 0 or more by which it is ordered, the most significant first
     */
    static int[] of(int size, IntUnaryOperator... ranks) {
        int[] order = new int[size];
        Arrays.setAll(order, row -> row);
        long[] keys = new long[size];
        for (int column = ranks.length - 1; column >= 0; column--) {
            for (int place = 0; place < size; place++) {
                keys[place] = (long) ranks[column].applyAsInt(order[place]) << ROW | place;
            }
            Arrays.sort(keys);
            int[] before = order.clone();
            for (int place = 0; place < size; place++) {
                order[place] = before[(int) (keys[place] & LOW)];
            }
        }
        return order;
    }
}
