package vigie.cli;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import vigie.score.Corpus;
import vigie.score.ModelRefused;
import vigie.score.ModelStore;
import vigie.score.Trainer;
import vigie.score.TrainingOptions;
import vigie.text.Program;

/** Learns a model for a command and tells how it went. */
final class Training {

    private final Vigie vigie;
    private final Path home;
    private final Settings settings;

    Training(Vigie vigie, Path home) {
        this.vigie = vigie;
        this.home = home;
        this.settings = vigie.settings();
    }

    ModelStore.Kept learn(TrainingOptions options, List<Path> evaluations) {
        Map<String, JsonNode> figures = EvaluationFile.read(evaluations, vigie.messages());
        vigie.console().say(vigie.messages().get("train.loading"));
        Corpus corpus = Corpus.load(home, settings.scoreSince(), options.withEpss(), settings.work());
        vigie.console()
                .say(vigie.messages().get("train.learning", corpus.dossiers().size(), options.until()));
        Trainer trainer = new Trainer(corpus, settings.work());
        ModelStore.Kept model = trainer.train(options, LocalDate.now(vigie.clock()), Program.version(), figures);
        tell(model);
        return model;
    }

    private void tell(ModelStore.Kept model) {
        JsonNode card = model.card().json();
        vigie.console()
                .say(vigie.messages()
                        .get(
                                "train.done",
                                model.id(),
                                card.path("rows").path("count").asLong(0),
                                card.path("rows").path("exploited_cves").asLong(0),
                                card.path("features").asLong(0)));
        JsonNode heldOut = card.path("held_out");
        if (heldOut.has("model")) {
            vigie.console()
                    .say(vigie.messages()
                            .get(
                                    "train.held",
                                    heldOut.path("as_of").path(0).asString(""),
                                    heldOut.path("positives").asLong(0),
                                    figure(heldOut, "model"),
                                    figure(heldOut, "logistic"),
                                    figure(heldOut, "cvss")));
        }
    }

    private static double figure(JsonNode table, String contestant) {
        return table.path(contestant).path("roc_auc").path("value").asDouble(0);
    }

    /** Keeps the model in the home, and uses it unless it foresees worse than the one in use did. */
    void keep(ModelStore.Kept model) {
        ModelStore models = new ModelStore(home);
        models.add(model);
        Optional<String> worse =
                models.inUse().filter(id -> !id.equals(model.id())).flatMap(id -> worse(models, id, model));
        if (worse.isPresent()) {
            vigie.console().say(worse.get());
        } else {
            models.use(model.id());
            vigie.console().say(vigie.messages().get("model.used", model.id()));
        }
    }

    /** The best that the new model may be is less than what the old one was. */
    private Optional<String> worse(ModelStore models, String inUse, ModelStore.Kept model) {
        try {
            JsonNode old = models.read(inUse).card().json().path("held_out");
            double before = figure(old, "model");
            double best = model.card()
                    .json()
                    .path("held_out")
                    .path("model")
                    .path("roc_auc")
                    .path("to")
                    .asDouble(1);
            return best < before
                    ? Optional.of(vigie.messages().get("model.worse", model.id(), best, inUse, before))
                    : Optional.empty();
        } catch (ModelRefused e) {
            return Optional.empty();
        }
    }
}
