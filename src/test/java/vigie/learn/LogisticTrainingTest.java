package vigie.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class LogisticTrainingTest {

    private static final LogisticTraining.Settings FREE = new LogisticTraining.Settings(0, 500, 0);

    private static Column indicator(int direction) {
        return new Column("indicator", Column.Kind.INDICATOR, direction);
    }

    private static Column quantity(int direction) {
        return new Column("quantity", Column.Kind.QUANTITY, direction);
    }

    /** Rows in four groups: with the indicator and positive, with it and negative, without it and positive, negative. */
    private static TrainingSet groups(int... sizes) {
        SparseRows.Builder builder = SparseRows.builder(1);
        float[] labels = new float[sizes[0] + sizes[1] + sizes[2] + sizes[3]];
        int row = 0;
        for (int group = 0; group < sizes.length; group++) {
            for (int i = 0; i < sizes[group]; i++) {
                if (group < 2) {
                    builder.put(0, 1);
                }
                builder.endRow();
                labels[row++] = 1 - group % 2;
            }
        }
        return TrainingSet.of(builder.build(), labels);
    }

    private static Logistic train(TrainingSet set, Column column, Curve curve, LogisticTraining.Settings settings) {
        return LogisticTraining.train(set, List.of(column), List.of(curve), settings);
    }

    @Test
    void findsTheWeightsThatMadeTheLabelsWhateverTheUnits() {
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
        List<Column> columns = List.of(indicator(0), quantity(0), quantity(0));
        List<Curve> curves = Collections.nCopies(3, Curve.PLAIN);
        Logistic model = LogisticTraining.train(set, columns, curves, FREE);
        assertThat(model.weights().get(0)).isCloseTo(2, within(0.1));
        assertThat(model.weights().get(1)).isCloseTo(-0.002, within(0.0002));
        assertThat(model.weights().get(2)).isZero();
        assertThat(model.intercept()).isCloseTo(-1, within(0.1));
        assertThat(LogisticTraining.train(set, columns, curves, FREE)).isEqualTo(model);
        assertThat(model.probabilities(set.rows())[5])
                .isCloseTo(model.probability(set.rows().row(5)), within(1e-12));
        Logistic held = LogisticTraining.train(set, columns, curves, new LogisticTraining.Settings(1, 500, 0));
        assertThat(held.weights().get(0)).isPositive().isLessThan(1.5);
    }

    /** Without a penalty the answer is known: the log-odds of the two groups. */
    @Test
    void theOptimumOfOneIndicatorIsThatOfTheTwoGroups() {
        Logistic model = train(groups(30, 70, 20, 380), indicator(0), Curve.PLAIN, FREE);
        double without = Math.log(20 / 380.0);
        assertThat(model.intercept()).isCloseTo(without, within(1e-3));
        assertThat(model.weights().get(0)).isCloseTo(Math.log(30 / 70.0) - without, within(1e-3));
        assertThat(model.probability(new float[] {Float.NaN})).isCloseTo(0.05, within(1e-4));
        assertThat(model.probability(new float[] {1})).isCloseTo(0.3, within(1e-4));
    }

    @Test
    void aRowOfWeightTwoIsTwoRows() {
        TrainingSet once = groups(3, 7, 2, 38);
        float[] weights = once.weights().clone();
        weights[0] = 2;
        TrainingSet weighted = new TrainingSet(once.rows(), once.labels(), weights);
        LogisticTraining.Settings settings = new LogisticTraining.Settings(0.34, 500, 0);
        Logistic wanted = train(groups(4, 7, 2, 38), indicator(0), Curve.PLAIN, settings);
        Logistic found = train(weighted, indicator(0), Curve.PLAIN, settings);
        assertThat(found.intercept()).isCloseTo(wanted.intercept(), within(1e-4));
        assertThat(found.weights().get(0)).isCloseTo(wanted.weights().get(0), within(1e-4));
    }

    @Test
    void aColumnThatMayOnlyRaiseNeverLowers() {
        TrainingSet lowering = groups(2, 98, 100, 300);
        assertThat(train(lowering, indicator(0), Curve.PLAIN, FREE).weights().get(0))
                .isNegative();
        Logistic bound = train(lowering, indicator(1), Curve.PLAIN, FREE);
        assertThat(bound.weights()).containsExactly(0.0);
        assertThat(bound.intercept()).isCloseTo(Math.log(102 / 398.0), within(1e-6));
        TrainingSet raising = groups(30, 70, 20, 380);
        assertThat(train(raising, indicator(-1), Curve.PLAIN, FREE).weights()).containsExactly(0.0);
        assertThat(train(raising, indicator(1), Curve.PLAIN, FREE))
                .isEqualTo(train(raising, indicator(0), Curve.PLAIN, FREE));
    }

    /** Days that may only lower the score are, on their curve, a quantity that may only raise it. */
    @Test
    void theDirectionIsThatOfTheValueNotOfItsPlaceOnTheCurve() {
        SparseRows.Builder builder = SparseRows.builder(1);
        float[] labels = new float[400];
        for (int row = 0; row < labels.length; row++) {
            boolean recent = row % 2 == 0;
            builder.put(0, recent ? 5 : 800).endRow();
            labels[row] = row % (recent ? 4 : 20) == (recent ? 0 : 1) ? 1 : 0;
        }
        TrainingSet set = TrainingSet.of(builder.build(), labels);
        Logistic model = train(set, quantity(-1), Curve.RECENCY, FREE);
        assertThat(model.weights().get(0)).isPositive();
        assertThat(model.margin(new float[] {5})).isGreaterThan(model.margin(new float[] {800}));
        assertThat(train(set, quantity(1), Curve.RECENCY, FREE).weights()).containsExactly(0.0);
    }

    @Test
    void aMissingValueIsOneOfZeroOnTheCurve() {
        TrainingSet sparse = groups(30, 70, 20, 380);
        SparseRows.Builder builder = SparseRows.builder(1);
        for (int row = 0; row < sparse.rows().size(); row++) {
            builder.put(0, row < 100 ? 1 : 0).endRow();
        }
        TrainingSet full = new TrainingSet(builder.build(), sparse.labels(), sparse.weights());
        Logistic model = train(sparse, quantity(0), Curve.COUNT, FREE);
        assertThat(train(full, quantity(0), Curve.COUNT, FREE)).isEqualTo(model);
        assertThat(model.margin(new float[] {0})).isEqualTo(model.margin(new float[] {Float.NaN}));
    }

    @Test
    void whatSaysNextToNothingIsLeftOutAndTheMeanStays() {
        TrainingSet set = groups(30, 270, 28, 272);
        LogisticTraining.Settings settings = new LogisticTraining.Settings(0, 500, 0.5);
        Logistic model = train(set, indicator(0), Curve.PLAIN, settings);
        assertThat(model.weights()).containsExactly(0.0);
        assertThat(model.probability(new float[] {1})).isCloseTo(58 / 600.0, within(1e-3));
    }

    @Test
    void refusesWhatDoesNotFit() {
        TrainingSet set = groups(3, 7, 2, 38);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LogisticTraining.train(set, List.of(), List.of(Curve.PLAIN), FREE));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> train(groups(0, 7, 0, 38), indicator(0), Curve.PLAIN, FREE));
    }

    /** The gradient is the slope that finite differences of the value show. */
    @Property(tries = 30)
    void theGradientIsTheSlopeOfTheLoss(@ForAll long seed) {
        int width = 6;
        TrainingSet set = Samples.set(200, width, 0.5, seed);
        SplittableRandom random = new SplittableRandom(seed);
        double[] centres = random.doubles(width, -1, 1).toArray();
        LogisticLoss loss = new LogisticLoss(set, centres, 3);
        double[] point = random.doubles(width + 1, -1, 1).toArray();
        double[] gradient = new double[width + 1];
        double[] unused = new double[width + 1];
        loss.at(point, gradient);
        double step = 1e-5;
        for (int i = 0; i <= width; i++) {
            double place = point[i];
            point[i] = place + step;
            double above = loss.at(point, unused);
            point[i] = place - step;
            double below = loss.at(point, unused);
            point[i] = place;
            assertThat(gradient[i]).isCloseTo((above - below) / (2 * step), within(1e-6));
        }
    }
}
