package vigie.score;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PercentilesTest {

    @Test
    void aPercentileIsTheShareThatScoresLowerOrTheSame() {
        Percentiles percentiles = new Percentiles(new double[] {3, 1, 2, 2});
        assertThat(percentiles.of(0.5)).isZero();
        assertThat(percentiles.of(1)).isEqualTo(0.25);
        assertThat(percentiles.of(2)).isEqualTo(0.75);
        assertThat(percentiles.of(2.5)).isEqualTo(0.75);
        assertThat(percentiles.of(3)).isEqualTo(1);
        assertThat(percentiles.of(99)).isEqualTo(1);
    }

    @Test
    void theOnlyOneIsTheFirst() {
        assertThat(new Percentiles(new double[] {-7}).of(-7)).isEqualTo(1);
    }
}
