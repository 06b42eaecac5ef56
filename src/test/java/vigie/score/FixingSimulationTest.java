package vigie.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Rules that fix CVEs round by round. */
class FixingSimulationTest {

    private static final int NEVER = Integer.MAX_VALUE;
    private static final double NOT = Double.NaN;

    @Test
    void theHighestAreFixedFirstAndEachOnce() {
        FixingSimulation.Counts counts = new FixingSimulation(1, new int[] {0, 0, 0}, new int[] {NEVER, 2, 2}, 1)
                .run(new double[][] {{3, 2, 1}, {3, 2, 1}});

        assertThat(counts).isEqualTo(new FixingSimulation.Counts(2, 1, 0));
    }

    @Test
    void whatIsFixedAfterExploitationWasKnownIsLate() {
        FixingSimulation.Counts counts =
                new FixingSimulation(1, new int[] {0}, new int[] {1}, 1).run(new double[][] {{NOT}, {1}});

        assertThat(counts).isEqualTo(new FixingSimulation.Counts(1, 0, 1));
    }

    @Test
    void aRuleFixesOnlyWhatItNamesAndNothingBeforeItComes() {
        FixingSimulation.Counts counts = new FixingSimulation(10, new int[] {0, 0, 1}, new int[] {NEVER, 1, 1}, 1)
                .run(new double[][] {{NOT, 1, 1}, {NOT, NOT, NOT}});

        assertThat(counts).isEqualTo(new FixingSimulation.Counts(1, 1, 0));
    }

    @Test
    void ofEqualOnesTheMeanOverRandomOrdersCounts() {
        int[] arrivals = new int[10];
        int[] deadlines = new int[10];
        java.util.Arrays.fill(deadlines, NEVER);
        deadlines[0] = 1;
        double[] same = new double[10];
        FixingSimulation.Counts counts = new FixingSimulation(5, arrivals, deadlines, 1).run(new double[][] {same});

        assertThat(counts.fixes()).isEqualTo(5);
        assertThat(counts.inTime()).isCloseTo(0.5, within(0.2));
        assertThat(new FixingSimulation(5, arrivals, deadlines, 1).run(new double[][] {same}))
                .isEqualTo(counts);
    }
}
