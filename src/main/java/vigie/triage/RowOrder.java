package vigie.triage;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * Orders many rows by several small numbers each: one stable counting sort for each of them, the least significant first. It takes eight
 * bytes a row, so that ten million rows fit into a small heap.
 */
final class RowOrder {

    private RowOrder() {}

    /**
     * The rows in their order.
     *
     * @param size how many rows there are, numbered from 0
     * @param ranks gives of a row a number from 0 on by which it is ordered, the most significant first; numbers far above the number of
     *     rows cost memory
     */
    static int[] of(int size, IntUnaryOperator... ranks) {
        int[] order = new int[size];
        Arrays.setAll(order, row -> row);
        int[] sorted = new int[size];
        for (int column = ranks.length - 1; column >= 0; column--) {
            IntUnaryOperator rank = ranks[column];
            int[] places = places(size, rank);
            for (int row : order) {
                sorted[places[rank.applyAsInt(row)]++] = row;
            }
            int[] before = order;
            order = sorted;
            sorted = before;
        }
        return order;
    }

    /** By number, how many rows have a smaller one. */
    private static int[] places(int size, IntUnaryOperator rank) {
        int most = 0;
        for (int row = 0; row < size; row++) {
            most = Math.max(most, rank.applyAsInt(row));
        }
        int[] places = new int[most + 2];
        for (int row = 0; row < size; row++) {
            places[rank.applyAsInt(row) + 1]++;
        }
        for (int number = 1; number < places.length; number++) {
            places[number] += places[number - 1];
        }
        return places;
    }
}
