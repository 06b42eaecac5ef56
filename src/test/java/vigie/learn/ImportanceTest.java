package vigie.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ImportanceTest {

    @Test
    void isTheMeanSizeOfContributions() throws IOException {
        Samples.needXgBoost();
        TrainingSet set = Samples.set(500, 8, 0.5, 2);
        TreeShap shap = TreeShap.of(Samples.parse(Samples.train(
                set, BoostingParameters.defaults().with(Parameter.TREES, 10).with(Parameter.THREADS, 1))));
        double sum = 0;
        for (int row = 0; row < 500; row++) {
            sum += Math.abs(shap.explainer().explain(set.rows().row(row))[5]);
        }
        assertThat(Importance.of(shap, set.rows())[5]).isPositive().isCloseTo(sum / 500, within(1e-9));
    }
}
