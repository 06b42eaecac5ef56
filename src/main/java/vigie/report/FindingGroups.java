package vigie.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vigie.ssvc.DecisionPoint;
import vigie.ssvc.Tree;
import vigie.text.Messages;
import vigie.text.PlainText;
import vigie.triage.Groups.By;
import vigie.triage.Groups.Group;

/** Groups of findings: a sentence, an object of JSON, a row of CSV. */
public final class FindingGroups {

    private final Tree tree;
    private final By by;
    private final Messages words;

    /**
     * @param tree the table that decided
     * @param by by what findings are put together
     * @param messages the user's language
     */
    public FindingGroups(Tree tree, By by, Messages messages) {
        this.tree = tree;
        this.by = by;
        this.words = messages.bundle("findings");
    }

    /** "One upgrade of openssl to 3.0.13 ends 41 findings on 12 assets", without the capital. */
    public String sentence(Group group) {
        String name = group.name().isEmpty() ? words.get("group.nameless") : PlainText.line(group.name());
        String findings = words.get("group.findings", group.findings());
        String assets = words.get("group.assets", group.assets());
        return switch (by) {
            case FIX ->
                group.version().isEmpty()
                        ? words.get("group.fix.none", name, findings, assets)
                        : words.get("group.fix", name, PlainText.line(group.version()), findings, assets);
            case ASSET -> words.get("group.asset", name, findings);
            case PACKAGE -> words.get("group.package", name, findings, assets);
            case CVE -> words.get("group.cve", name, findings, assets);
        };
    }

    /** The columns of a file. */
    public List<String> columns() {
        List<String> columns = new ArrayList<>(List.of(
                by == By.FIX ? "package" : by.toString(),
                "fixed_version",
                "decision",
                "findings",
                "assets",
                "vulnerabilities",
                "known_exploited",
                "first_rank"));
        outcomes().forEach(outcome -> columns.add("findings_" + outcome.key().toLowerCase(java.util.Locale.ROOT)));
        return columns;
    }

    /** The cells of a row. */
    public List<Optional<?>> row(Group group) {
        List<Optional<?>> cells = new ArrayList<>();
        cells.add(Optional.of(group.name()));
        cells.add(group.version().isEmpty() ? Optional.empty() : Optional.of(group.version()));
        cells.add(group.worst().map(DecisionPoint.Value::name));
        cells.add(Optional.of(group.findings()));
        cells.add(Optional.of(group.assets()));
        cells.add(Optional.of(group.vulnerabilities()));
        cells.add(Optional.of(group.exploited()));
        cells.add(Optional.of(group.first().rank()));
        group.decisions().forEach(count -> cells.add(Optional.of(count)));
        return cells;
    }

    /** The same as an object of JSON, with the sentence. */
    public Map<String, Object> json(Group group) {
        List<String> columns = columns();
        List<Optional<?>> cells = row(group);
        Map<String, Object> json = new LinkedHashMap<>();
        for (int i = 0; i < cells.size(); i++) {
            json.put(columns.get(i), cells.get(i).orElse(null));
        }
        json.put("sentence", sentence(group));
        return json;
    }

    private List<DecisionPoint.Value> outcomes() {
        List<DecisionPoint.Value> outcomes = new ArrayList<>(tree.outcome().values());
        java.util.Collections.reverse(outcomes);
        return outcomes;
    }
}
