package vigie.score;

import java.util.LinkedHashMap;
import java.util.Map;
import vigie.learn.BoostingParameters;
import vigie.learn.Column;
import vigie.learn.Logistic;
import vigie.learn.LogisticTraining;
import vigie.learn.Parameter;
import vigie.learn.TrainingSet;

/** How a model is made. {@code docs/model.md} says with which figures each of these was chosen. */
final class Recipe {

    /** Fewer exploited CVEs teach chance. */
    static final int LEAST_POSITIVES = 50;

    static final RowPlan.Sampling SAMPLING = new RowPlan.Sampling(0.15, 0.1, 0.015);

    static final int ROWS_OF_CATEGORY = 30;
    static final int ROWS_OF_PHRASE = 30;
    static final int PHRASES = 1000;

    private static final int LOGISTIC_ROUNDS = 40;
    private static final double LOGISTIC_LAMBDA = 1;
    private static final double LOGISTIC_ALPHA = 0;

    private Recipe() {}

    static Vocabulary vocabulary() {
        return new Vocabulary(ROWS_OF_CATEGORY, ROWS_OF_PHRASE, PHRASES);
    }

    static BoostingParameters boosting(long seed) {
        return BoostingParameters.defaults()
                .with(Parameter.TREES, 300)
                .with(Parameter.DEPTH, 4)
                .with(Parameter.LEARNING_RATE, 0.05)
                .with(Parameter.SUBSAMPLE, 0.7)
                .with(Parameter.COLUMNS_BY_TREE, 0.5)
                .with(Parameter.COLUMNS_BY_NODE, 0.5)
                .with(Parameter.SEED, Math.floorMod(seed, Integer.MAX_VALUE))
                .with(Parameter.THREADS, 2);
    }

    /**
     * A decision of SSVC may only raise a score: of the exploited CVEs the early decisions are overwritten, so that they
     * would seem to be a good sign.
     */
    static Column column(String name) {
        return new Column(
                name,
                name.startsWith("N:") ? Column.Kind.QUANTITY : Column.Kind.INDICATOR,
                name.startsWith("C:SSVC_") ? 1 : 0);
    }

    /** The baseline that a model has to beat: a regularised logistic regression on the same rows. */
    static Logistic logistic(TrainingSet set) {
        return LogisticTraining.train(set, LOGISTIC_ROUNDS, LOGISTIC_LAMBDA, LOGISTIC_ALPHA, 1);
    }

    /** For the card. */
    static Map<String, Object> described(long seed) {
        Map<String, Object> all = new LinkedHashMap<>();
        boosting(seed).values().forEach((parameter, value) -> all.put(parameter.key(), value));
        all.put("negatives_kept_first_month", SAMPLING.young());
        all.put("negatives_kept_later_with_exploit_or_publication", SAMPLING.noted());
        all.put("negatives_kept_later", SAMPLING.other());
        all.put("rows_of_category", ROWS_OF_CATEGORY);
        all.put("rows_of_phrase", ROWS_OF_PHRASE);
        all.put("phrases", PHRASES);
        return all;
    }
}
