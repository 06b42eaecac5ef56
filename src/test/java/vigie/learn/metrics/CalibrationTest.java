package vigie.learn.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class CalibrationTest {

    private final Ranking ranking =
            Ranking.of(new double[] {0.004, 0.0025, 0.0005, 0.25, 1}, new float[] {0, 1, 0, 1, 1});

    @Test
    void brierIsTheMeanSquaredDifference() {
        double sum = 0.004 * 0.004 + 0.9975 * 0.9975 + 0.0005 * 0.0005 + 0.75 * 0.75;
        assertThat(Calibration.brier(ranking)).isCloseTo(sum / 5, within(1e-12));
    }

    @Test
    void reliabilityHasRoomForRareEventsAndForCertainty() {
        double[] edges = Calibration.logEdges(1e-3, 1);
        assertThat(edges).hasSize(5);
        List<Calibration.Bin> bins = Calibration.reliability(ranking, edges);
        assertThat(bins).hasSize(3);
        assertThat(bins.get(0).rows()).isEqualTo(1);
        assertThat(bins.get(1).rows()).isEqualTo(2);
        assertThat(bins.get(1).predicted()).isCloseTo(0.00325, within(1e-12));
        assertThat(bins.get(1).observed()).isEqualTo(0.5);
        assertThat(bins.get(2).rows()).isEqualTo(2);
    }
}
