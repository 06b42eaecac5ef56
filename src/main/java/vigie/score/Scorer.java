package vigie.score;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vigie.feature.History;
import vigie.learn.TreeShap;
import vigie.model.Contribution;
import vigie.model.Dossier;

/** Scores and explains one CVE after the other. One thread at a time; the model may be shared. */
final class Scorer {

    private final ScoreModel model;
    private final LocalDate day;
    private final FeatureRow row;
    private final TreeShap.Explainer explainer;
    private final double[] contributions;
    private final double[] members;

    Scorer(ScoreModel model, History history, LocalDate day) {
        this.model = model;
        this.day = day;
        this.row = new FeatureRow(model, history);
        this.explainer = model.shap().explainer();
        this.contributions = new double[model.trees().width() + 1];
        this.members = new double[model.trees().members()];
    }

    /** Scores a CVE and explains the score. */
    Explained explain(Dossier dossier) {
        float[] values = row.of(dossier, day);
        explainer.explain(values, contributions, members);
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
                Arrays.stream(members).boxed().toList(),
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
