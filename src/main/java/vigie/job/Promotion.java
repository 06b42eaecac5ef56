package vigie.job;

import java.util.Optional;
import tools.jackson.databind.JsonNode;
import vigie.score.ModelRefused;
import vigie.score.ModelStore;

/** Whether a trained model is taken into use: the one rule of everything that trains. */
public sealed interface Promotion {

    /** Identifier of the trained model. */
    String model();

    /** It is in use from now on. */
    record Promoted(String model) implements Promotion {}

    /**
     * It is stored but not used, as it predicts worse.
     *
     * @param best the highest ROC-AUC that it may have on its held-out days: upper end of the interval
     * @param inUse identifier of the model that stays in use
     * @param before ROC-AUC of that model on its own held-out days
     */
    record Refused(String model, double best, String inUse, double before) implements Promotion {}

    /**
     * Stores a model and takes it into use, unless the upper end of the 95 % interval of its ROC-AUC is below the ROC-AUC
     * of the model in use. A model in use that cannot be read, or that was never tested, is replaced.
     */
    static Promotion of(ModelStore.Kept model, ModelStore models) {
        models.add(model);
        Optional<Refused> refused =
                models.inUse().filter(id -> !id.equals(model.id())).flatMap(id -> worse(model, models, id));
        if (refused.isPresent()) {
            return refused.get();
        }
        models.use(model.id());
        return new Promoted(model.id());
    }

    private static Optional<Refused> worse(ModelStore.Kept model, ModelStore models, String inUse) {
        try {
            double before = auc(models.read(inUse)).path("value").asDouble(0);
            double best = auc(model).path("to").asDouble(1);
            return best < before ? Optional.of(new Refused(model.id(), best, inUse, before)) : Optional.empty();
        } catch (ModelRefused e) {
            return Optional.empty();
        }
    }

    private static JsonNode auc(ModelStore.Kept model) {
        return model.card().json().path("held_out").path("model").path("roc_auc");
    }
}
