package vigie.score;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import vigie.feature.History;
import vigie.learn.TreeShap;
import vigie.model.Contribution;
import vigie.model.Dossier;

/** Scores and explains one CVE after the other. One thread at a time; the model may be shared. */
final class Scorer {

    /** So many CVEs are explained at once: their contributions are what the cache of a processor holds. */
    private static final int ROWS = 16;

    private final ScoreModel model;
    private final LocalDate day;
    private final FeatureRow row;
    private final TreeShap.Explainer explainer;
    private final float[][] values;
    private final double[][] contributions;
    private final double[][] voices;

    Scorer(ScoreModel model, History history, LocalDate day) {
        this.model = model;
        this.day = day;
        this.row = new FeatureRow(model, history);
        this.explainer = model.shap().explainer();
        int width = model.trees().width();
        this.values = new float[ROWS][width];
        this.contributions = new double[ROWS][width + 1];
        this.voices = new double[ROWS][model.trees().voices()];
    }

    /** Scores a CVE and explains the score. */
    Explained explain(Dossier dossier) {
        List<Explained> one = new ArrayList<>(1);
        all(taker -> taker.accept(dossier), one::add);
        return one.get(0);
    }

    /**
     * Scores CVEs and explains the scores, some at a time.
     *
     * @param source hands out the CVEs to what it is given
     * @param scores takes the scores in the order of the CVEs
     */
    void all(Consumer<Consumer<Dossier>> source, Consumer<Explained> scores) {
        List<Dossier> some = new ArrayList<>(ROWS);
        source.accept(dossier -> {
            some.add(dossier);
            if (some.size() == ROWS) {
                explain(some, scores);
                some.clear();
            }
        });
        explain(some, scores);
    }

    private void explain(List<Dossier> some, Consumer<Explained> scores) {
        for (int i = 0; i < some.size(); i++) {
            row.write(some.get(i), day, values[i]);
        }
        explainer.explain(some.size(), values, contributions, voices);
        for (int i = 0; i < some.size(); i++) {
            scores.accept(explained(some.get(i), values[i], contributions[i], voices[i]));
        }
    }

    private Explained explained(Dossier dossier, float[] values, double[] contributions, double[] voices) {
        List<Contribution> all = new ArrayList<>();
        Map<String, Float> features = new LinkedHashMap<>();
        double bias = contributions[values.length];
        double margin = bias;
        for (int column = 0; column < values.length; column++) {
            String name = model.features().get(column);
            if (!Float.isNaN(values[column])) {
                features.put(name, values[column]);
            }
            if (contributions[column] != 0) {
                margin += contributions[column];
                all.add(new Contribution(name, shown(name, values[column]), contributions[column]));
            }
        }
        return new Explained(
                dossier.id(),
                margin,
                Arrays.stream(voices).boxed().toList(),
                bias,
                List.copyOf(all),
                Collections.unmodifiableMap(features),
                dossier.asOf(day).exploited());
    }

    /** A missing category or phrase is 0; a missing number is NaN. */
    private static double shown(String name, float value) {
        return Float.isNaN(value) && !name.startsWith("N:") ? 0 : value;
    }
}
