package vigie.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import vigie.chart.ChartData.Mark;
import vigie.chart.ChartData.Scale;
import vigie.learn.metrics.Bootstrap.Interval;
import vigie.score.Evaluation.Group;
import vigie.score.Evaluation.Table;

/** What drawings and tables are made of. */
class ChartPartsTest {

    @Test
    void aLogarithmicScaleGivesEachPowerOfTenTheSameRoom() {
        Scale scale = Scale.logarithmic(0.001);
        assertThat(scale.at(0.001)).isZero();
        assertThat(scale.at(0.01)).isCloseTo(1 / 3.0, within(1e-9));
        assertThat(scale.at(1)).isEqualTo(1);
        assertThat(scale.at(0)).isZero();
        assertThat(scale.at(7)).isEqualTo(1);
    }

    @Test
    void coverageOverEffortIsReadFromTheRocCurveOfEachDay() {
        Table day = Evaluations.table(Group.ALL, false, Evaluations.FIRST);
        double rate = day.baseRate();
        double effort = 0.01 * (1 - rate) + 0.5 * rate;
        assertThat(EvaluationCharts.coverage(day, "model", effort)).isCloseTo(0.5, within(1e-9));
        assertThat(EvaluationCharts.coverage(day, "model", effort / 2)).isCloseTo(0.25, within(1e-9));
        assertThat(EvaluationCharts.coverage(day, "model", 1)).isEqualTo(1);
        List<Mark> line = EvaluationCharts.effortCurve(List.of(day, day), "model", 0.001);
        assertThat(line).first().extracting(Mark::x).isEqualTo(0.001);
        assertThat(line).last().extracting(Mark::x, Mark::y).containsExactly(1.0, 1.0);
    }

    @Test
    void theIntervalOfAShareIsWilsons() {
        Interval none = EvaluationCharts.wilson(0, 10);
        assertThat(none.from()).isZero();
        assertThat(none.to()).isCloseTo(0.2775, within(1e-4));
        Interval half = EvaluationCharts.wilson(0.5, 10);
        assertThat(half.from()).isCloseTo(0.2366, within(1e-4));
        assertThat(half.to()).isCloseTo(0.7634, within(1e-4));
    }

    @Test
    void barsAreExactToAnEighth() {
        assertThat(CardImportance.bar(1, 2)).isEqualTo("██");
        assertThat(CardImportance.bar(0.5, 3)).isEqualTo("█▌");
        assertThat(CardImportance.bar(0, 3)).isEmpty();
        assertThat(CardImportance.bar(7, 1)).isEqualTo("█");
    }

    @Test
    void numbersHaveTheDigitsThatTheyAreWorth() {
        Measured english = new Measured(Locale.ENGLISH);
        assertThat(english.percent(0.16)).isEqualTo("16%");
        assertThat(english.percent(0.000161)).isEqualTo("0.016%");
        assertThat(english.percent(1)).isEqualTo("100%");
        assertThat(english.percent(0)).isEqualTo("0%");
        assertThat(english.percent(Double.NaN)).isEqualTo("–");
        assertThat(english.area(0.9042)).isEqualTo("0.904");
        assertThat(english.area(0.00421)).isEqualTo("0.0042");
        assertThat(english.area(new Interval(0.5, Double.NaN, 0.7))).isEqualTo("0.500");
        assertThat(english.small(0.00001234)).isEqualTo("0.0000123");
        assertThat(english.small(0)).isEqualTo("0.00");
        assertThat(english.small(Double.NaN)).isEqualTo("–");
        assertThat(english.signed(0.5, 1)).isEqualTo("+0.5");
        assertThat(english.rough(1_234)).isEqualTo("1.2K");
        assertThat(new Measured(Locale.FRENCH).percent(0.005)).matches("0,5\\h%");
    }
}
