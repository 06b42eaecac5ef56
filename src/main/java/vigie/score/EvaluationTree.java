package vigie.score;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vigie.learn.metrics.AtEffort;
import vigie.learn.metrics.Bootstrap.Interval;
import vigie.learn.metrics.Calibration.Bin;

/** An evaluation as nested maps and lists, for JSON; curves are left out. */
public final class EvaluationTree {

    private static final double DIGITS = 1e6;

    private EvaluationTree() {}

    /** The whole evaluation. */
    public static Map<String, Object> of(Evaluation evaluation) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("outcome", evaluation.outcome().name().toLowerCase(java.util.Locale.ROOT));
        tree.put("published_since", evaluation.publishedSince().toString());
        tree.put("tables", evaluation.tables().stream().map(EvaluationTree::of).toList());
        return tree;
    }

    static Map<String, Object> of(Evaluation.Table table) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("as_of", table.origins().stream().map(Object::toString).toList());
        tree.put("horizon_days", table.horizon());
        tree.put("group", table.group().text());
        tree.put("pool", table.pool());
        tree.put("positives", table.positives());
        tree.put("base_rate", rounded(table.baseRate()));
        table.contestants().forEach((name, measures) -> tree.put(name, of(measures)));
        if (!table.differences().isEmpty()) {
            Map<String, Object> differences = new LinkedHashMap<>();
            table.differences().forEach((name, less) -> differences.put(name, of(less)));
            tree.put("model_less_recipe", differences);
        }
        return tree;
    }

    private static Map<String, Object> of(Evaluation.Differences less) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("roc_auc", interval(less.rocAuc()));
        tree.put("pr_auc", interval(less.prAuc()));
        tree.put(
                "coverage",
                less.coverage().stream().map(EvaluationTree::interval).toList());
        return tree;
    }

    private static Map<String, Object> of(Evaluation.Measures measures) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("roc_auc", interval(measures.rocAuc()));
        tree.put("pr_auc", interval(measures.prAuc()));
        List<Object> efforts = new ArrayList<>();
        for (int i = 0; i < measures.efforts().size(); i++) {
            AtEffort at = measures.efforts().get(i);
            Map<String, Object> effort = new LinkedHashMap<>();
            effort.put("effort", at.effort());
            effort.put("coverage", interval(measures.coverage().get(i)));
            effort.put("efficiency", rounded(at.efficiency()));
            efforts.add(effort);
        }
        tree.put("at_effort", efforts);
        Map<String, Object> bands = new LinkedHashMap<>();
        BandShares.of(measures).forEach((band, share) -> bands.put(band.toString(), rounded(share)));
        tree.put("exploited_by_band", bands);
        if (!measures.reliability().isEmpty()) {
            tree.put("brier", rounded(measures.brier()));
            tree.put(
                    "reliability",
                    measures.reliability().stream().map(EvaluationTree::bin).toList());
        }
        return tree;
    }

    private static Map<String, Object> bin(Bin bin) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("from", rounded(bin.from()));
        tree.put("to", rounded(Math.min(1, bin.to())));
        tree.put("cves", (long) bin.rows());
        tree.put("predicted", rounded(bin.predicted()));
        tree.put("observed", rounded(bin.observed()));
        return tree;
    }

    private static Map<String, Object> interval(Interval interval) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("value", rounded(interval.value()));
        tree.put("from", rounded(interval.from()));
        tree.put("to", rounded(interval.to()));
        return tree;
    }

    private static double rounded(double value) {
        return Math.round(value * DIGITS) / DIGITS;
    }
}
