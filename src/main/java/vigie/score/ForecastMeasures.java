package vigie.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vigie.learn.metrics.AtEffort;
import vigie.learn.metrics.Bootstrap;
import vigie.learn.metrics.Bootstrap.Interval;
import vigie.learn.metrics.Calibration;
import vigie.learn.metrics.CurvePoint;
import vigie.learn.metrics.Ranking;
import vigie.learn.metrics.RankingMeasures;

/** Computes the measures of forecasts from their outcomes. */
final class ForecastMeasures {

    /** Shares of the pool that are flagged; those of the bands of a score ({@link vigie.model.ScoreBand}) among them. */
    static final double[] EFFORTS = {0.001, 0.005, 0.01, 0.05, 0.1, 0.2};

    static final String MODEL = "model";
    static final String LOGISTIC = "logistic";
    static final String EPSS = "epss";
    static final String CVSS = "cvss";

    private static final double LEAST_PROBABILITY = 1e-5;
    private static final int BINS_PER_DECADE = 2;
    private static final int CURVE_POINTS = 2_000;
    static final double LEVEL = 0.95;

    private final int resamples;
    private final long seed;

    ForecastMeasures(int resamples, long seed) {
        this.resamples = resamples;
        this.seed = seed;
    }

    /** The table of some forecasts; origins without outcomes count for the pool only. */
    Evaluation.Table table(List<Forecast> forecasts, int horizon, Evaluation.Group group) {
        List<Forecast> pools = forecasts.stream().map(f -> f.of(group)).toList();
        Forecast all = Forecast.together(pools);
        Map<String, Evaluation.Measures> contestants = new LinkedHashMap<>();
        List<Forecast> telling =
                pools.stream().filter(f -> f.positives(horizon) > 0).toList();
        if (!telling.isEmpty()) {
            all.scores().keySet().forEach(name -> contestants.put(name, measures(telling, all, name, horizon)));
        }
        Map<String, Evaluation.Differences> differences = new LinkedHashMap<>();
        if (!telling.isEmpty()) {
            all.scores().keySet().stream()
                    .filter(Recipe.ALL::containsKey)
                    .forEach(name -> differences.put(name, difference(telling, name, horizon)));
        }
        return new Evaluation.Table(
                forecasts.stream().map(Forecast::origin).toList(),
                horizon,
                group,
                all.size(),
                all.positives(horizon),
                contestants,
                differences);
    }

    /** Of the model and of that of another recipe. */
    private Evaluation.Differences difference(List<Forecast> telling, String name, int horizon) {
        Interval[] found = Bootstrap.differences(
                rankings(telling, MODEL, horizon),
                rankings(telling, name, horizon),
                ForecastMeasures::means,
                resamples,
                LEVEL,
                seed);
        return new Evaluation.Differences(found[0], found[1], List.of(Arrays.copyOfRange(found, 2, found.length)));
    }

    private static List<Ranking> rankings(List<Forecast> telling, String name, int horizon) {
        return telling.stream()
                .map(f -> Ranking.of(f.scores().get(name), f.labels(horizon)))
                .toList();
    }

    private Evaluation.Measures measures(List<Forecast> telling, Forecast all, String name, int horizon) {
        List<Ranking> rankings = rankings(telling, name, horizon);
        Interval[] intervals = intervals(rankings);
        List<AtEffort> efforts = new ArrayList<>();
        for (int i = 0; i < EFFORTS.length; i++) {
            efforts.add(new AtEffort(EFFORTS[i], intervals[2 + i].value(), efficiency(rankings, EFFORTS[i])));
        }
        boolean probability = !name.equals(CVSS);
        double[] scores = all.scores().get(name);
        Ranking together = Ranking.of(probability ? over(horizon, scores) : scores, all.labels(horizon));
        return new Evaluation.Measures(
                intervals[0],
                intervals[1],
                List.of(Arrays.copyOfRange(intervals, 2, intervals.length)),
                efforts,
                probability ? Calibration.brier(together) : Double.NaN,
                probability
                        ? Calibration.reliability(together, Calibration.logEdges(LEAST_PROBABILITY, BINS_PER_DECADE))
                        : List.of(),
                CurvePoint.thin(RankingMeasures.rocCurve(together), CURVE_POINTS),
                CurvePoint.thin(RankingMeasures.precisionRecallCurve(together), CURVE_POINTS));
    }

    /** Converts a probability for 30 days to another number of days, at a constant hazard. */
    private static double[] over(int horizon, double[] probabilities) {
        double months = horizon / (double) RowPlan.HORIZON;
        return Arrays.stream(probabilities)
                .map(p -> 1 - Math.pow(1 - p, months))
                .toArray();
    }

    /** ROC-AUC, PR-AUC, then coverage at each effort: means over the origins, each origin resampled separately. */
    private Interval[] intervals(List<Ranking> rankings) {
        return Bootstrap.intervals(rankings, ForecastMeasures::means, resamples, LEVEL, seed);
    }

    private static double[] means(List<Ranking> rankings) {
        double[] found = new double[2 + EFFORTS.length];
        double positives = rankings.stream().mapToDouble(Ranking::positives).sum();
        for (Ranking ranking : rankings) {
            found[0] += RankingMeasures.rocAuc(ranking) / rankings.size();
            found[1] += RankingMeasures.averagePrecision(ranking) / rankings.size();
            for (int i = 0; i < EFFORTS.length; i++) {
                double coverage = RankingMeasures.atEffort(ranking, EFFORTS[i]).coverage();
                found[2 + i] += coverage * ranking.positives() / positives;
            }
        }
        return found;
    }

    private static double efficiency(List<Ranking> rankings, double effort) {
        double hits = 0;
        double looked = 0;
        for (Ranking ranking : rankings) {
            double flagged = effort * ranking.size();
            hits += RankingMeasures.atEffort(ranking, effort).efficiency() * flagged;
            looked += flagged;
        }
        return hits / looked;
    }
}
