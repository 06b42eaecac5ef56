package vigie.job;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import vigie.learn.metrics.Bootstrap.Interval;
import vigie.score.Contest;
import vigie.score.ModelRefused;
import vigie.score.ModelStore;
import vigie.text.Messages;

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
     * It is stored but not used, as it predicts worse than the model in use on days of which neither has seen anything.
     *
     * @param figures the comparison
     */
    record Beaten(Contest figures) implements Promotion {

        @Override
        public String model() {
            return figures.candidate();
        }
    }

    /**
     * Stores a model and takes it into use unless it is worse than the model in use. Where both were compared on the same days,
     * that decides: it is worse if the whole 95 % interval of the difference of ROC-AUC lies below 0. Else it is worse if the
     * upper end of the interval of its own ROC-AUC is below the ROC-AUC of the model in use. A model in use that cannot be read,
     * or that was never tested, is replaced. What is decided is kept beside the model.
     *
     * @param contest the comparison on the same days, if there are any of which neither has seen anything
     */
    static Promotion of(ModelStore.Kept model, Optional<Contest> contest, ModelStore models) {
        models.add(model);
        Optional<Promotion> refused = contest.isPresent()
                ? contest.filter(Contest::worse).map(Beaten::new)
                : models.inUse().filter(id -> !id.equals(model.id())).flatMap(id -> worse(model, models, id));
        models.decided(model.id(), json(refused, contest));
        if (refused.isPresent()) {
            return refused.get();
        }
        models.use(model.id());
        return new Promoted(model.id());
    }

    private static Optional<Promotion> worse(ModelStore.Kept model, ModelStore models, String inUse) {
        try {
            double before = auc(models.read(inUse)).path("value").asDouble(0);
            double best = auc(model).path("to").asDouble(1);
            return best < before ? Optional.of(new Refused(model.id(), best, inUse, before)) : Optional.empty();
        } catch (ModelRefused e) {
            return Optional.empty();
        }
    }

    private static Map<String, Object> json(Optional<Promotion> refused, Optional<Contest> contest) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("promoted", refused.isEmpty());
        contest.ifPresent(figures -> {
            json.put("in_use", figures.inUse());
            json.put("from", figures.from().toString());
            json.put("to", figures.to().toString());
            json.put("pool", figures.pool());
            json.put("positives", figures.positives());
            json.put("roc_auc", figures.candidateAuc());
            json.put("roc_auc_in_use", figures.inUseAuc());
            json.put("difference", figures.difference().value());
            json.put("difference_from", figures.difference().from());
            json.put("difference_to", figures.difference().to());
        });
        if (refused.orElse(null) instanceof Refused other) {
            json.put("in_use", other.inUse());
            json.put("best", other.best());
            json.put("before", other.before());
        }
        return json;
    }

    /** What was decided when a model was trained; empty if nobody knows. */
    static Optional<Promotion> kept(String id, ModelStore models) {
        return models.decision(id).map(json -> {
            if (json.path("promoted").asBoolean(false)) {
                return new Promoted(id);
            }
            String inUse = json.path("in_use").asString("");
            if (json.has("best")) {
                return new Refused(
                        id,
                        json.path("best").asDouble(0),
                        inUse,
                        json.path("before").asDouble(0));
            }
            return new Beaten(contest(id, json));
        });
    }

    /** The comparison of a model with the one that was in use before it; empty if there was none on the same days. */
    static Optional<Contest> contest(String id, ModelStore models) {
        return models.decision(id)
                .filter(json -> json.path("difference").isNumber())
                .map(json -> contest(id, json));
    }

    private static Contest contest(String id, JsonNode json) {
        return new Contest(
                id,
                json.path("in_use").asString(""),
                day(json.path("from")),
                day(json.path("to")),
                json.path("pool").asInt(0),
                json.path("positives").asInt(0),
                json.path("roc_auc").asDouble(0),
                json.path("roc_auc_in_use").asDouble(0),
                new Interval(
                        json.path("difference").asDouble(0),
                        json.path("difference_from").asDouble(0),
                        json.path("difference_to").asDouble(0)));
    }

    private static LocalDate day(JsonNode node) {
        try {
            return LocalDate.parse(node.asString(""));
        } catch (DateTimeException e) {
            return LocalDate.EPOCH;
        }
    }

    /**
     * The sentence for a person.
     *
     * @param words of any bundle; the sentence is in their language
     */
    default String sentence(Messages words) {
        Messages messages = words.bundle("messages");
        if (this instanceof Refused refused) {
            return messages.get("model.worse", refused.model(), refused.best(), refused.inUse(), refused.before());
        }
        if (this instanceof Beaten beaten) {
            Contest figures = beaten.figures();
            return messages.get(
                    "model.beaten",
                    figures.candidate(),
                    figures.candidateAuc(),
                    figures.inUse(),
                    figures.inUseAuc(),
                    figures.from().toString(),
                    figures.to().toString(),
                    messages.get(
                            "model.beaten.figures",
                            figures.positives(),
                            figures.pool(),
                            figures.difference().from(),
                            figures.difference().to()));
        }
        return messages.get("model.used", model());
    }

    private static JsonNode auc(ModelStore.Kept model) {
        return model.card().json().path("held_out").path("model").path("roc_auc");
    }
}
