package vigie.finding.format;

import static vigie.finding.JsonWalk.first;
import static vigie.finding.JsonWalk.text;
import static vigie.finding.JsonWalk.texts;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import vigie.finding.Component;
import vigie.finding.Finding;
import vigie.finding.Format;
import vigie.finding.Head;
import vigie.finding.Input;
import vigie.finding.JsonWalk;
import vigie.finding.Out;
import vigie.finding.Position;
import vigie.text.CveIds;

/**
 * Nuclei's results: JSON in lines ({@code -jsonl}) or as one list ({@code -json-export}). Source: {@code ResultEvent} in
 * {@code pkg/output/output.go} of projectdiscovery/nuclei.
 *
 * <p>Nuclei writes what its templates matched. A match is a finding if the template has CVEs ({@code info.classification.cve-id}), or
 * is named by one; others are detections and faults of configuration. A result whose {@code matcher-status} is false, which it writes
 * when it is asked for those, too, did not match.
 */
final class NucleiJson implements Format {

    private static final Set<String> FIELDS = new HashSet<>(List.of(
            "template-id",
            "templateID",
            "info",
            "name",
            "severity",
            "classification",
            "cve-id",
            "cvss-score",
            "cvss-metrics",
            "host",
            "ip",
            "matched-at",
            "matched",
            "matcher-status"));

    @Override
    public String name() {
        return "nuclei";
    }

    @Override
    public boolean recognises(Head head) {
        return head.json().hasAny("template-id", "templateID", "[].template-id", "[].templateID")
                && head.json().hasAny("info.severity", "[].info.severity", "info.name", "[].info.name");
    }

    @Override
    public void read(Input in, Out out) throws IOException {
        try (JsonWalk json = in.json()) {
            json.documents(() -> {
                if (json.isObject()) {
                    Position at = json.position();
                    result(json.tree(FIELDS), at, out);
                } else {
                    json.entries(out, FIELDS, (tree, at) -> result(tree, at, out));
                }
            });
        }
    }

    private static void result(JsonNode tree, Position at, Out out) {
        if (tree.path("matcher-status").isBoolean()
                && !tree.path("matcher-status").asBoolean()) {
            out.other();
            return;
        }
        // A list, or one text with commas.
        List<String> ids = texts(tree, "info", "classification", "cve-id").stream()
                .flatMap(text -> Ids.of(text).stream())
                .toList();
        String template = first(tree, "template-id", "templateID");
        out.finding(
                new Finding.Draft()
                        .ids(ids.isEmpty() && CveIds.without(template).isBlank() ? List.of(template) : ids)
                        .asset(first(tree, "host", "ip"))
                        .component(new Component(
                                text(tree, "info", "name"), "", "", Checks.CHECK, first(tree, "matched-at", "matched")))
                        .severity(text(tree, "info", "severity"))
                        .cvss(text(tree, "info", "classification", "cvss-score"))
                        .vector(text(tree, "info", "classification", "cvss-metrics")),
                at);
    }
}
