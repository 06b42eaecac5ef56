package vigie.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CurveTest {

    @ParameterizedTest
    @EnumSource
    void itsPlacesFollowTheValuesOneWayAndLeadBack(Curve curve) {
        double before = curve.of(0);
        for (float value = 0.5f; value < 5000; value *= 1.7f) {
            double place = curve.of(value);
            assertThat(curve.sign() * place).isGreaterThan(curve.sign() * before);
            assertThat(curve.inverse(place)).isCloseTo(value, within(value * 1e-9));
            before = place;
        }
        assertThat(curve.of(0)).isEqualTo(curve == Curve.RECENCY ? 4 : 0);
    }

    @ParameterizedTest
    @EnumSource(names = "PLAIN", mode = EnumSource.Mode.EXCLUDE)
    void whatIsBelowZeroCountsAsZero(Curve curve) {
        assertThat(curve.of(-3)).isEqualTo(curve.of(0));
    }
}
