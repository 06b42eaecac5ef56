package vigie.finding.format;

import static vigie.finding.JsonWalk.first;
import static vigie.finding.JsonWalk.text;
import static vigie.finding.JsonWalk.texts;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import vigie.finding.Finding;
import vigie.finding.Format;
import vigie.finding.Head;
import vigie.finding.Input;
import vigie.finding.JsonWalk;
import vigie.finding.Out;
import vigie.finding.Suppression;

/**
 * Wazuh's vulnerability detection: the answer of its API until 4.7, and of its indexer from 4.8 on. Source: Wazuh's API reference
 * ({@code /vulnerability}), index {@code wazuh-states-vulnerabilities}.
 */
final class WazuhJson implements Format {

    private static final Set<String> FIELDS = new HashSet<>(List.of(
            "_source",
            "agent",
            "id",
            "name",
            "package",
            "version",
            "architecture",
            "type",
            "path",
            "vulnerability",
            "severity",
            "score",
            "base",
            "detected_at",
            "cve",
            "cvss2_score",
            "cvss3_score",
            "detection_time",
            "agent_name",
            "agent_id",
            "agent_ip",
            "status",
            "condition"));

    private static final Set<String> GONE = Set.of("SOLVED", "OBSOLETE");

    @Override
    public String name() {
        return "wazuh";
    }

    @Override
    public boolean recognises(Head head) {
        return head.json().has("data.affected_items[]")
                || head.json().value("hits.hits[]._index").startsWith("wazuh-states-vulnerabilities")
                || head.json().has("hits.hits[]._source.vulnerability.id");
    }

    @Override
    public void read(Input in, Out out) throws IOException {
        try (JsonWalk json = in.json()) {
            if (in.head().json().has("data")) {
                json.each(out, "data.affected_items", FIELDS, (tree, at) -> out.finding(item(tree), at));
            } else {
                json.each(out, "hits.hits", FIELDS, (tree, at) -> out.finding(hit(tree.path("_source")), at));
            }
        }
    }

    private static Finding.Draft item(JsonNode tree) {
        String score = text(tree, "cvss3_score");
        Finding.Draft draft = new Finding.Draft()
                .id(text(tree, "cve"))
                .asset(first(tree, "agent_name", "agent_ip", "agent_id"))
                .component(text(tree, "name"), text(tree, "version"))
                .severity(text(tree, "severity"))
                // It writes 0 where it has no score.
                .cvss(isNone(score) ? noneToEmpty(text(tree, "cvss2_score")) : score)
                .firstSeen(Days.of(text(tree, "detection_time")));
        if (GONE.contains(text(tree, "status"))) {
            draft.suppressed(Suppression.inReport(text(tree, "status"), ""));
        }
        return draft;
    }

    private static boolean isNone(String score) {
        return score.isEmpty() || score.matches("0(\\.0+)?");
    }

    private static String noneToEmpty(String score) {
        return isNone(score) ? "" : score;
    }

    private static Finding.Draft hit(JsonNode tree) {
        JsonNode vulnerability = tree.path("vulnerability");
        JsonNode item = tree.path("package");
        return new Finding.Draft()
                .ids(texts(vulnerability, "id"))
                .asset(first(tree.path("agent"), "name", "id"))
                .component(text(item, "name"), text(item, "version"))
                .type(text(item, "type"))
                .path(text(item, "path"))
                .severity(text(vulnerability, "severity"))
                .cvss(noneToEmpty(text(vulnerability, "score", "base")))
                .firstSeen(Days.of(text(vulnerability, "detected_at")));
    }
}
