package vigie.job;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import vigie.score.Contest;
import vigie.score.Corpus;
import vigie.score.Evaluator;
import vigie.score.ModelRefused;
import vigie.score.ModelStore;
import vigie.score.ScoreModel;
import vigie.score.Trainer;
import vigie.score.TrainingOptions;
import vigie.score.TrainingRows;
import vigie.text.Program;

/** Trains a model. */
public final class TrainingJob {

    private static final long SEED = 1;

    private final JobContext context;

    /** What the last model was trained on. */
    private Optional<Corpus> read = Optional.empty();

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
        read = Optional.of(corpus);
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
        return promote(model, Optional.empty());
    }

    /**
     * The same with days that were held back from the model: it is compared on them with the model in use, if that has not seen
     * them either.
     *
     * @param lastKnown the last of these days; they begin after the last day that the model knows of
     */
    public Promotion promote(ModelStore.Kept model, Optional<LocalDate> lastKnown) {
        ModelStore models = new ModelStore(context.home());
        Promotion promotion = Promotion.of(model, lastKnown.flatMap(last -> contest(model, last, models)), models);
        context.tell(new JobEvent.PromotionDecided(promotion));
        return promotion;
    }

    private Optional<Contest> contest(ModelStore.Kept model, LocalDate last, ModelStore models) {
        Settings settings = context.settings();
        try {
            ModelStore.Kept inUse = models.current();
            LocalDate origin = LocalDate.parse(model.card().json().path("until").asString(""));
            LocalDate seen = LocalDate.parse(inUse.card().json().path("until").asString(""));
            ScoreModel candidate = model.model();
            ScoreModel other = inUse.model();
            if (read.isEmpty()
                    || inUse.id().equals(model.id())
                    || !last.isAfter(origin)
                    || seen.isAfter(origin)
                    || candidate.withEpss() != other.withEpss()) {
                return Optional.empty();
            }
            return new Evaluator(read.get(), settings.work(), day -> {}).contest(candidate, other, origin, last, SEED);
        } catch (ModelRefused | DateTimeException e) {
            return Optional.empty();
        }
    }
}
