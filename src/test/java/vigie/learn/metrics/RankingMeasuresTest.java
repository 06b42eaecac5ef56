package vigie.learn.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RankingMeasuresTest {

    private static final double EXACT = 1e-12;

    /** Greatest first: yes, then yes and no tied, then no, no, yes. */
    private final Ranking ranking =
            Ranking.of(new double[] {0.1, 0.9, 0.5, 0.5, 0.3, 0.2}, new float[] {1, 1, 1, 0, 0, 0});

    @Test
    void rocAucCountsTiesHalf() {
        // Of 9 pairs 3 + 2.5 + 0 are in order.
        assertThat(RankingMeasures.rocAuc(ranking)).isCloseTo(5.5 / 9, within(EXACT));
    }

    @Test
    void averagePrecisionTakesATieAsOneThreshold() {
        assertThat(RankingMeasures.averagePrecision(ranking)).isCloseTo((1 + 2 / 3.0 + 3 / 6.0) / 3, within(EXACT));
    }

    @Test
    void effortThatEndsWithinATieGetsItsShare() {
        AtEffort third = RankingMeasures.atEffort(ranking, 2 / 6.0);
        assertThat(third.coverage()).isCloseTo(1.5 / 3, within(EXACT));
        assertThat(third.efficiency()).isCloseTo(1.5 / 2, within(EXACT));
        AtEffort all = RankingMeasures.atEffort(ranking, 1);
        assertThat(all.coverage()).isCloseTo(1, within(EXACT));
        assertThat(all.efficiency()).isCloseTo(0.5, within(EXACT));
        assertThatIllegalArgumentException().isThrownBy(() -> RankingMeasures.atEffort(ranking, 0));
    }

    @Test
    void curvesHaveAPointForEachThreshold() {
        assertThat(RankingMeasures.rocCurve(ranking))
                .hasSize(6)
                .startsWith(new CurvePoint(0, 0, Double.POSITIVE_INFINITY), new CurvePoint(0, 1 / 3.0, 0.9))
                .endsWith(new CurvePoint(1, 1, 0.1));
        List<CurvePoint> precision = RankingMeasures.precisionRecallCurve(ranking);
        assertThat(precision).startsWith(new CurvePoint(1 / 3.0, 1, 0.9)).endsWith(new CurvePoint(1, 0.5, 0.1));
        assertThat(CurvePoint.thin(precision, 2)).containsExactly(precision.get(0), precision.get(4));
    }

    @Test
    void aThinnedCurveKeepsItsCornersHoweverCloseTheyAre() {
        double[] scores = IntStream.range(0, 1_000).mapToDouble(i -> -i).toArray();
        float[] labels = new float[scores.length];
        labels[2] = 1;
        labels[5] = 1;
        List<CurvePoint> roc = CurvePoint.thin(RankingMeasures.rocCurve(Ranking.of(scores, labels)), 10);
        assertThat(roc).extracting(CurvePoint::y).containsExactly(0.0, 0.0, 0.5, 0.5, 1.0, 1.0);
        assertThat(roc).extracting(CurvePoint::x).containsExactly(0.0, 2 / 998.0, 2 / 998.0, 4 / 998.0, 4 / 998.0, 1.0);
    }

    @Test
    void withoutPositiveRowsThereIsNothingToMeasure() {
        Ranking none = Ranking.of(new double[] {0.1, 0.2}, new float[] {0, 0});
        assertThat(RankingMeasures.rocAuc(none)).isNaN();
        assertThat(RankingMeasures.averagePrecision(none)).isNaN();
        assertThat(RankingMeasures.atEffort(none, 0.5).coverage()).isNaN();
    }

    @Property(tries = 100)
    void weightsCountAsThatManyRows(@ForAll long seed, @ForAll @IntRange(min = 2, max = 30) int size) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] scores = random.doubles(size).map(x -> Math.rint(x * 10) / 10).toArray();
        float[] labels = new float[size];
        float[] weights = new float[size];
        int total = 0;
        for (int row = 0; row < size; row++) {
            labels[row] = row < 1 ? 1 : row < 2 ? 0 : random.nextInt(2);
            weights[row] = row < 2 ? 1 : random.nextInt(4);
            total += (int) weights[row];
        }
        double[] manyScores = new double[total];
        float[] manyLabels = new float[total];
        int at = 0;
        for (int row = 0; row < size; row++) {
            for (int copy = 0; copy < weights[row]; copy++) {
                manyScores[at] = scores[row];
                manyLabels[at++] = labels[row];
            }
        }
        Ranking weighted = Ranking.of(scores, labels, weights);
        Ranking many = Ranking.of(manyScores, manyLabels);
        assertThat(RankingMeasures.rocAuc(weighted)).isCloseTo(pairs(manyScores, manyLabels), within(1e-9));
        assertThat(RankingMeasures.averagePrecision(weighted))
                .isCloseTo(RankingMeasures.averagePrecision(many), within(1e-9));
        assertThat(RankingMeasures.atEffort(weighted, 0.3).coverage())
                .isCloseTo(RankingMeasures.atEffort(many, 0.3).coverage(), within(1e-9));
        assertThat(Calibration.brier(weighted)).isCloseTo(Calibration.brier(many), within(1e-9));
    }

    /** The definition: every pair of a positive and a negative row. */
    private static double pairs(double[] scores, float[] labels) {
        double won = 0;
        double all = 0;
        for (int yes = 0; yes < scores.length; yes++) {
            for (int no = 0; no < scores.length; no++) {
                if (labels[yes] == 1 && labels[no] == 0) {
                    won += scores[yes] > scores[no] ? 1 : scores[yes] == scores[no] ? 0.5 : 0;
                    all++;
                }
            }
        }
        return won / all;
    }
}
