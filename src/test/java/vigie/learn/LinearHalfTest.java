package vigie.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LinearHalfTest {

    private static final int WIDTH = 20;
    private static final int MEMBERS = 4;
    private static final int TREES = 10;
    private static final int STEPS = 64;

    /** Column 1 counts, 3 is a share, 5 are days; the other odd ones are plain quantities, the even ones indicators. */
    private static final List<Curve> CURVES = curves();

    private final TrainingSet set = rows();
    private final List<Column> columns = Samples.columns(WIDTH);
    private byte[] members;
    private Logistic linear;
    private byte[] file;

    private static List<Curve> curves() {
        List<Curve> curves = new ArrayList<>(Collections.nCopies(WIDTH, Curve.PLAIN));
        curves.set(1, Curve.COUNT);
        curves.set(3, Curve.SHARE);
        curves.set(5, Curve.RECENCY);
        return List.copyOf(curves);
    }

    private static float natural(int column, float value) {
        return switch (CURVES.get(column)) {
            case COUNT -> Math.abs(Math.round(20 * value));
            case SHARE -> Math.abs(value) / 10;
            case RECENCY -> Math.abs(Math.round(900 * value));
            case PLAIN -> value;
        };
    }

    private static TrainingSet rows() {
        TrainingSet made = Samples.set(1500, WIDTH, 0.5, 23);
        return new TrainingSet(made.rows().mapped(LinearHalfTest::natural), made.labels(), made.weights());
    }

    @BeforeEach
    void train() {
        Samples.needXgBoost();
        List<Boosting.Run> runs = new ArrayList<>();
        for (int member = 0; member < MEMBERS; member++) {
            BoostingParameters parameters = BoostingParameters.defaults()
                    .with(Parameter.TREES, TREES)
                    .with(Parameter.THREADS, 1)
                    .with(Parameter.SUBSAMPLE, 0.5)
                    .with(Parameter.SEED, member);
            runs.add(new Boosting.Run(parameters, set.weights()));
        }
        members = ModelMean.of(Boosting.train(set, runs, columns, Map.of("made by", "a test")));
        linear = LogisticTraining.train(set, columns, CURVES, new LogisticTraining.Settings(0.34, 80, 0.02));
        file = LinearHalf.of(members, linear, set, columns);
    }

    /** Half of the rows are of the training, the others have values that it never saw. */
    private List<float[]> some() {
        SplittableRandom random = new SplittableRandom(4);
        List<float[]> some = new ArrayList<>();
        for (int row = 0; row < 200; row++) {
            some.add(set.rows().row(row));
            float[] other = new float[WIDTH];
            for (int column = 0; column < WIDTH; column++) {
                float value = column % 2 == 0 ? random.nextInt(2) : (float) random.nextDouble(-8, 8);
                other[column] = random.nextInt(3) == 0 ? Float.NaN : natural(column, value);
            }
            some.add(other);
        }
        return some;
    }

    /** The regression with the places of quantities in steps, by arithmetic instead of trees. */
    private double stepped(float[] dense) {
        double sum = linear.intercept();
        for (int column = 0; column < WIDTH; column++) {
            if (Float.isNaN(dense[column])) {
                continue;
            }
            double place = CURVES.get(column).of(dense[column]);
            sum += linear.weights().get(column) * (column % 2 == 0 ? place : middle(column, place));
        }
        return sum;
    }

    private double middle(int column, double place) {
        double least = 0;
        double most = 0;
        for (int row = 0; row < set.rows().size(); row++) {
            float value = set.rows().row(row)[column];
            if (!Float.isNaN(value)) {
                least = Math.min(least, CURVES.get(column).of(value));
                most = Math.max(most, CURVES.get(column).of(value));
            }
        }
        double width = (most - least) / STEPS;
        long zero = Math.min(STEPS - 1, (long) Math.floor(-least / width));
        long step = Math.max(0, Math.min(STEPS - 1, (long) Math.floor((place - least) / width)));
        return step == zero ? 0 : least + (step + 0.5) * width;
    }

    @Test
    void itsMarginIsTheMeanOfTheTreesAndTheRegression() throws IOException {
        TreeEnsemble trees = Samples.parse(members);
        TreeEnsemble both = Samples.parse(file);
        assertThat(both.attributes()).containsEntry("made by", "a test");
        assertThat(linear.weights()).filteredOn(weight -> weight != 0).hasSizeGreaterThan(10);
        for (float[] dense : some()) {
            assertThat(both.margin(dense)).isCloseTo((trees.margin(dense) + stepped(dense)) / 2, within(1e-6));
        }
    }

    @Test
    void stepsAreCloseToTheRegressionWhereItHasSeenValues() throws IOException {
        TreeEnsemble trees = Samples.parse(members);
        TreeEnsemble both = Samples.parse(file);
        for (int row = 0; row < set.rows().size(); row++) {
            float[] dense = set.rows().row(row);
            assertThat(both.margin(dense)).isCloseTo((trees.margin(dense) + linear.margin(dense)) / 2, within(0.05));
        }
    }

    @Test
    void contributionsAddUpToTheMarginAndAreThoseOfXgBoost() throws IOException {
        TreeEnsemble both = Samples.parse(file);
        TreeShap.Explainer explainer = TreeShap.of(both).explainer();
        float[][] wanted = Oracle.contributions(file, set.rows());
        for (float[] dense : some()) {
            assertThat(Arrays.stream(explainer.explain(dense)).sum()).isCloseTo(both.margin(dense), within(1e-9));
        }
        for (int row = 0; row < 200; row++) {
            double[] found = explainer.explain(set.rows().row(row));
            for (int column = 0; column <= WIDTH; column++) {
                assertThat(found[column]).isCloseTo(wanted[row][column], within(1e-5));
            }
        }
    }

    @Test
    void theRegressionIsAVoiceBesideTheMembers() throws IOException {
        TreeEnsemble trees = Samples.parse(members);
        TreeEnsemble both = Samples.parse(file);
        assertThat(trees.voices()).isEqualTo(MEMBERS);
        assertThat(both.members()).isEqualTo(MEMBERS);
        assertThat(both.voices()).isEqualTo(MEMBERS + 1);
        TreeShap.Explainer ofTrees = TreeShap.of(trees).explainer();
        TreeShap.Explainer ofBoth = TreeShap.of(both).explainer();
        double[] room = new double[WIDTH + 1];
        double[] alone = new double[MEMBERS];
        double[] found = new double[MEMBERS + 1];
        for (float[] dense : some()) {
            ofTrees.explain(1, new float[][] {dense}, new double[][] {room}, new double[][] {alone});
            ofBoth.explain(1, new float[][] {dense}, new double[][] {room}, new double[][] {found});
            assertThat(Arrays.copyOf(found, MEMBERS)).containsExactly(alone, within(1e-5));
            assertThat(found[MEMBERS]).isCloseTo(stepped(dense), within(1e-5));
            double mean = Arrays.stream(found).limit(MEMBERS).average().orElseThrow();
            assertThat((mean + found[MEMBERS]) / 2).isCloseTo(both.margin(dense), within(1e-9));
        }
    }

    @Test
    void greaterTreesMayBeOfTheRegressionToo() throws IOException {
        String text = new String(file, StandardCharsets.UTF_8);
        int shared = Samples.parse(file).shared();
        String more = text.replace("\"shared_trees\":\"" + shared, "\"shared_trees\":\"" + (shared + MEMBERS));
        TreeEnsemble both = Samples.parse(more.getBytes(StandardCharsets.UTF_8));
        TreeEnsemble before = Samples.parse(file);
        double[] contributions = new double[WIDTH + 1];
        double[] margins = new double[MEMBERS + 1];
        for (float[] dense : some()) {
            TreeShap.of(both)
                    .explainer()
                    .explain(1, new float[][] {dense}, new double[][] {contributions}, new double[][] {margins});
            double mean = Arrays.stream(margins).limit(MEMBERS).average().orElseThrow();
            assertThat((mean + margins[MEMBERS]) / 2).isCloseTo(both.margin(dense), within(1e-9));
            assertThat(contributions)
                    .containsExactly(TreeShap.of(before).explainer().explain(dense), within(1e-9));
        }
    }

    @Test
    void theSameInputGivesTheSameBytesAndTheTreesStayAsTheyWere() {
        byte[] before = members.clone();
        assertThat(LinearHalf.of(members, linear, set, columns)).isEqualTo(file);
        assertThat(members).isEqualTo(before);
    }

    @Test
    void aColumnWithoutWeightOrWithoutValuesGetsNoTree() throws IOException {
        List<Double> weights = new ArrayList<>(Collections.nCopies(WIDTH, 0.0));
        weights.set(2, 1.5);
        Logistic one = new Logistic(CURVES, weights, -3);
        TreeEnsemble both = Samples.parse(LinearHalf.of(members, one, set, columns));
        assertThat(both.size()).isEqualTo(MEMBERS * TREES + 1);
    }

    @Test
    void aFileThatSharesMoreTreesThanItHasIsRefused() throws IOException {
        String text = new String(file, StandardCharsets.UTF_8);
        int shared = Samples.parse(file).size() - MEMBERS * TREES;
        String said = "\"shared_trees\":\"" + shared + "\"";
        assertThat(text).contains(said);
        for (String wrong : List.of(Integer.toString(shared + 1), "99999", "x", "-1")) {
            String damaged = text.replace(said, "\"shared_trees\":\"" + wrong + "\"");
            assertThatThrownBy(() -> Samples.parse(damaged.getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(ModelFileException.class);
        }
        for (String wrong : List.of("", "NaN", "x", "1e999")) {
            String damaged =
                    text.replaceFirst("\"shared_intercept\":\"[^\"]*\"", "\"shared_intercept\":\"" + wrong + "\"");
            assertThat(damaged).isNotEqualTo(text);
            assertThatThrownBy(() -> Samples.parse(damaged.getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(ModelFileException.class);
        }
        assertThatThrownBy(() -> LinearHalf.of("{}".getBytes(StandardCharsets.UTF_8), linear, set, columns))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
