package vigie.score;

import java.nio.charset.StandardCharsets;
import tools.jackson.databind.node.ObjectNode;
import vigie.io.Sha256;

/** A model of one tree, written by hand: an age below 10 days adds 1 to the log-odds, any other takes 1 away. */
public final class SmallModel {

    private SmallModel() {}

    static String text() {
        return """
                {"learner":{"attributes":{"vigie_form":"1","vigie_until":"2024-12-31","vigie_epss":"false"},
                "feature_names":["N:AGE_DAYS","C:SSVC_X"],
                "learner_model_param":{"base_score":"0.5","num_feature":"2"},
                "objective":{"name":"binary:logistic"},"gradient_booster":{"name":"gbtree","model":{"trees":[{
                "left_children":[1,-1,-1],"right_children":[2,-1,-1],"split_indices":[0,0,0],"default_left":[1,0,0],
                "split_conditions":[10,1,-1],"sum_hessian":[8,4,4]}]}}}}
                """;
    }

    static byte[] bytes() {
        return text().getBytes(StandardCharsets.UTF_8);
    }

    static ScoreModel model() {
        return ScoreModel.read("small", bytes());
    }

    static ModelCard card(String id, byte[] model) {
        ObjectNode card = ModelCard.blank();
        card.put("id", id);
        card.put("sha256", Sha256.hex(model));
        card.put("until", "2024-12-31");
        return ModelCard.of(card);
    }

    /** A model that was never tested. */
    public static ModelStore.Kept kept(String id) {
        return new ModelStore.Kept(id, bytes(), card(id, bytes()));
    }

    /**
     * The same with the result of its held-out test.
     *
     * @param auc ROC-AUC
     * @param upper upper end of its interval
     */
    public static ModelStore.Kept tested(String id, double auc, double upper) {
        ObjectNode card = (ObjectNode) card(id, bytes()).json().deepCopy();
        ObjectNode figure = card.putObject("held_out").putObject("model").putObject("roc_auc");
        figure.put("value", auc);
        figure.put("to", upper);
        return new ModelStore.Kept(id, bytes(), ModelCard.of(card));
    }
}
