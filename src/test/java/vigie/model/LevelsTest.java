package vigie.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LevelsTest {

    private static final Levels LEVELS = Levels.OF_EPSS;

    /** All that is told while a score takes these values, one a day. */
    private static List<Levels.Crossing> told(List<Double> values) {
        List<Levels.Crossing> told = new ArrayList<>();
        List<Double> path = new ArrayList<>();
        for (double value : values) {
            Optional<Levels.Crossing> crossing = path.isEmpty() ? Optional.empty() : LEVELS.next(path, value);
            if (crossing.isPresent()) {
                told.add(crossing.get());
                path.clear();
            }
            path.add(value);
        }
        return told;
    }

    private static boolean rise(Levels.Crossing crossing) {
        return crossing.before().orElse(0.0) < crossing.after();
    }

    @Property
    void aLevelIsReachedAgainOnlyAfterTheScoreWasWellBelowIt(
            @ForAll @Size(max = 60) List<@DoubleRange(max = 1) Double> values) {
        Optional<Double> reached = Optional.empty();
        for (Levels.Crossing crossing : told(values)) {
            if (rise(crossing)) {
                double level = crossing.level();
                assertThat(reached.filter(standing -> standing >= level)).isEmpty();
                reached = Optional.of(level);
            } else {
                assertThat(crossing.after()).isLessThan(crossing.level() * LEVELS.fraction());
                reached = LEVELS.levels().stream()
                        .filter(level -> crossing.after() >= level)
                        .reduce((one, other) -> other);
            }
        }
    }

    @Property
    void whatIsToldMovedByTheFloorAndAcrossTheLevel(@ForAll @Size(max = 60) List<@DoubleRange(max = 1) Double> values) {
        for (Levels.Crossing crossing : told(values)) {
            double before = crossing.before().orElseThrow();
            assertThat(Math.abs(crossing.after() - before)).isGreaterThanOrEqualTo(LEVELS.floor() - 1e-9);
            double low = Math.min(before, crossing.after());
            double high = Math.max(before, crossing.after());
            assertThat(crossing.level()).isBetween(low, high);
        }
    }

    @Property
    void whatStaysWithinALevelIsNeverTold(
            @ForAll @Size(max = 60) List<@DoubleRange(min = 0.11, max = 0.49) Double> values) {
        assertThat(told(values)).isEmpty();
    }

    @Property
    void whatCannotBeToldIsNoCandidate(
            @ForAll @DoubleRange(max = 1) double before, @ForAll @DoubleRange(max = 1) double after) {
        if (LEVELS.next(List.of(before), after).isPresent()
                || LEVELS.first(after).isPresent()) {
            assertThat(LEVELS.candidate(before, after)).isTrue();
        }
    }

    @Test
    void aScoreThatMovesAroundALevelIsToldOnce() {
        assertThat(told(List.of(0.02, 0.12, 0.09, 0.11, 0.06, 0.15))).hasSize(1);
    }

    @Test
    void aSlowRiseIsToldWhereItIsOfEnough() {
        assertThat(told(List.of(0.04, 0.06, 0.08, 0.1, 0.12)))
                .containsExactly(new Levels.Crossing(0.1, Optional.of(0.04), 0.1));
        assertThat(told(List.of(0.099, 0.101, 0.12, 0.15)))
                .containsExactly(new Levels.Crossing(0.1, Optional.of(0.099), 0.15));
    }

    @Test
    void theFirstScoreOfSomethingNewIsToldAtALevelOnly() {
        assertThat(LEVELS.first(0.09)).isEmpty();
        assertThat(LEVELS.first(0.6)).contains(new Levels.Crossing(0.5, Optional.empty(), 0.6));
    }
}
