package vigie.learn;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TreeShapTest {

    @ParameterizedTest(name = "depth {0}, {1} columns, {2} full")
    @CsvSource({
        "1, 6, 0.5",
        "2, 3, 0.9",
        "3, 20, 0.2",
        "4, 2, 0.8",
        "5, 40, 0.3",
        "6, 5, 0.6",
        "7, 8, 0.4",
        "8, 30, 0.5",
        "10, 12, 0.7",
        "12, 3, 0.9"
    })
    void agreesWithXgBoostAndAddsUpToTheMargin(int depth, int width, double density) throws IOException, XGBoostError {
        Samples.needXgBoost();
        TrainingSet set = Samples.set(1500, width, density, depth);
        byte[] json = Samples.train(
                set,
                BoostingParameters.defaults()
                        .with(Parameter.TREES, 20)
                        .with(Parameter.DEPTH, depth)
                        .with(Parameter.THREADS, 1)
                        .with(Parameter.MIN_CHILD_WEIGHT, 0.1));
        TreeEnsemble model = Samples.parse(json);
        TreeShap.Explainer explainer = TreeShap.of(model).explainer();
        Booster booster = XGBoost.loadModel(new ByteArrayInputStream(json));
        DMatrix matrix = NativeXgBoost.matrix(set.rows(), 1);
        float[][] wanted = booster.predictContrib(matrix, 0);
        float[][] margins = booster.predict(matrix, true);
        double worstSum = 0;
        double worst = 0;
        double worstMargin = 0;
        for (int row = 0; row < wanted.length; row++) {
            float[] dense = set.rows().row(row);
            double[] found = explainer.explain(dense);
            worstSum = Math.max(worstSum, Math.abs(Arrays.stream(found).sum() - model.margin(dense)));
            worstMargin = Math.max(worstMargin, Math.abs(margins[row][0] - model.margin(dense)));
            for (int column = 0; column <= width; column++) {
                worst = Math.max(worst, Math.abs(found[column] - wanted[row][column]));
            }
        }
        assertThat(worstSum).isCloseTo(0, within(1e-9));
        assertThat(worstMargin).isCloseTo(0, within(1e-5));
        assertThat(worst).isCloseTo(0, within(1e-5));
    }

    @Test
    void whatWasExplainedBeforeDoesNotMatter() throws IOException {
        Samples.needXgBoost();
        TrainingSet set = Samples.set(1500, 12, 0.7, 3);
        TreeShap shap = TreeShap.of(Samples.parse(Samples.train(
                set, BoostingParameters.defaults().with(Parameter.TREES, 20).with(Parameter.THREADS, 1))));
        TreeShap.Explainer used = shap.explainer();
        for (int row = 0; row < 1500; row++) {
            used.explain(set.rows().row(row));
        }
        for (int row = 0; row < 1500; row++) {
            float[] dense = set.rows().row(row);
            assertThat(used.explain(dense)).isEqualTo(shap.explainer().explain(dense));
        }
    }

    @Test
    void severalRowsAtOnceGetWhatEachGetsAlone() throws IOException {
        Samples.needXgBoost();
        TrainingSet set = Samples.set(50, 12, 0.7, 4);
        TreeEnsemble model = Samples.parse(Samples.train(
                set, BoostingParameters.defaults().with(Parameter.TREES, 20).with(Parameter.THREADS, 1)));
        TreeShap.Explainer explainer = TreeShap.of(model).explainer();
        // The last part is smaller than the others.
        for (int from = 0; from < 50; from += 16) {
            int count = Math.min(16, 50 - from);
            float[][] rows = new float[16][];
            for (int i = 0; i < count; i++) {
                rows[i] = set.rows().row(from + i);
            }
            double[][] found = new double[16][model.width() + 1];
            double[][] margins = new double[16][1];
            explainer.explain(count, rows, found, margins);
            for (int i = 0; i < count; i++) {
                assertThat(found[i]).isEqualTo(explainer.explain(rows[i]));
                assertThat(margins[i][0]).isCloseTo(model.margin(rows[i]), within(1e-9));
            }
        }
    }

    @Test
    void agreesWithTheDefinitionOnATreeOfOneSplit() throws IOException {
        // A quarter of the rows goes to the leaf of 4, the others to the leaf of 0: the mean is 1.
        String json = """
                {"learner":{"learner_model_param":{"base_score":"5E-1","num_feature":"1"},
                "objective":{"name":"binary:logistic"},"gradient_booster":{"name":"gbtree","model":{"trees":[{
                "left_children":[1,-1,-1],"right_children":[2,-1,-1],"split_indices":[0,0,0],"default_left":[1,0,0],
                "split_conditions":[0.5,0,4],"sum_hessian":[8,6,2]}]}}}}
                """;
        TreeShap shap = TreeShap.of(TreeEnsemble.read(new ByteArrayInputStream(json.getBytes(UTF_8))));
        assertThat(shap.explainer().explain(new float[] {1})).containsExactly(3, 1);
        assertThat(shap.explainer().explain(new float[] {Float.NaN})).containsExactly(-1, 1);
        assertThat(shap.bias()).isEqualTo(1);
    }
}
