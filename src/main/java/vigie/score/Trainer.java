package vigie.score;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import vigie.learn.Boosting;
import vigie.learn.Column;
import vigie.learn.LinearHalf;
import vigie.learn.ModelMean;

/** Trains a model on a corpus. The same corpus and options give the same bytes. */
public final class Trainer {

    /** Days of the held-out test: long enough for some outcomes, short enough for the tested model to be similar to the final one. */
    static final int HELD_OUT = 90;

    private final Corpus corpus;
    private final Work work;

    public Trainer(Corpus corpus, Work work) {
        this.corpus = corpus;
        this.work = work;
    }

    /** The rows for all models up to a day. */
    RowBank bank(LocalDate until, long seed, boolean withEpss) {
        RowPlan plan = new RowPlan(until, corpus.holdings(), seed, Recipe.SAMPLING);
        return RowBank.of(corpus, plan, withEpss, work);
    }

    /**
     * Trains a model, without a card.
     *
     * @param bank rows of that day or a later one
     * @throws InsufficientDataException with fewer than {@value Recipe#LEAST_POSITIVES} exploited CVEs
     * @throws vigie.learn.BoostingUnavailable if XGBoost's native library cannot be loaded
     */
    Learned learn(RowBank bank, TrainingOptions options) {
        requireExploited(bank.exploited(options.until()), Recipe.LEAST_POSITIVES, options.until());
        TrainingRows rows = bank.until(options.until(), Recipe.vocabulary());
        return learn(rows, options, Recipe.USED);
    }

    /** Trains a model on rows by a recipe. */
    Learned learn(TrainingRows rows, TrainingOptions options, Recipe recipe) {
        List<Column> columns = Recipe.columns(rows);
        byte[] trees = ModelMean.of(
                Boosting.train(rows.set(), recipe.runs(rows, options.seed()), columns, attributes(options)));
        byte[] model = recipe.linear() ? LinearHalf.of(trees, Recipe.logistic(rows), rows.set(), columns) : trees;
        return new Learned(recipe, options, model, rows, rows.hash());
    }

    private static void requireExploited(int exploited, int least, LocalDate until) {
        if (exploited < least) {
            throw new InsufficientDataException(
                    "the database knows of " + exploited + " CVEs that became known exploited after"
                            + " their publication, by " + until + "; training needs " + Recipe.LEAST_POSITIVES
                            + ": sync kev, cvelist and nvd, or choose a later --until");
        }
    }

    /**
     * The rows that {@link #train} would train on.
     *
     * @throws InsufficientDataException if none of them is positive; training needs more of them
     */
    public TrainingRows rows(TrainingOptions options) {
        RowBank bank = bank(options.until(), options.seed(), options.withEpss());
        requireExploited(bank.exploited(options.until()), 1, options.until());
        return bank.until(options.until(), Recipe.vocabulary());
    }

    /**
     * Trains a model with a held-out test: another model, trained as of {@value #HELD_OUT} days before,
     * predicts these days.
     *
     * @param trained the day of training
     * @param program version of Vigie, for the card
     * @param figures more for the card, by name
     * @throws InsufficientDataException with fewer than {@value Recipe#LEAST_POSITIVES} exploited CVEs
     * @throws vigie.learn.BoostingUnavailable if XGBoost's native library cannot be loaded
     */
    public ModelStore.Kept train(
            TrainingOptions options, LocalDate trained, String program, Map<String, JsonNode> figures) {
        RowBank bank = bank(options.until(), options.seed(), options.withEpss());
        Learned learned = learn(bank, options);
        Map<String, JsonNode> all = new LinkedHashMap<>();
        all.put("newest_data", ModelCard.tree(Cutoffs.of(corpus.dossiers(), options.until())));
        all.putAll(figures);
        heldOut(bank, options).ifPresent(table -> all.put("held_out", ModelCard.tree(EvaluationTree.of(table))));
        return CardWriter.card(learned, trained, program, all);
    }

    /** Empty if there was too little training data by then. */
    private Optional<Evaluation.Table> heldOut(RowBank bank, TrainingOptions options) {
        Evaluator.Question question = new Evaluator.Question(
                List.of(options.until().minusDays(HELD_OUT)),
                List.of(HELD_OUT),
                Outcome.ANY,
                Scope.FIRST,
                options.until(),
                List.of(),
                options.seed(),
                options.withEpss(),
                List.of());
        try {
            return new Evaluator(corpus, work, origin -> {})
                    .evaluate(question, bank).tables().stream().findFirst();
        } catch (InsufficientDataException e) {
            return Optional.empty();
        }
    }

    private static Map<String, String> attributes(TrainingOptions options) {
        return Map.of(
                ScoreModel.FORM_KEY,
                Integer.toString(ScoreModel.FORM),
                ScoreModel.UNTIL_KEY,
                options.until().toString(),
                ScoreModel.EPSS_KEY,
                Boolean.toString(options.withEpss()));
    }

    /**
     * A newly trained model.
     *
     * @param model the file as XGBoost writes it
     * @param rowsHash SHA-256 of the training rows
     */
    record Learned(Recipe recipe, TrainingOptions options, byte[] model, TrainingRows rows, String rowsHash) {}
}
