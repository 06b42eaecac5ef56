package vigie.score;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import vigie.learn.BoostingParameters;
import vigie.learn.Column;
import vigie.learn.Logistic;
import vigie.learn.LogisticTraining;
import vigie.learn.Parameter;
import vigie.learn.TrainingSet;

/** The settings of training. {@code docs/model.md} has the measurements behind each of them. */
final class Recipe {

    /** Minimum number of exploited CVEs; with fewer, a model would fit noise. */
    static final int LEAST_POSITIVES = 50;

    static final RowPlan.Sampling SAMPLING = new RowPlan.Sampling(0.15, 0.015);

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
                .with(Parameter.MIN_CHILD_WEIGHT, 5)
                .with(Parameter.LAMBDA, 10)
                .with(Parameter.SUBSAMPLE, 0.7)
                .with(Parameter.COLUMNS_BY_TREE, 0.5)
                .with(Parameter.COLUMNS_BY_NODE, 0.5)
                .with(Parameter.SEED, Math.floorMod(seed, Integer.MAX_VALUE))
                .with(Parameter.THREADS, 2);
    }

    /** Attacks and reporting change over time: the weight of a row falls to 1/e in three years. */
    static final double RECENCY_YEARS = 3;

    /** Numeric features that may only raise a score (monotonic constraint). */
    private static final Set<String> RAISING = Set.of(
            "N:POC", "N:POC_90D", "N:EXPLOIT_DB", "N:METASPLOIT", "N:CERTFR_AVIS", "N:CERTFR_ALERTE", "N:CVSS_SCORE");

    /** The column of a feature, with the direction in which it may move the score if that is constrained. */
    static Column column(String name) {
        Column.Kind kind = name.startsWith("N:") ? Column.Kind.QUANTITY : Column.Kind.INDICATOR;
        return new Column(name, kind, direction(name));
    }

    /**
     * A decision of SSVC may only raise a score: the early decisions about exploited CVEs are overwritten, so that they
     * would seem to lower the risk.
     */
    private static int direction(String name) {
        if (RAISING.contains(name) || name.contains("_EXPLOITED_SHARE") || name.startsWith("C:SSVC_")) {
            return 1;
        }
        return name.endsWith("_EXPLOITED_DAYS_AGO") ? -1 : 0;
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
        all.put("negatives_kept_later", SAMPLING.later());
        all.put("weight_falls_to_1/e_in_years", RECENCY_YEARS);
        all.put("rows_of_category", ROWS_OF_CATEGORY);
        all.put("rows_of_phrase", ROWS_OF_PHRASE);
        all.put("phrases", PHRASES);
        return all;
    }
}
