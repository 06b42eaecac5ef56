package vigie.triage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RowsTest {

    private static final int MANY = 300_000;

    @Test
    void keepsRowsOverSeveralBlocks() {
        Rows rows = new Rows();
        for (int row = 0; row < MANY; row++) {
            rows.add(10L * row, row, row + 1, row + 2);
        }
        rows.decide(MANY - 1, 7);

        assertThat(rows.size()).isEqualTo(MANY);
        for (int row = 0; row < MANY - 1; row++) {
            assertThat(rows.at(row)).isEqualTo(10L * row);
            assertThat(rows.id(row)).isEqualTo(row);
            assertThat(rows.asset(row)).isEqualTo(row + 1);
            assertThat(rows.said(row)).isEqualTo(row + 2);
        }
        assertThat(rows.said(MANY - 1)).isEqualTo(7);
    }

    @Test
    void growsAgainAfterItWasShortened() {
        Rows rows = new Rows();
        for (int row = 0; row < MANY; row++) {
            rows.add(row, row, row, row);
        }
        rows.move(MANY - 1, 0, 5);
        rows.shorten(1);
        rows.add(3, 3, 3, 3);

        assertThat(rows.size()).isEqualTo(2);
        assertThat(rows.at(0)).isEqualTo(MANY - 1);
        assertThat(rows.id(0)).isEqualTo(5);
        assertThat(rows.asset(1)).isEqualTo(3);
    }
}
