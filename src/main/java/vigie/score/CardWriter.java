package vigie.score;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import vigie.io.Sha256;
import vigie.learn.Importance;
import vigie.learn.SparseRows;

/** Writes the card of a model: provenance and evaluation. */
final class CardWriter {

    private static final int FEATURES_NAMED = 100;

    /** Number of rows that give a sufficient estimate of the mean contribution of a feature. */
    private static final int ROWS_EXPLAINED = 20_000;

    private CardWriter() {}

    /**
     * The card of a newly trained model.
     *
     * @param trained the day of training
     * @param program version of Vigie
     * @param evaluation figures of an evaluation, by name
     */
    static ModelStore.Kept card(
            Trainer.Learned learned, LocalDate trained, String program, Map<String, JsonNode> evaluation) {
        String sha256 = Sha256.hex(learned.model());
        String id = learned.options().until() + "-" + sha256.substring(0, 8);
        ScoreModel model = ScoreModel.read(id, learned.model());
        ObjectNode card = ModelCard.blank();
        card.put("id", id);
        card.put("form", ScoreModel.FORM);
        card.put("sha256", sha256);
        card.put("trained", trained.toString());
        card.put("until", learned.options().until().toString());
        card.put("target", "first evidence of exploitation within " + RowPlan.HORIZON + " days");
        card.put("epss_is_a_feature", learned.options().withEpss());
        card.put("seed", learned.options().seed());
        card.set("rows", ModelCard.tree(rows(learned)));
        card.set(
                "parameters",
                ModelCard.tree(learned.recipe().described(learned.options().seed())));
        card.put("trees", model.trees().size());
        card.put("features", model.trees().width());
        evaluation.forEach(card::set);
        card.set(
                "importance",
                ModelCard.tree(importance(model, learned.rows().set().rows())));
        card.set("versions", ModelCard.tree(versions(program)));
        return new ModelStore.Kept(id, learned.model(), ModelCard.of(card));
    }

    private static Map<String, Object> rows(Trainer.Learned learned) {
        Map<String, Object> rows = new LinkedHashMap<>();
        rows.put("sha256", learned.rowsHash());
        rows.put("count", learned.rows().set().rows().size());
        rows.put("positive", learned.rows().positive());
        rows.put("exploited_cves", learned.rows().exploited());
        rows.put("base_rate", learned.rows().set().baseRate());
        rows.put(
                "newest_day",
                learned.options().until().minusDays(RowPlan.HORIZON).toString());
        return rows;
    }

    private static Map<String, String> versions(String program) {
        Map<String, String> versions = new LinkedHashMap<>();
        versions.put("vigie", program);
        versions.put("xgboost", "3.0.4");
        return versions;
    }

    /** The mean absolute contribution of the strongest features, in log-odds, over the training rows. */
    private static Map<String, Double> importance(ScoreModel model, SparseRows rows) {
        int step = Math.max(1, rows.size() / ROWS_EXPLAINED);
        int[] some = IntStream.range(0, rows.size() / step).map(i -> i * step).toArray();
        double[] means = Importance.of(model.shap(), rows.select(some));
        Map<String, Double> strongest = new LinkedHashMap<>();
        IntStream.range(0, means.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer column) -> -means[column])
                        .thenComparing(model.features()::get))
                .limit(FEATURES_NAMED)
                .forEach(column -> strongest.put(model.features().get(column), Math.round(means[column] * 1e5) / 1e5));
        return strongest;
    }
}
