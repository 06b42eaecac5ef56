package vigie.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class SparseRowsTest {

    private static final float NAN = Float.NaN;

    private final SparseRows rows = SparseRows.builder(3)
            .put(0, 1)
            .put(2, 0)
            .endRow()
            .endRow()
            .addRow(new float[] {NAN, 7, 8})
            .build();

    @Test
    void anAbsentValueIsMissingAndAZeroIsNot() {
        assertThat(rows.row(0)).containsExactly(1, NAN, 0);
        assertThat(rows.row(1)).containsExactly(NAN, NAN, NAN);
        assertThat(rows.row(2)).containsExactly(NAN, 7, 8);
        assertThat(rows.size()).isEqualTo(3);
        assertThat(rows.entries()).isEqualTo(4);
    }

    @Test
    void rowsCanBeChosenMoreThanOnce() {
        SparseRows chosen = rows.select(2, 0, 2);
        assertThat(chosen.row(0)).containsExactly(NAN, 7, 8);
        assertThat(chosen.row(1)).containsExactly(1, NAN, 0);
        assertThat(chosen.row(2)).containsExactly(NAN, 7, 8);
    }

    @Test
    void growsWithItsRows() {
        SparseRows.Builder builder = SparseRows.builder(10);
        for (int row = 0; row < 5000; row++) {
            builder.put(row % 9, row).put(9, -row).endRow();
        }
        SparseRows many = builder.build();
        assertThat(many.row(4321)[4321 % 9]).isEqualTo(4321);
        assertThat(many.row(4321)[9]).isEqualTo(-4321);
    }

    @Test
    void refusesWhatXgBoostWouldMisread() {
        SparseRows.Builder builder = SparseRows.builder(3).put(1, 1);
        assertThatIllegalArgumentException().isThrownBy(() -> builder.put(1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.put(0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.put(3, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.put(2, Float.POSITIVE_INFINITY));
        assertThatIllegalStateException().isThrownBy(builder::build);
    }
}
