package vigie.learn.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Intervals of shares. */
class ProportionTest {

    /** Newcombe 1998, table I: 81 of 263, 15 of 148, 0 of 20, 1 of 29. */
    @Test
    void intervalsAreThoseOfTheLiterature() {
        double[][] cases = {
            {81, 263, 0.2553, 0.3662}, {15, 148, 0.0624, 0.1605}, {0, 20, 0, 0.1611}, {1, 29, 0.0061, 0.1718}
        };
        for (double[] one : cases) {
            Bootstrap.Interval interval = Proportion.wilson(one[0], (int) one[1]);
            assertThat(interval.from()).isCloseTo(one[2], within(5e-5));
            assertThat(interval.to()).isCloseTo(one[3], within(5e-5));
        }
    }

    @Test
    void ofNothingThereIsNoShare() {
        assertThat(Proportion.wilson(0, 0).value()).isNaN();
    }
}
