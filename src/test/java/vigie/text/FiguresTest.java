package vigie.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {

    private static final Figures ENGLISH = new Figures(Locale.ENGLISH);

    @ParameterizedTest
    @CsvSource({
        "0.34, 34.0%",
        "0.00276, 0.276%",
        "0.0000123, 0.00123%",
        "1, 100%",
        "0, 0.00%",
        "0.99951, 99.9%",
        "0.999999, 99.9%"
    })
    void sharesHaveThreeSignificantDigits(double share, String percent) {
        assertThat(ENGLISH.percent(share)).isEqualTo(percent);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0.0",
        "-0.0, 0.0",
        "1, 1.0",
        "0.00004, 0.00004",
        "0.000123, 0.000123",
        "1e-9, 0.000000001",
        "0.1, 0.1",
        "12345678.5, 12345678.5",
        "1e7, 10000000.0",
        "-0.00025, -0.00025"
    })
    void tablesHaveNoExponents(double number, String exact) {
        assertThat(Figures.exact(number)).isEqualTo(exact);
    }

    @Property
    void exactTextsAreTheShortestDecimals(@ForAll @DoubleRange(min = -1e9, max = 1e9) double number) {
        for (double one : new double[] {number, number / 1e12, Math.rint(number) / 1e8}) {
            BigDecimal decimal = BigDecimal.valueOf(one).stripTrailingZeros();
            assertThat(Figures.exact(one))
                    .isEqualTo(decimal.setScale(Math.max(1, decimal.scale())).toPlainString());
        }
    }

    @ParameterizedTest
    @CsvSource({"0.99999, 99.9%", "1, 99.9%", "0.999, 99.9%", "0, 0.0%", "0.991, 99.1%", "0.57, 57.0%"})
    void nothingIsAboveEverything(double share, String percent) {
        assertThat(ENGLISH.above(share)).isEqualTo(percent);
    }

    @ParameterizedTest
    @CsvSource({
        "0.01, ×1.01",
        "-0.01, ÷1.01",
        "0.6931472, ×2.0",
        "-2.302585, ÷10",
        "9, '×8,103'",
        "0, ×1",
        "0.0004, ×1.0004",
        "-0.004, ÷1.004",
        "0.0049, ×1.005",
        "1e-9, ×1"
    })
    void factorsHaveAsManyDigitsAsTell(double logOdds, String factor) {
        assertThat(ENGLISH.factor(logOdds)).isEqualTo(factor);
    }

    @Property
    void roundedNumbersAddUpAndKeepTheirSign(@ForAll List<@DoubleRange(min = -5, max = 5) Double> numbers) {
        double[] exact = numbers.stream().mapToDouble(d -> d).toArray();
        double[] rounded = Figures.addingUp(exact, 2);
        double sum = 0;
        for (int i = 0; i < exact.length; i++) {
            sum += exact[i];
            assertThat(rounded[i]).isCloseTo(exact[i], within(0.0101));
            assertThat(rounded[i] * exact[i]).isGreaterThanOrEqualTo(0);
        }
        double total = 0;
        for (double one : rounded) {
            total += one;
        }
        assertThat(total).isCloseTo(sum, within(0.00501));
    }

    @Test
    void numbersForProgramsAreWithoutTheNoiseOfBinaryFractions() {
        assertThat(Figures.rounded(0.1 + 0.2 + 0.383, 9)).isEqualTo(0.683);
        assertThat(Figures.shortest((float) 0.0491)).isEqualTo(0.0491);
        assertThat(Figures.shortest(0.1)).isEqualTo(0.1);
        assertThat(Figures.shortest(Math.PI)).isEqualTo(Math.PI);
    }
}
