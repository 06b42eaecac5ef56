package vigie.score;

import java.time.LocalDate;
import java.util.Arrays;
import vigie.feature.FeatureReader;
import vigie.feature.History;
import vigie.model.Dossier;

/** The features of one CVE after the other, in the columns of a model. One thread at a time. */
final class FeatureRow {

    private final ScoreModel model;
    private final FeatureReader reader;
    private final float[] values;

    FeatureRow(ScoreModel model, History history) {
        this.model = model;
        this.reader = new FeatureReader(history, model.withEpss());
        this.values = new float[model.trees().width()];
    }

    /** A value for each column, NaN where there is none; valid until the next call. */
    float[] of(Dossier dossier, LocalDate day) {
        write(dossier, day, values);
        return values;
    }

    /** Writes a value for each column, NaN where there is none. */
    void write(Dossier dossier, LocalDate day, float[] values) {
        Arrays.fill(values, Float.NaN);
        reader.read(dossier, day, (name, value) -> {
            int column = model.column(name);
            if (column >= 0) {
                values[column] = (float) value;
            }
        });
    }
}
