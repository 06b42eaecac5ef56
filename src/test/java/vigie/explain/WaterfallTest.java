package vigie.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import vigie.explain.Waterfall.Kind;
import vigie.explain.Waterfall.Part;
import vigie.explain.Waterfall.Step;
import vigie.model.CveId;
import vigie.model.Score;
import vigie.testing.Scores;
import vigie.text.Figures;
import vigie.text.Messages;

class WaterfallTest {

    private static final Figures SHOWN = new Figures(Locale.ENGLISH);

    private static Waterfall waterfall(Score score) {
        return Waterfall.of(score, new Messages("en"));
    }

    /** A number as a reader would type it off the screen. */
    private static BigDecimal read(double number) {
        return new BigDecimal(
                SHOWN.signed(number, Waterfall.DIGITS).replace("+", "").replace(",", ""));
    }

    private static BigDecimal sum(List<Double> numbers) {
        return numbers.stream().map(WaterfallTest::read).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @Property(tries = 300)
    void whatIsShownAddsUpAsItIsShown(@ForAll @IntRange(min = 1, max = 90_000) int number, @ForAll int seed) {
        Score score = Scores.of(new CveId(2025, number), seed, Instant.EPOCH);
        List<Step> steps = waterfall(score).steps();

        Step end = steps.get(steps.size() - 1);
        assertThat(sum(steps.stream()
                        .filter(s -> s.kind() != Kind.END)
                        .map(Step::added)
                        .toList()))
                .isEqualByComparingTo(read(end.added()));
        assertThat(end.added()).isCloseTo(score.margin(), within(0.0006));
        for (int i = 1; i < steps.size() - 1; i++) {
            Step step = steps.get(i);
            assertThat(read(step.before()))
                    .isEqualByComparingTo(read(steps.get(i - 1).after()));
            assertThat(read(step.before()).add(read(step.added()))).isEqualByComparingTo(read(step.after()));
            if (step.kind() == Kind.REASON) {
                assertThat(sum(step.parts().stream().map(Part::added).toList()))
                        .isEqualByComparingTo(read(step.added()));
            }
        }
    }

    @Test
    void itLeadsFromTheBaseRateToTheScore() {
        Score score = MadeUpContributions.score();
        List<Step> steps = waterfall(score).steps();

        assertThat(steps.get(0).kind()).isEqualTo(Kind.START);
        assertThat(steps.get(0).probability()).isCloseTo(1 / (1 + Math.exp(6.881)), within(1e-6));
        assertThat(steps.get(steps.size() - 1).kind()).isEqualTo(Kind.END);
        assertThat(steps.get(steps.size() - 1).probability()).isCloseTo(score.probability(), within(0.002));
    }

    @Test
    void whatRaisesComesBeforeWhatLowersTheStrongestFirst() {
        List<Step> steps = waterfall(MadeUpContributions.score()).steps();

        List<Step> reasons = steps.stream().filter(s -> s.kind() == Kind.REASON).toList();
        assertThat(reasons)
                .extracting(Step::topic)
                .startsWith("access", "vendor", "exploits")
                .contains("age");
        assertThat(reasons.stream().map(Step::raises).distinct().toList()).containsExactly(true, false);
        assertThat(steps).noneMatch(step -> step.kind() == Kind.REST);
        assertThat(steps.get(3).words()).contains("public proofs of concept");
        assertThat(steps.get(3).parts()).extracting(Part::key).contains("N:POC==3.0");
    }

    @Test
    void itsScaleHoldsAllTotals() {
        Waterfall waterfall = waterfall(MadeUpContributions.score());

        assertThat(waterfall.steps())
                .allMatch(s -> s.after() >= waterfall.lowest() && s.after() <= waterfall.highest());
    }

    @Test
    void wordsAreInTheUsersLanguage() {
        assertThat(Waterfall.of(MadeUpContributions.score(), new Messages("fr"))
                        .steps()
                        .get(3)
                        .words())
                .contains("preuves de concept publiques");
    }
}
