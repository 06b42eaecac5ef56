package vigie.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LogisticTrainingTest {

    @Test
    void findsTheWeightsThatMadeTheLabelsWhateverTheUnits() {
        Samples.needXgBoost();
        SplittableRandom random = new SplittableRandom(5);
        SparseRows.Builder builder = SparseRows.builder(3);
        float[] labels = new float[20_000];
        for (int row = 0; row < labels.length; row++) {
            double odds = -1;
            if (random.nextDouble() < 0.3) {
                builder.put(0, 1);
                odds += 2;
            }
            float value = 1000 * (float) random.nextDouble();
            builder.put(1, value).endRow();
            odds -= value / 500;
            labels[row] = random.nextDouble() < 1 / (1 + Math.exp(-odds)) ? 1 : 0;
        }
        TrainingSet set = TrainingSet.of(builder.build(), labels);
        Logistic model = LogisticTraining.train(set, 200, 0, 0, 1);
        assertThat(model.weights().get(0)).isCloseTo(2, within(0.1));
        assertThat(model.weights().get(1)).isCloseTo(-0.002, within(0.0002));
        assertThat(model.weights().get(2)).isZero();
        assertThat(model.intercept()).isCloseTo(-1, within(0.1));
        assertThat(LogisticTraining.train(set, 200, 0, 0, 1)).isEqualTo(model);
        assertThat(model.probabilities(set.rows())[5])
                .isCloseTo(model.probability(set.rows().row(5)), within(1e-12));
        Logistic held = LogisticTraining.train(set, 200, 1, 0, 1);
        assertThat(Math.abs(held.weights().get(0))).isLessThan(1);
    }
}
