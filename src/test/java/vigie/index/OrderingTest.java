package vigie.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vigie.model.CveId;

class OrderingTest {

    private static final int MANY = 1_100_000;

    private static CveColumns columns(int size) {
        SplittableRandom random = new SplittableRandom(7);
        CveColumns columns = new CveColumns();
        columns.key = new long[size];
        columns.state = new byte[size];
        columns.published = new int[size];
        columns.modified = new int[size];
        columns.cvss = new byte[size];
        columns.cwe = new int[size];
        columns.epss = new double[size];
        columns.score = new double[size];
        columns.exploited = new int[size];
        columns.exploit = new int[size];
        for (int row = 0; row < size; row++) {
            columns.key[row] = new CveId(1999 + row / 40_000, row % 40_000 + 1).key();
            columns.published[row] = random.nextInt(4) == 0 ? Days.NONE : random.nextInt(-10_000, 20_000);
            columns.modified[row] = random.nextInt(20_000);
            columns.cvss[row] = (byte) random.nextInt(-1, 101);
            columns.epss[row] = random.nextInt(5) == 0 ? Double.NaN : random.nextDouble();
            columns.score[row] = random.nextInt(3) == 0 ? Double.NaN : random.nextDouble();
            columns.exploited[row] = random.nextInt(100) == 0 ? random.nextInt(20_000) : Days.NONE;
            columns.exploit[row] = Days.NONE;
        }
        return columns;
    }

    @ParameterizedTest
    @EnumSource
    void rowsAreInTheOrderOfTheirRanksThenYoungestFirst(CveOrder order) {
        CveColumns columns = columns(5000);
        CveIndex cves = new CveIndex(columns, null);
        BitSet wanted = new BitSet();
        IntStream.range(0, 5000).filter(row -> row % 3 > 0).forEach(wanted::set);
        int[] expected = wanted.stream()
                .boxed()
                .sorted(Comparator.comparingLong((Integer row) -> order.rank(columns, row))
                        .thenComparing(row -> order.tie(columns, row))
                        .thenComparing(row -> row)
                        .reversed())
                .mapToInt(row -> row)
                .toArray();
        int count = wanted.cardinality();
        assertThat(new Ordering(columns, order).rows(wanted, count, cves, false, Optional.empty(), count))
                .isEqualTo(expected);
        BitSet few = BitSet.valueOf(new long[] {0b1011});
        assertThat(new Ordering(columns, order).rows(few, 3, cves, false, Optional.empty(), 9))
                .isEqualTo(Arrays.stream(new Integer[] {0, 1, 3})
                        .sorted(Comparator.comparingLong((Integer row) -> order.rank(columns, row))
                                .thenComparing(row -> order.tie(columns, row))
                                .thenComparing(row -> row)
                                .reversed())
                        .mapToInt(row -> row)
                        .toArray());
    }

    @ParameterizedTest
    @EnumSource
    void anOrderOfSomeRowsHasTheSamePagesAsThatOfAll(CveOrder order) {
        CveColumns columns = columns(5000);
        CveIndex cves = new CveIndex(columns, null);
        int[] rows = IntStream.range(0, 5000).filter(row -> row % 97 == 5).toArray();
        BitSet wanted = new BitSet();
        Arrays.stream(rows).forEach(wanted::set);
        Ordering some = new Ordering(columns, order, rows);
        Ordering all = new Ordering(columns, order);
        for (boolean backwards : new boolean[] {false, true}) {
            assertThat(some.rows(wanted, rows.length, cves, backwards, Optional.empty(), 20))
                    .isEqualTo(all.rows(wanted, rows.length, cves, backwards, Optional.empty(), 20));
            // Also after a row that is not among them.
            for (int row : new int[] {rows[7], 0, 2500, 4999}) {
                assertThat(some.rows(wanted, rows.length, cves, backwards, Optional.of(all.place(row, cves)), 20))
                        .isEqualTo(
                                all.rows(wanted, rows.length, cves, backwards, Optional.of(all.place(row, cves)), 20));
            }
        }
    }

    @Test
    void moreThanAMillionCvesAreOrderedInTime() {
        CveColumns columns = columns(MANY);
        CveIndex cves = new CveIndex(columns, null);
        BitSet all = new BitSet();
        all.set(0, MANY);
        long from = System.nanoTime();
        for (CveOrder order : CveOrder.values()) {
            Ordering ordering = new Ordering(columns, order);
            int[] first = ordering.rows(all, MANY, cves, false, Optional.empty(), 100);
            PagePosition place = ordering.place(first[99], cves);
            int[] next = ordering.rows(all, MANY, cves, false, Optional.of(place), 100);
            assertThat(next).hasSize(100).doesNotContain(first);
            assertThat(order.rank(columns, next[0])).isLessThanOrEqualTo(place.rank());
            int[] last = ordering.rows(all, MANY, cves, true, Optional.empty(), 1);
            assertThat(order.rank(columns, last[0])).isLessThanOrEqualTo(order.rank(columns, next[99]));
        }
        assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(20));
    }
}
