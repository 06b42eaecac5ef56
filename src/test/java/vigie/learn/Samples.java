package vigie.learn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Assumptions;

/** Random rows whose label depends on some columns, and models trained on them. */
final class Samples {

    private Samples() {}

    /** Skips the test, and says so, where XGBoost's native library is not there. */
    static void needXgBoost() {
        try {
            NativeXgBoost.require(NativeXgBoost::probe);
        } catch (BoostingUnavailable e) {
            Assumptions.abort("SKIPPED, not passed: " + e.getMessage());
        }
    }

    /** Sparse rows: the even columns are indicators, the others have a few hundred values, among them 0. */
    static TrainingSet set(int rows, int width, double density, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        SparseRows.Builder builder = SparseRows.builder(width);
        float[] labels = new float[rows];
        float[] weights = new float[rows];
        for (int row = 0; row < rows; row++) {
            double odds = -1;
            for (int column = 0; column < width; column++) {
                if (random.nextDouble() < density) {
                    float value = column % 2 == 0 ? 1 : random.nextInt(-200, 200) / 37f;
                    builder.put(column, value);
                    odds += column % 5 == 0 ? 1 - column % 10 / 2.5 : column % 5 == 3 ? Math.sin(value * 2) : 0;
                }
            }
            builder.endRow();
            labels[row] = random.nextDouble() < 1 / (1 + Math.exp(-odds)) ? 1 : 0;
            weights[row] = 0.5f + (float) random.nextDouble();
        }
        labels[0] = 0;
        labels[1] = 1;
        return new TrainingSet(builder.build(), labels, weights);
    }

    static List<Column> columns(int width) {
        List<Column> columns = new ArrayList<>();
        for (int column = 0; column < width; column++) {
            columns.add(Column.of("column " + column, column % 2 == 0 ? Column.Kind.INDICATOR : Column.Kind.FLOAT));
        }
        return columns;
    }

    static byte[] train(TrainingSet set, BoostingParameters parameters) {
        return Boosting.train(set, parameters, columns(set.rows().width()), Map.of("made by", "a test"));
    }

    static TreeEnsemble parse(byte[] json) throws IOException {
        TreeEnsemble model = TreeEnsemble.read(new ByteArrayInputStream(json));
        assertThat(model.size()).isPositive();
        return model;
    }
}
