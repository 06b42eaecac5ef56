package vigie.score;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import vigie.feature.FeatureReader;
import vigie.learn.Logistic;
import vigie.learn.SparseRows;
import vigie.learn.metrics.Bootstrap;
import vigie.learn.metrics.Ranking;
import vigie.learn.metrics.RankingMeasures;
import vigie.model.Dossier;
import vigie.model.Dossier.EpssOn;
import vigie.model.Preference;

/**
 * Backtests models on past days: for each day, a model is trained on what was known by then and applied to the CVEs known by then,
 * and so are the rankings it is compared with.
 */
public final class Evaluator {

    private static final int RESAMPLES = 200;
    private static final int PAIRED_RESAMPLES = 1000;

    private final Corpus corpus;
    private final Trainer trainer;
    private final Work work;
    private final Consumer<LocalDate> progress;

    /** @param progress receives each origin before it is evaluated */
    public Evaluator(Corpus corpus, Work work, Consumer<LocalDate> progress) {
        this.corpus = corpus;
        this.trainer = new Trainer(corpus, work);
        this.work = work;
        this.progress = progress;
    }

    /**
     * The settings of an evaluation.
     *
     * @param origins the days to predict from, at least one
     * @param horizons days after an origin
     * @param outcome what counts as exploited; CVEs known exploited by any report are not in the pool
     * @param publishedSince CVEs published before this day are left out
     * @param lastKnown the last day of which the outcomes are known
     * @param epssDays days of which the database holds EPSS scores of all CVEs
     * @param recipes by which models are made beside the one in use, to compare them
     */
    public record Question(
            List<LocalDate> origins,
            List<Integer> horizons,
            Outcome outcome,
            LocalDate publishedSince,
            LocalDate lastKnown,
            List<LocalDate> epssDays,
            long seed,
            boolean withEpss,
            List<Recipe> recipes) {

        /** The horizons that were over by the last day for an origin. */
        List<Integer> over(LocalDate origin) {
            return horizons.stream()
                    .filter(h -> !origin.plusDays(h).isAfter(lastKnown))
                    .toList();
        }
    }

    /**
     * Runs an evaluation.
     *
     * @throws InsufficientDataException if an origin has too little training data, or none has outcomes
     */
    public Evaluation evaluate(Question question) {
        LocalDate last = question.origins().stream().max(LocalDate::compareTo).orElseThrow();
        return evaluate(question, trainer.bank(last, question.seed(), question.withEpss()));
    }

    Evaluation evaluate(Question question, RowBank bank) {
        List<Forecast> forecasts = new ArrayList<>();
        for (LocalDate origin : question.origins()) {
            if (question.over(origin).isEmpty()) {
                throw new InsufficientDataException("as of " + origin + " no horizon of " + question.horizons()
                        + " days was over by " + question.lastKnown() + ", the last day of which outcomes are known");
            }
            progress.accept(origin);
            forecasts.add(forecast(question, origin, bank));
        }
        ForecastMeasures judge = new ForecastMeasures(RESAMPLES, question.seed());
        List<Evaluation.Table> tables = new ArrayList<>();
        for (int horizon : question.horizons()) {
            List<Forecast> over = forecasts.stream()
                    .filter(f -> question.over(f.origin()).contains(horizon))
                    .toList();
            for (Evaluation.Group group : Evaluation.Group.values()) {
                if (over.size() > 1) {
                    tables.add(judge.table(over, horizon, group));
                }
                if (group != Evaluation.Group.BARE || over.size() == 1) {
                    over.forEach(f -> tables.add(judge.table(List.of(f), horizon, group)));
                }
            }
        }
        return new Evaluation(question.outcome(), question.publishedSince(), List.copyOf(tables));
    }

    /**
     * Compares two models that know nothing of the days after an origin.
     *
     * @param candidate the new one
     * @param inUse the other one
     * @param lastKnown the last day of which the outcomes are known
     * @return empty if nothing became known exploited in these days
     */
    public Optional<Contest> contest(
            ScoreModel candidate, ScoreModel inUse, LocalDate origin, LocalDate lastKnown, long seed) {
        int days = (int) ChronoUnit.DAYS.between(origin, lastKnown);
        Question question = new Question(
                List.of(origin), List.of(days), Outcome.ANY, Scope.FIRST, lastKnown, List.of(), seed, false, List.of());
        List<Dossier> pool = pool(question, origin);
        float[] labels = new float[pool.size()];
        int positives = 0;
        for (int i = 0; i < labels.length; i++) {
            boolean exploited = Outcome.ANY
                    .since(pool.get(i))
                    .filter(day -> !day.isAfter(lastKnown))
                    .isPresent();
            labels[i] = exploited ? 1 : 0;
            positives += exploited ? 1 : 0;
        }
        if (positives == 0 || positives == labels.length) {
            return Optional.empty();
        }
        double[] first = each(rows(pool, origin, candidate), candidate.trees()::probabilities);
        double[] second = each(rows(pool, origin, inUse), inUse.trees()::probabilities);
        return Optional.of(new Contest(
                candidate.id(),
                inUse.id(),
                origin,
                lastKnown,
                labels.length,
                positives,
                RankingMeasures.rocAuc(Ranking.of(first, labels)),
                RankingMeasures.rocAuc(Ranking.of(second, labels)),
                Bootstrap.difference(
                        first,
                        second,
                        labels,
                        RankingMeasures::rocAuc,
                        PAIRED_RESAMPLES,
                        ForecastMeasures.LEVEL,
                        seed)));
    }

    private Forecast forecast(Question question, LocalDate origin, RowBank bank) {
        TrainingOptions options = new TrainingOptions(origin, question.seed(), question.withEpss());
        Trainer.Learned learned = trainer.learn(bank, options);
        ScoreModel model = ScoreModel.read("as of " + origin, learned.model());
        List<Dossier> pool = pool(question, origin);
        List<SparseRows> rows = rows(pool, origin, model);
        Logistic logistic = Recipe.logistic(learned.rows());
        Map<String, double[]> scores = new LinkedHashMap<>();
        scores.put(ForecastMeasures.MODEL, each(rows, model.trees()::probabilities));
        for (Recipe recipe : question.recipes()) {
            Trainer.Learned other = trainer.learn(learned.rows(), options, recipe);
            ScoreModel tried = ScoreModel.read(recipe.name(), other.model());
            scores.put(recipe.name(), each(rows, tried.trees()::probabilities));
        }
        scores.put(ForecastMeasures.LOGISTIC, each(rows, logistic::probabilities));
        epssDay(question.epssDays(), origin)
                .ifPresent(day -> scores.put(
                        ForecastMeasures.EPSS,
                        pool.stream().mapToDouble(d -> epss(d, day)).toArray()));
        scores.put(
                ForecastMeasures.CVSS,
                pool.stream().mapToDouble(d -> cvss(d, origin)).toArray());
        int[] outcomes = pool.stream()
                .mapToInt(d -> question.outcome()
                        .since(d)
                        .map(day -> (int) ChronoUnit.DAYS.between(origin, day))
                        .orElse(Integer.MAX_VALUE))
                .toArray();
        int[] ages = pool.stream()
                .mapToInt(d -> (int) ChronoUnit.DAYS.between(d.published().orElseThrow(), origin))
                .toArray();
        return new Forecast(origin, outcomes, ages, bare(pool, origin), scores);
    }

    private static boolean[] bare(List<Dossier> pool, LocalDate origin) {
        boolean[] bare = new boolean[pool.size()];
        for (int i = 0; i < bare.length; i++) {
            bare[i] = FeatureReader.bare(pool.get(i).asOf(origin));
        }
        return bare;
    }

    /** Every CVE published by the origin and not known exploited by then. */
    private List<Dossier> pool(Question question, LocalDate origin) {
        return corpus.dossiers().stream()
                .filter(d -> d.published()
                        .filter(day -> !day.isAfter(origin) && !day.isBefore(question.publishedSince()))
                        .isPresent())
                .filter(d ->
                        d.firstReported().filter(day -> !day.isAfter(origin)).isEmpty())
                .filter(d -> !d.asOf(origin).records().isEmpty())
                .toList();
    }

    private List<SparseRows> rows(List<Dossier> pool, LocalDate origin, ScoreModel model) {
        return work.parts(pool, part -> {
            FeatureRow row = new FeatureRow(model, corpus.history());
            SparseRows.Builder builder = SparseRows.builder(model.trees().width());
            part.forEach(dossier -> builder.addRow(row.of(dossier, origin)));
            return builder.build();
        });
    }

    private static double[] each(List<SparseRows> parts, Function<SparseRows, double[]> scores) {
        return parts.stream().map(scores).flatMapToDouble(Arrays::stream).toArray();
    }

    /** The newest day of EPSS up to a week before the origin. */
    static Optional<LocalDate> epssDay(List<LocalDate> days, LocalDate origin) {
        return days.stream()
                .filter(day -> !day.isAfter(origin) && day.isAfter(origin.minusDays(7)))
                .max(LocalDate::compareTo);
    }

    /** A CVE without a score is ranked last. */
    static double epss(Dossier dossier, LocalDate day) {
        List<EpssOn> scores = dossier.asOf(day).epss();
        return scores.isEmpty() ? 0 : scores.get(scores.size() - 1).score().orElse(0.0);
    }

    /** A CVE without an assessment is ranked last. */
    static double cvss(Dossier dossier, LocalDate origin) {
        return Preference.assessment(dossier.asOf(origin).containers().flatMap(c -> c.assessments().stream()))
                .map(a -> a.score())
                .orElse(0.0);
    }
}
