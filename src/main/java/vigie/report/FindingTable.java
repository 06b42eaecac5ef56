package vigie.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.IdentityHashMap;
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
import vigie.triage.Known;
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

    /** What is held of a vulnerability is the same in all rows of it, and they stand together. */
    private static final int KEPT = 4_000;

    private final Why why;
    private final boolean flat;
    private final Map<Known, List<Optional<?>>> held = new IdentityHashMap<>();

    private FindingTable(Why why, boolean flat) {
        this.why = why;
        this.flat = flat;
    }

    /** Rows whose cells are texts, numbers, {@code true} and lists of texts. For one thread at a time. */
    public static FindingTable of(Why why) {
        return new FindingTable(why, false);
    }

    /** The same for CSV: lists in one cell, names separated by spaces, sentences by semicolons. */
    public static FindingTable flat(Why why) {
        return new FindingTable(why, true);
    }

    /** The cells of a row; empty where there is nothing. */
    public List<Optional<?>> row(Ranked row) {
        Finding finding = row.finding();
        List<Optional<?>> known = held.get(row.known());
        if (known == null) {
            if (held.size() >= KEPT) {
                held.clear();
            }
            known = held(row.known());
            held.put(row.known(), known);
        }
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
        cells.add(row.cve().isPresent() ? Optional.of(row.id()) : Optional.empty());
        cells.add(several(row.aliases(), " "));
        cells.add(some(finding.asset()));
        cells.add(row.asset().owner());
        cells.add(some(row.packageName()));
        cells.add(some(finding.component().version()));
        cells.add(some(finding.fixed()));
        cells.add(some(finding.component().path()));
        cells.add(some(finding.component().purl()));
        cells.addAll(known.subList(0, known.size() - 1));
        cells.add(some(finding.severity()));
        cells.add(number(finding.cvss()));
        cells.add(known.get(known.size() - 1));
        cells.add(Optional.of(row.seen().toString()));
        cells.add(
                row.change().state() == Change.State.NOT_COMPARED
                        ? Optional.empty()
                        : Optional.of(row.change().state().toString()));
        cells.add(several(why.causes(row), "; "));
        cells.add(some(why.of(row)));
        return cells;
    }

    /** The cells from {@code score} to {@code base_severity}, and that of {@code state}. */
    private List<Optional<?>> held(Known known) {
        CveSummary held = known.summary();
        return List.of(
                held.score(),
                held.scorePercentile(),
                held.scorePercentile().map(ScoreBand::of).map(Object::toString),
                held.epss(),
                held.epssPercentile(),
                held.exploited().map(exploited -> exploited.since().toString()),
                held.exploited().map(exploited -> exploited.origin().toString()),
                several(held.exploited().map(Exploited::sources).orElse(List.of()), " "),
                held.kevDate(),
                known.ransomware() ? Optional.of(true) : Optional.empty(),
                held.exploit().map(KnownDay::day).map(LocalDate::toString),
                held.exploit().map(exploit -> exploit.origin().toString()),
                held.cvssScore(),
                held.cvssScore().map(Severity::of).map(Object::toString),
                held.state());
    }

    /** A row as an object of JSON; null where there is nothing. */
    public Map<String, Object> json(Ranked row) {
        List<Optional<?>> cells = row(row);
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < cells.size(); i++) {
            object.put(COLUMNS.get(i), cells.get(i).orElse(null));
        }
        return object;
    }

    private static Optional<String> some(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    private Optional<?> several(List<String> texts, String between) {
        if (texts.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(flat ? String.join(between, texts) : texts);
    }

    private static Optional<Double> number(OptionalDouble value) {
        return value.isPresent() ? Optional.of(value.getAsDouble()) : Optional.empty();
    }
}
