package vigie.triage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RowOrderTest {

    @Test
    void ordersAsAComparatorDoesAndLeavesEqualRowsInTheirOrder() {
        Random random = new Random(1);
        int[] first = random.ints(2_000, 0, 5).toArray();
        int[] second = random.ints(2_000, 0, 300).toArray();

        int[] order = RowOrder.of(2_000, row -> first[row], row -> second[row]);

        assertThat(order)
                .containsExactly(IntStream.range(0, 2_000)
                        .boxed()
                        .sorted(Comparator.<Integer>comparingInt(row -> first[row])
                                .thenComparingInt(row -> second[row]))
                        .mapToInt(row -> row)
                        .toArray());
    }

    @Test
    void ordersNoRowsAndOne() {
        assertThat(RowOrder.of(0, row -> row)).isEmpty();
        assertThat(RowOrder.of(1, row -> 7)).containsExactly(0);
    }
}
