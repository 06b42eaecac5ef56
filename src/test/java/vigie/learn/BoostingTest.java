package vigie.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BoostingTest {

    private final TrainingSet set = Samples.set(2000, 10, 0.6, 7);
    private final BoostingParameters parameters = BoostingParameters.defaults()
            .with(Parameter.TREES, 15)
            .with(Parameter.SUBSAMPLE, 0.7)
            .with(Parameter.COLUMNS_BY_TREE, 0.8)
            .with(Parameter.COLUMNS_BY_NODE, 0.8)
            .with(Parameter.SEED, 3);

    @Test
    void theSameInputGivesTheSameBytesAndAnotherSeedOthers() {
        Samples.needXgBoost();
        byte[] first = Samples.train(set, parameters);
        assertThat(Samples.train(set, parameters)).isEqualTo(first);
        assertThat(Samples.train(set, parameters.with(Parameter.SEED, 4))).isNotEqualTo(first);
    }

    @Test
    void theModelFileNamesItsColumnsAndCarriesNotes() throws IOException {
        Samples.needXgBoost();
        byte[] json = Boosting.train(set, parameters, Samples.columns(10), Map.of("made by", "élan", "cut", "2026"));
        TreeEnsemble model = Samples.parse(json);
        assertThat(model.featureNames()).hasSize(10).startsWith("column 0", "column 1");
        assertThat(model.attributes()).isEqualTo(Map.of("made by", "élan", "cut", "2026"));
        assertThat(model.size()).isEqualTo(15);
    }

    @Test
    void startsFromTheShareOfPositiveRows() throws IOException {
        Samples.needXgBoost();
        double base = set.baseRate();
        assertThat(Samples.parse(Samples.train(set, parameters)).baseMargin())
                .isCloseTo(Math.log(base / (1 - base)), org.assertj.core.api.Assertions.within(1e-5));
    }

    @Test
    void aDirectedColumnNeverLowersTheScore() throws IOException {
        Samples.needXgBoost();
        List<Column> columns = new ArrayList<>(Samples.columns(10));
        columns.set(3, new Column("rising", Column.Kind.FLOAT, 1));
        TreeEnsemble model = Samples.parse(Boosting.train(set, parameters, columns, Map.of()));
        for (int row = 0; row < 200; row++) {
            float[] dense = set.rows().row(row);
            double before = Double.NEGATIVE_INFINITY;
            for (float value = -6; value < 6; value += 0.3f) {
                dense[3] = value;
                double margin = model.margin(dense);
                assertThat(margin).isGreaterThanOrEqualTo(before - 1e-9);
                before = margin;
            }
        }
    }

    @Test
    void refusesWhatCannotBeLearnt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrainingSet.of(set.rows(), new float[2000]).baseRate());
        assertThatIllegalArgumentException().isThrownBy(() -> parameters.with(Parameter.DEPTH, 2.5));
        assertThatIllegalArgumentException().isThrownBy(() -> parameters.with(Parameter.LEARNING_RATE, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> Column.of("a<b", Column.Kind.FLOAT));
    }

    @Test
    void aMissingNativeLibraryIsToldWithWhatToInstall() {
        assertThatThrownBy(() -> NativeXgBoost.require(() -> {
                    throw new UnsatisfiedLinkError("libgomp.so.1: cannot open shared object file");
                }))
                .isInstanceOf(BoostingUnavailable.class)
                .hasMessageContaining("libgomp1")
                .hasMessageContaining("cannot open shared object file");
    }
}
