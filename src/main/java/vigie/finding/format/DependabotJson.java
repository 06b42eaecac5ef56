package vigie.finding.format;

import static vigie.finding.JsonWalk.first;
import static vigie.finding.JsonWalk.objects;
import static vigie.finding.JsonWalk.text;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import vigie.finding.Finding;
import vigie.finding.Format;
import vigie.finding.Head;
import vigie.finding.Input;
import vigie.finding.JsonWalk;
import vigie.finding.Out;
import vigie.finding.Position;
import vigie.finding.Shape;
import vigie.finding.Suppression;

/**
 * Alerts of GitHub: Dependabot's and those of code scanning, as the list of its REST interface, and {@code vulnerabilityAlerts} of
 * its GraphQL interface, wherever they stand in the answer. Their state says which of them do not count. Source: GitHub's
 * documentation of both.
 */
final class DependabotJson implements Format {

    private static final Set<String> FIELDS = new HashSet<>(List.of(
            "state",
            "rule",
            "id",
            "security_severity_level",
            "most_recent_instance",
            "location",
            "path",
            "dependency",
            "package",
            "ecosystem",
            "name",
            "manifest_path",
            "security_advisory",
            "ghsa_id",
            "cve_id",
            "identifiers",
            "value",
            "cvss",
            "score",
            "vector_string",
            "vectorString",
            "security_vulnerability",
            "severity",
            "first_patched_version",
            "firstPatchedVersion",
            "identifier",
            "created_at",
            "createdAt",
            "dismissed_reason",
            "dismissReason",
            "repository",
            "full_name",
            "vulnerableManifestPath",
            "vulnerableRequirements",
            "securityVulnerability",
            "securityAdvisory",
            "advisory"));

    @Override
    public String name() {
        return "dependabot";
    }

    @Override
    public boolean recognises(Head head) {
        Shape shape = head.json();
        return shape.has("[].security_advisory.ghsa_id")
                || shape.has("[].security_vulnerability.package.name")
                || shape.has("[].most_recent_instance", "[].rule.id")
                || shape.hasAny(
                        "data.repository.vulnerabilityAlerts.nodes[]",
                        "data.*.*[].vulnerabilityAlerts.nodes[]",
                        "data.*.*.*[].vulnerabilityAlerts.nodes[]",
                        "data.*.*.vulnerabilityAlerts.nodes[]",
                        "data.*.vulnerabilityAlerts.nodes[]");
    }

    @Override
    public void read(Input in, Out out) throws IOException {
        try (JsonWalk json = in.json()) {
            json.documents(() -> {
                if (json.isArray()) {
                    json.entries(out, FIELDS, (tree, at) -> one(tree, out, at));
                } else {
                    repositories(json, "", out);
                }
            });
        }
    }

    /** Goes through the answer of GraphQL, whose form is that of the question. */
    private void repositories(JsonWalk json, String outer, Out out) {
        if (json.isArray()) {
            json.array(() -> repositories(json, outer, out));
            return;
        }
        String[] name = {outer};
        json.object(field -> {
            switch (field) {
                case "nameWithOwner" -> name[0] = json.text();
                case "name" -> name[0] = name[0].isEmpty() ? json.text() : name[0];
                case "vulnerabilityAlerts" ->
                    json.object(inner -> {
                        if (inner.equals("nodes")) {
                            json.entries(out, FIELDS, (tree, at) -> out.finding(node(tree, name[0]), at));
                        } else if (inner.equals("edges")) {
                            json.array(() -> json.object(part -> {
                                if (part.equals("node")) {
                                    Position at = json.position();
                                    out.finding(node(json.tree(FIELDS), name[0]), at);
                                }
                            }));
                        }
                    });
                default -> {
                    if (json.isArray() || json.isObject()) {
                        repositories(json, name[0], out);
                    }
                }
            }
        });
    }

    private static void one(JsonNode tree, Out out, Position at) {
        if (!tree.path("rule").isObject()) {
            out.finding(alert(tree), at);
            return;
        }
        // Of code scanning, which keeps what was sent to it as SARIF.
        JsonNode rule = tree.path("rule");
        Finding.Draft draft = new Finding.Draft()
                .id(Ids.leading(text(rule, "id")).orElse(text(rule, "id")))
                .path(text(tree, "most_recent_instance", "location", "path"))
                .severity(first(rule, "security_severity_level", "severity"))
                .firstSeen(Days.of(text(tree, "created_at")));
        state(text(tree, "state"), text(tree, "dismissed_reason"), draft);
        out.finding(draft, at);
    }

    private static Finding.Draft alert(JsonNode tree) {
        JsonNode advisory = tree.path("security_advisory");
        JsonNode vulnerability = tree.path("security_vulnerability");
        Finding.Draft draft = new Finding.Draft()
                .id(text(advisory, "ghsa_id"))
                .id(text(advisory, "cve_id"))
                .aliases(identifiers(advisory))
                .asset(text(tree, "repository", "full_name"))
                .component(text(tree, "dependency", "package", "name"), "")
                .type(text(tree, "dependency", "package", "ecosystem"))
                .path(text(tree, "dependency", "manifest_path"))
                .fixed(text(vulnerability, "first_patched_version", "identifier"))
                .severity(
                        text(vulnerability, "severity").isEmpty()
                                ? text(advisory, "severity")
                                : text(vulnerability, "severity"))
                .firstSeen(Days.of(text(tree, "created_at")));
        score(advisory.path("cvss"), draft);
        state(text(tree, "state"), text(tree, "dismissed_reason"), draft);
        return draft;
    }

    private static List<String> identifiers(JsonNode advisory) {
        return objects(advisory, "identifiers").stream()
                .map(one -> text(one, "value"))
                .filter(one -> !one.equals(text(advisory, "ghsa_id")) && !one.equals(text(advisory, "cve_id")))
                .toList();
    }

    /** GitHub writes 0 where it has no score. */
    private static void score(JsonNode cvss, Finding.Draft draft) {
        String vector = first(cvss, "vector_string", "vectorString");
        if (!vector.isEmpty()) {
            draft.cvss(text(cvss, "score")).vector(vector);
        }
    }

    private static void state(String state, String reason, Finding.Draft draft) {
        if (!state.isEmpty() && !state.equalsIgnoreCase("open")) {
            draft.suppressed(Suppression.inReport(state.toLowerCase(Locale.ROOT), reason));
        }
    }

    private static Finding.Draft node(JsonNode tree, String repository) {
        JsonNode vulnerability = tree.path("securityVulnerability");
        JsonNode advisory = vulnerability.path("advisory").isObject()
                ? vulnerability.path("advisory")
                : tree.path("securityAdvisory");
        String required = text(tree, "vulnerableRequirements");
        Finding.Draft draft = new Finding.Draft();
        objects(advisory, "identifiers").forEach(one -> draft.id(text(one, "value")));
        draft.asset(repository)
                .component(
                        text(vulnerability, "package", "name"), required.startsWith("= ") ? required.substring(2) : "")
                .type(text(vulnerability, "package", "ecosystem"))
                .path(text(tree, "vulnerableManifestPath"))
                .fixed(text(vulnerability, "firstPatchedVersion", "identifier"))
                .severity(text(vulnerability, "severity"))
                .firstSeen(Days.of(text(tree, "createdAt")));
        score(advisory.path("cvss"), draft);
        // Times at which an alert was dismissed or mended do not say that it is so now: it can have been opened again.
        state(text(tree, "state"), text(tree, "dismissReason"), draft);
        return draft;
    }
}
