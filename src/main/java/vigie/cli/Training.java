package vigie.cli;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import vigie.score.Corpus;
import vigie.score.ModelRefused;
import vigie.score.ModelStore;
import vigie.score.Trainer;
import vigie.score.TrainingOptions;

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

    ModelStore.Kept learn(TrainingOptions options, Optional<Path> evaluation) {
        Map<String, JsonNode> figures = evaluation
                .map(file -> Map.of("evaluation", EvaluationFile.read(file, vigie.messages())))
                .orElse(Map.of());
        vigie.console().say(vigie.messages().get("train.loading"));
        Corpus corpus = Corpus.load(home, settings.scoreSince(), options.withEpss(), settings.work());
        vigie.console().say(vigie.messages().get("train.learning", corpus.dossiers().size(), options.until()));
        Trainer trainer = new Trainer(corpus, settings.work());
        return trainer.train(options, LocalDate.now(vigie.clock()), Version.text(), figures);
    }
}
