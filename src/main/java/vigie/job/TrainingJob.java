package vigie.job;

import java.util.Map;
import tools.jackson.databind.JsonNode;
import vigie.score.Corpus;
import vigie.score.ModelStore;
import vigie.score.Trainer;
import vigie.score.TrainingOptions;
import vigie.score.TrainingRows;
import vigie.text.Program;

/** Trains a model. */
public final class TrainingJob {

    private final JobContext context;

    /** @param context home, settings, clock and listener */
    public TrainingJob(JobContext context) {
        this.context = context;
    }

    /**
     * Trains a model and leaves it to the caller.
     *
     * @param options what it learns from
     * @param figures what is added to its card, by key
     * @throws vigie.score.InsufficientDataException if there is too little to learn from
     */
    public ModelStore.Kept train(TrainingOptions options, Map<String, JsonNode> figures) {
        Settings settings = context.settings();
        context.tell(new JobEvent.ReadingCorpus());
        Corpus corpus = Corpus.load(context.store(), settings.scoreSince(), options.withEpss(), settings.work());
        context.tell(new JobEvent.TrainingStarted(corpus.dossiers().size(), options.until()));
        ModelStore.Kept model =
                new Trainer(corpus, settings.work()).train(options, context.today(), Program.version(), figures);
        context.tell(new JobEvent.Trained(model));
        return model;
    }

    /**
     * The rows that {@link #train} would train on.
     *
     * @throws vigie.score.InsufficientDataException if none of them is positive
     */
    public TrainingRows rows(TrainingOptions options) {
        Settings settings = context.settings();
        context.tell(new JobEvent.ReadingCorpus());
        Corpus corpus = Corpus.load(context.store(), settings.scoreSince(), options.withEpss(), settings.work());
        return new Trainer(corpus, settings.work()).rows(options);
    }

    /** Stores a trained model in the home, and takes it into use unless it predicts worse than the one in use. */
    public Promotion promote(ModelStore.Kept model) {
        Promotion promotion = Promotion.of(model, new ModelStore(context.home()));
        context.tell(new JobEvent.PromotionDecided(promotion));
        return promotion;
    }
}
