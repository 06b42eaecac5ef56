package vigie.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import vigie.finding.Finding;
import vigie.model.Exploited;
import vigie.model.KnownDay;
import vigie.model.ScoreBand;
import vigie.model.Severity;
import vigie.ssvc.Decision;
import vigie.ssvc.DecisionPoint;
import vigie.store.CveSummary;
import vigie.triage.Change;
import vigie.triage.Ranked;
import vigie.triage.Why;

/** Prioritised findings as rows of a file. Names of columns, decisions and days are the same in every language. */
public final class FindingTable {

    /** The columns, in their order. */
    public static final List<String> COLUMNS = List.of(
            "rank",
            "decision",
            "decision_at_best",
            "due",
            "due_counted_from",
            "id",
            "cve",
            "aliases",
            "asset",
            "owner",
            "package",
            "version",
            "fixed_version",
            "path",
            "purl",
            "score",
            "score_percentile",
            "score_band",
            "epss_score",
            "epss_percentile",
            "known_exploited_since",
            "known_exploited_since_origin",
            "known_exploited_by",
            "kev_date",
            "ransomware",
            "exploit_public_date",
            "exploit_public_date_origin",
            "cvss_score",
            "base_severity",
            "scanner_severity",
            "scanner_cvss_score",
            "state",
            "first_seen",
            "change",
            "change_causes",
            "reasons");

    private static final int CAUSES = COLUMNS.indexOf("change_causes");

    private FindingTable() {}

    /** The cells of a row: texts, numbers, {@code true}, lists of texts; empty where there is nothing. */
    public static List<Optional<?>> row(Ranked row, Why why) {
        Finding finding = row.finding();
        CveSummary held = row.known().summary();
        List<Optional<?>> cells = new ArrayList<>(COLUMNS.size());
        cells.add(Optional.of(row.rank()));
        cells.add(row.decision().map(Decision::worst).map(DecisionPoint.Value::name));
        cells.add(row.decision()
                .filter(decision -> !decision.decided())
                .map(Decision::least)
                .map(DecisionPoint.Value::name));
        cells.add(row.due().map(due -> due.day().toString()));
        cells.add(row.due().map(due -> due.from() == Decision.From.LISTED ? "listed" : "detected"));
        cells.add(Optional.of(row.id()));
        cells.add(row.cve().map(Object::toString));
        cells.add(some(row.aliases()));
        cells.add(some(finding.asset()));
        cells.add(row.asset().owner());
        cells.add(some(row.packageName()));
        cells.add(some(finding.component().version()));
        cells.add(some(finding.fixed()));
        cells.add(some(finding.component().path()));
        cells.add(some(finding.component().purl()));
        cells.add(held.score());
        cells.add(held.scorePercentile());
        cells.add(held.scorePercentile().map(ScoreBand::of).map(Object::toString));
        cells.add(held.epss());
        cells.add(held.epssPercentile());
        cells.add(held.exploited().map(known -> known.since().toString()));
        cells.add(held.exploited().map(known -> known.origin().toString()));
        cells.add(held.exploited().map(Exploited::sources));
        cells.add(held.kevDate());
        cells.add(row.known().ransomware() ? Optional.of(true) : Optional.empty());
        cells.add(held.exploit().map(KnownDay::day).map(LocalDate::toString));
        cells.add(held.exploit().map(known -> known.origin().toString()));
        cells.add(held.cvssScore());
        cells.add(held.cvssScore().map(Severity::of).map(Object::toString));
        cells.add(some(finding.severity()));
        cells.add(number(finding.cvss()));
        cells.add(held.state());
        cells.add(Optional.of(row.seen().toString()));
        cells.add(
                row.change().state() == Change.State.NOT_COMPARED
                        ? Optional.empty()
                        : Optional.of(row.change().state().toString()));
        cells.add(some(why.causes(row)));
        cells.add(some(why.of(row)));
        return cells;
    }

    /** The same as an object of JSON; null where there is nothing. */
    public static Map<String, Object> json(Ranked row, Why why) {
        List<Optional<?>> cells = row(row, why);
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < cells.size(); i++) {
            object.put(COLUMNS.get(i), cells.get(i).orElse(null));
        }
        return object;
    }

    /** The same as cells of CSV: lists in one cell, names separated by spaces, sentences by semicolons. */
    public static List<Optional<?>> flat(Ranked row, Why why) {
        List<Optional<?>> cells = row(row, why);
        for (int i = 0; i < cells.size(); i++) {
            if (cells.get(i).isPresent() && cells.get(i).get() instanceof List<?> several) {
                List<String> texts = several.stream().map(Object::toString).toList();
                cells.set(i, Optional.of(String.join(i == CAUSES ? "; " : " ", texts)));
            }
        }
        return cells;
    }

    private static Optional<String> some(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    private static Optional<List<String>> some(List<String> texts) {
        return texts.isEmpty() ? Optional.empty() : Optional.of(texts);
    }

    private static Optional<Double> number(OptionalDouble value) {
        return value.isPresent() ? Optional.of(value.getAsDouble()) : Optional.empty();
    }
}
