package vigie.report;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import vigie.finding.Finding;
import vigie.model.Severity;
import vigie.ssvc.Decision;
import vigie.text.Program;
import vigie.triage.Ranked;
import vigie.triage.Ranking;
import vigie.triage.Why;

/**
 * Prioritised findings as SARIF 2.1.0 (OASIS): a run for each asset, whose name is the property {@code imageName}, as Trivy writes it;
 * packages stand in the message in Trivy's lines, which is where programs that read SARIF look for them, and once more in properties,
 * from which we read them. The level says how urgent the decision is.
 */
final class FindingSarif {

    private static final String SCHEMA =
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    private FindingSarif() {}

    private static final class Run {
        private final Map<String, Integer> places = new LinkedHashMap<>();
        private final List<Object> rules = new ArrayList<>();
        private final List<Object> results = new ArrayList<>();
    }

    /**
     * The document.
     *
     * @param most rows
     */
    static Map<String, Object> document(Ranking ranking, Why why, long most) {
        Map<String, Run> runs = new LinkedHashMap<>();
        ranking.each(most, row -> {
            Run run = runs.computeIfAbsent(row.finding().asset(), any -> new Run());
            int rule = run.places.computeIfAbsent(row.id(), any -> {
                run.rules.add(rule(row));
                return run.rules.size() - 1;
            });
            run.results.add(result(row, rule, why.of(row)));
        });
        if (runs.isEmpty()) {
            runs.put("", new Run());
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("$schema", SCHEMA);
        document.put("version", "2.1.0");
        List<Object> all = new ArrayList<>();
        runs.forEach((asset, run) -> all.add(run(asset, run)));
        document.put("runs", all);
        return document;
    }

    private static Map<String, Object> run(String asset, Run run) {
        Map<String, Object> driver = new LinkedHashMap<>();
        driver.put("name", "Vigie");
        driver.put("version", Program.version());
        driver.put("rules", run.rules);
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("tool", Map.of("driver", driver));
        object.put("properties", Map.of("imageName", asset));
        if (!asset.isEmpty()) {
            object.put("automationDetails", Map.of("id", "vigie/" + asset + "/"));
        }
        object.put("results", run.results);
        return object;
    }

    private static Map<String, Object> rule(Ranked row) {
        Map<String, Object> properties = new LinkedHashMap<>();
        row.known()
                .summary()
                .cvssScore()
                .ifPresent(score -> properties.put("security-severity", String.format(Locale.ROOT, "%.1f", score)));
        List<String> tags = new ArrayList<>(List.of("security", "vulnerability"));
        row.cve().ifPresent(cve -> tags.addAll(row.aliases()));
        properties.put("tags", tags);
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("id", row.id());
        rule.put("shortDescription", Map.of("text", row.id()));
        row.cve().ifPresent(cve -> rule.put("helpUri", "https://www.cve.org/CVERecord?id=" + cve));
        rule.put("properties", properties);
        return rule;
    }

    private static Map<String, Object> result(Ranked row, int rule, String why) {
        Finding finding = row.finding();
        StringBuilder message = new StringBuilder();
        line(message, "Package", row.packageName());
        line(message, "Installed Version", finding.component().version());
        line(message, "Vulnerability", row.id());
        line(message, "Severity", severity(row));
        line(message, "Fixed Version", finding.fixed());
        line(message, "Decision", row.decision().map(one -> one.worst().name()).orElse(""));
        line(message, "Due", row.due().map(due -> due.day().toString()).orElse(""));
        line(message, "Reasons", why);
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("vigie_rank", row.rank());
        properties.put(
                "vigie_decision", row.decision().map(one -> one.worst().name()).orElse(""));
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("ruleId", row.id());
        result.put("ruleIndex", rule);
        result.put("level", row.decision().map(FindingSarif::level).orElse("none"));
        result.put("message", Map.of("text", message.toString().strip()));
        String path = finding.component().path();
        if (!path.isEmpty()) {
            result.put(
                    "locations",
                    List.of(Map.of("physicalLocation", Map.of("artifactLocation", Map.of("uri", address(path))))));
        }
        properties.put("vigie_asset", finding.asset());
        properties.put("vigie_package", row.packageName());
        properties.put("vigie_version", finding.component().version());
        properties.put("vigie_fixed", finding.fixed());
        properties.put("vigie_path", path);
        properties.put("vigie_purl", finding.component().purl());
        properties.put("vigie_aliases", row.aliases());
        properties.put("vigie_severity", finding.severity());
        result.put("properties", properties);
        return result;
    }

    /** A path as a relative address: slashes stay. */
    private static String address(String path) {
        return URLEncoder.encode(path, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%2F", "/");
    }

    private static void line(StringBuilder to, String key, String value) {
        if (!value.isEmpty()) {
            to.append(key).append(": ").append(value.replaceAll("\\R", " ")).append('\n');
        }
    }

    private static String severity(Ranked row) {
        String scanner = row.finding().severity();
        return scanner.isEmpty()
                ? row.known()
                        .summary()
                        .cvssScore()
                        .map(Severity::of)
                        .map(one -> one.toString().toUpperCase(Locale.ROOT))
                        .orElse("")
                : scanner;
    }

    /** The two most urgent outcomes of a table are errors, the least urgent one is a note. */
    private static String level(Decision decision) {
        int last = decision.tree().outcome().values().size() - 1;
        return decision.rank() >= last - 1 && last > 1 ? "error" : decision.rank() == 0 ? "note" : "warning";
    }
}
