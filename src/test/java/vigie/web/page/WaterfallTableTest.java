package vigie.web.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import vigie.explain.Waterfall;
import vigie.explain.Waterfall.Step;
import vigie.model.CveId;
import vigie.testing.Scores;
import vigie.text.Figures;
import vigie.text.Messages;

class WaterfallTableTest {

    private static WaterfallTable table(int number, int seed) {
        return new WaterfallTable(
                Waterfall.of(Scores.of(new CveId(2025, number), seed, Instant.EPOCH), new Messages("en")),
                new Figures(Locale.ENGLISH));
    }

    @Property(tries = 200)
    void everyBarLiesWithinTheDrawing(@ForAll @IntRange(min = 1, max = 90_000) int number, @ForAll int seed) {
        WaterfallTable table = table(number, seed);

        assertThat(table.waterfall().steps()).allSatisfy(step -> {
            WaterfallTable.Bar bar = table.bar(step);
            double x = Double.parseDouble(bar.x());
            double width = Double.parseDouble(bar.width());
            assertThat(x).isNotNegative();
            assertThat(width).isPositive();
            assertThat(x + width).isLessThanOrEqualTo(WaterfallTable.WIDTH + 0.11);
        });
    }

    @Test
    void aBarBeginsWhereTheOneBeforeEnded() {
        WaterfallTable table = table(7, 7);
        List<Step> steps = table.steps();

        for (int i = 1; i < steps.size(); i++) {
            double start = Double.parseDouble(table.bar(steps.get(i)).start());
            WaterfallTable.Bar before = table.bar(steps.get(i - 1));
            double left = Double.parseDouble(before.x());
            double right = left + Double.parseDouble(before.width());
            double end = steps.get(i - 1).raises() || !steps.get(i - 1).adds() ? right : left;
            assertThat(start).isCloseTo(end, within(2.0));
        }
    }

    @Test
    void whatRaisesAndWhatLowersAreToldApart() {
        WaterfallTable table = table(7, 7);

        assertThat(table.side(table.steps().get(0))).isEqualTo("whole");
        assertThat(table.side(table.end())).isEqualTo("whole");
        assertThat(table.steps().stream().skip(1))
                .allSatisfy(step -> assertThat(table.side(step)).isEqualTo(step.raises() ? "up" : "down"));
    }
}
