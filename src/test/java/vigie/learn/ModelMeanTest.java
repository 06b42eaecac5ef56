package vigie.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ModelMeanTest {

    private static final int WIDTH = 20;
    private static final int MEMBERS = 3;
    private static final int TREES = 15;

    private final TrainingSet set = Samples.set(1500, WIDTH, 0.4, 11);

    @BeforeEach
    void needXgBoost() {
        Samples.needXgBoost();
    }

    private static BoostingParameters parameters(int seed) {
        return BoostingParameters.defaults()
                .with(Parameter.TREES, TREES)
                .with(Parameter.THREADS, 1)
                .with(Parameter.SUBSAMPLE, 0.5)
                .with(Parameter.COLUMNS_BY_TREE, 0.5)
                .with(Parameter.SEED, seed);
    }

    private List<byte[]> members() {
        List<Boosting.Run> runs = new ArrayList<>();
        for (int member = 0; member < MEMBERS; member++) {
            runs.add(new Boosting.Run(parameters(member), set.weights()));
        }
        return Boosting.train(set, runs, Samples.columns(WIDTH), Map.of("made by", "a test"));
    }

    @Test
    void itsMarginIsTheMeanOfTheMarginsAndItsContributionsOfTheContributions() throws IOException {
        List<byte[]> members = members();
        TreeEnsemble mean = Samples.parse(ModelMean.of(members));
        assertThat(mean.members()).isEqualTo(MEMBERS);
        assertThat(mean.size()).isEqualTo(MEMBERS * TREES);
        assertThat(mean.attributes()).containsEntry("made by", "a test");
        List<TreeEnsemble> each = new ArrayList<>();
        List<TreeShap.Explainer> explainers = new ArrayList<>();
        for (byte[] member : members) {
            each.add(Samples.parse(member));
            explainers.add(TreeShap.of(Samples.parse(member)).explainer());
        }
        TreeShap.Explainer explainer = TreeShap.of(mean).explainer();
        double[] found = new double[WIDTH + 1];
        double[] margins = new double[MEMBERS];
        for (int row = 0; row < 300; row++) {
            float[] dense = set.rows().row(row);
            explainer.explain(1, new float[][] {dense}, new double[][] {found}, new double[][] {margins});
            assertThat(Arrays.stream(found).sum()).isCloseTo(mean.margin(dense), within(1e-9));
            assertThat(Arrays.stream(margins).average().orElseThrow()).isCloseTo(mean.margin(dense), within(1e-9));
            double[] wanted = new double[WIDTH + 1];
            for (int member = 0; member < MEMBERS; member++) {
                assertThat(margins[member]).isCloseTo(each.get(member).margin(dense), within(1e-5));
                double[] ofMember = explainers.get(member).explain(dense);
                for (int column = 0; column <= WIDTH; column++) {
                    wanted[column] += ofMember[column] / MEMBERS;
                }
            }
            for (int column = 0; column <= WIDTH; column++) {
                assertThat(found[column]).isCloseTo(wanted[column], within(1e-6));
            }
        }
    }

    @Test
    void xgBoostReadsItAndGivesTheSameContributions() throws IOException {
        byte[] mean = ModelMean.of(members());
        TreeShap.Explainer explainer = TreeShap.of(Samples.parse(mean)).explainer();
        float[][] wanted = Oracle.contributions(mean, set.rows());
        for (int row = 0; row < 300; row++) {
            double[] found = explainer.explain(set.rows().row(row));
            for (int column = 0; column <= WIDTH; column++) {
                assertThat(found[column]).isCloseTo(wanted[row][column], within(1e-5));
            }
        }
    }

    @Test
    void aModelTrainedAmongOthersIsTheOneThatIsTrainedAlone() {
        byte[] alone = Samples.train(set, parameters(0));
        assertThat(members().get(0)).isEqualTo(alone);
        assertThat(ModelMean.of(List.of(alone))).isSameAs(alone);
        assertThat(ModelMean.of(members())).isEqualTo(ModelMean.of(members()));
    }

    @Test
    void rowsWithoutWeightDoNotMatter() throws IOException {
        float[] some = set.weights().clone();
        Arrays.fill(some, 0, 700, 0);
        byte[] found = Boosting.train(
                        set, List.of(new Boosting.Run(parameters(5), some)), Samples.columns(WIDTH), Map.of())
                .get(0);
        float[] labels = set.labels().clone();
        for (int row = 0; row < 700; row++) {
            labels[row] = 1 - labels[row];
        }
        BoostingParameters base = parameters(5).with(Parameter.BASE_SCORE, set.baseRate());
        byte[] others = Boosting.train(
                        new TrainingSet(set.rows(), labels, set.weights()),
                        List.of(new Boosting.Run(base, some)),
                        Samples.columns(WIDTH),
                        Map.of())
                .get(0);
        assertThat(others).isEqualTo(found);
    }

    @Test
    void differentColumnsAreRefused() {
        TrainingSet other = Samples.set(300, WIDTH + 1, 0.4, 1);
        List<byte[]> models = List.of(Samples.train(set, parameters(0)), Samples.train(other, parameters(0)));
        assertThatThrownBy(() -> ModelMean.of(models)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aFileWhoseTreesCannotBeThoseOfSoManyModelsIsRefused() {
        String file = new String(ModelMean.of(members()), StandardCharsets.UTF_8);
        for (String wrong : List.of("0", "7", "x", "-1")) {
            String damaged = file.replace("\"members\":\"3\"", "\"members\":\"" + wrong + "\"");
            assertThatThrownBy(() -> Samples.parse(damaged.getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(ModelFileException.class);
        }
    }
}
