package vigie.score;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import vigie.io.SplitMix64;
import vigie.learn.Boosting;
import vigie.learn.BoostingParameters;
import vigie.learn.Column;
import vigie.learn.Curve;
import vigie.learn.Logistic;
import vigie.learn.LogisticTraining;
import vigie.learn.Parameter;

/**
 * The settings of training. {@code docs/model.md} has the measurements behind each of them. There are several recipes, so that what
 * was tried can be measured again; {@link #USED} is the one by which models are made.
 *
 * @param name as {@code vigie evaluate --recipe} takes it
 * @param members how many boosted models are trained, whose mean is the model
 * @param trees of each of them
 * @param learningRate the share of each tree that is taken
 * @param leavingOut whether each of them is trained without a part of the CVEs, each without another; else they differ only in the
 *     random choice of rows and columns
 * @param linear whether a logistic regression is half of the model
 */
public record Recipe(String name, int members, int trees, double learningRate, boolean leavingOut, boolean linear) {

    /** A single model: the recipe before there were several. */
    static final Recipe SINGLE = new Recipe("single", 1, 300, 0.05, false, false);

    /** Four models that differ in their random choices. */
    static final Recipe SEEDS = new Recipe("seeds", 4, 300, 0.05, false, false);

    /** Four models, each of which has not seen a quarter of the CVEs. */
    static final Recipe QUARTERS = new Recipe("quarters", 4, 300, 0.05, true, false);

    /**
     * The mean of four models that differ in their random choices, and of the logistic regression, each half. Beside the regression fewer
     * and greater steps of boosting do as well.
     */
    static final Recipe BOTH = new Recipe("both", 4, 75, 0.2, false, true);

    /** The recipe in use. */
    static final Recipe USED = BOTH;

    /** All that can be measured, by name. */
    public static final Map<String, Recipe> ALL = Stream.of(SINGLE, SEEDS, QUARTERS, BOTH)
            .collect(Collectors.toMap(Recipe::name, Function.identity(), (one, other) -> one, TreeMap::new));

    /** Minimum number of exploited CVEs; with fewer, a model would fit noise. */
    static final int LEAST_POSITIVES = 50;

    static final RowPlan.Sampling SAMPLING = new RowPlan.Sampling(0.15, 0.015);

    static final int ROWS_OF_CATEGORY = 30;
    static final int ROWS_OF_PHRASE = 30;
    static final int PHRASES = 1000;

    private static final LogisticTraining.Settings LOGISTIC = new LogisticTraining.Settings(0.34, 80, 0.02);

    static Vocabulary vocabulary() {
        return new Vocabulary(ROWS_OF_CATEGORY, ROWS_OF_PHRASE, PHRASES);
    }

    /** The trainings of the members. */
    List<Boosting.Run> runs(TrainingRows rows, long seed) {
        return IntStream.range(0, members)
                .mapToObj(member -> new Boosting.Run(boosting(seed + member), weights(rows, seed, member)))
                .toList();
    }

    private float[] weights(TrainingRows rows, long seed, int member) {
        float[] all = rows.set().weights();
        if (!leavingOut) {
            return all;
        }
        float[] seen = all.clone();
        for (int row = 0; row < seen.length; row++) {
            double place = SplitMix64.unit(rows.cves()[row] * 31 + seed * SplitMix64.GAMMA);
            seen[row] = (int) (place * members) == member ? 0 : seen[row];
        }
        return seen;
    }

    /** The parameters of a member. */
    BoostingParameters boosting(long seed) {
        return BoostingParameters.defaults()
                .with(Parameter.TREES, trees)
                .with(Parameter.DEPTH, 4)
                .with(Parameter.LEARNING_RATE, learningRate)
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
            "N:POC",
            "N:POC_90D",
            "N:EXPLOIT_DB",
            "N:METASPLOIT",
            "N:NUCLEI",
            "N:CERTFR_AVIS",
            "N:CERTFR_ALERTE",
            "N:CVSS_SCORE");

    /** The columns of rows. */
    static List<Column> columns(TrainingRows rows) {
        return rows.columns().stream().map(Recipe::column).toList();
    }

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

    /** How a feature enters the logistic regression. */
    static Curve curve(String name) {
        if (!name.startsWith("N:") || name.equals("N:CVSS_SCORE")) {
            return Curve.PLAIN;
        }
        if (name.contains("_SHARE")) {
            return Curve.SHARE;
        }
        return name.endsWith("_DAYS_AGO") ? Curve.RECENCY : Curve.COUNT;
    }

    /** The baseline that a model has to beat, and half of the recipe {@link #BOTH}: a regularised logistic regression on the same rows. */
    static Logistic logistic(TrainingRows rows) {
        return LogisticTraining.train(
                rows.set(),
                columns(rows),
                rows.columns().stream().map(Recipe::curve).toList(),
                LOGISTIC);
    }

    /** For the card. */
    Map<String, Object> described(long seed) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("recipe", name);
        all.put("models_averaged", members);
        boosting(seed).values().forEach((parameter, value) -> all.put(parameter.key(), value));
        all.put("negatives_kept_first_month", SAMPLING.young());
        all.put("negatives_kept_later", SAMPLING.later());
        all.put("weight_falls_to_1/e_in_years", RECENCY_YEARS);
        all.put("rows_of_category", ROWS_OF_CATEGORY);
        all.put("rows_of_phrase", ROWS_OF_PHRASE);
        all.put("phrases", PHRASES);
        if (linear) {
            all.put("logistic_regression_share", 0.5);
            all.put("logistic_regression_lambda", LOGISTIC.lambda());
            all.put("logistic_regression_least_weight", LOGISTIC.least());
        }
        return all;
    }
}
