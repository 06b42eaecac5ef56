package vigie.finding.format;

import static vigie.finding.JsonWalk.first;
import static vigie.finding.JsonWalk.objects;
import static vigie.finding.JsonWalk.text;
import static vigie.finding.JsonWalk.texts;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
import vigie.finding.Suppression;

/**
 * SPDX 3 as JSON-LD: a graph of packages, vulnerabilities and what was found of them. Packages and vulnerabilities are held in
 * memory, as the relationships refer to them. Source: the model of SPDX 3.0.1, profiles Software and Security.
 */
final class Spdx3Json implements Format {

    private static final Set<String> FIELDS = new HashSet<>(List.of(
            "type",
            "@type",
            "spdxId",
            "@id",
            "name",
            "software_packageVersion",
            "software_packageUrl",
            "externalIdentifier",
            "externalIdentifierType",
            "identifier",
            "from",
            "to",
            "relationshipType",
            "security_score",
            "security_vectorString",
            "security_severity",
            "security_justificationType",
            "security_impactStatement"));

    private static final String VEX = "security_Vex";
    private static final String ASSESSMENT = "VulnAssessmentRelationship";

    /** Kinds of assessments by which a vulnerability does not count. */
    private static final Map<String, String> DONE = Map.of("NotAffected", "not_affected", "Fixed", "fixed");

    @Override
    public String name() {
        return "spdx3";
    }

    @Override
    public boolean isBill() {
        return true;
    }

    @Override
    public boolean recognises(Head head) {
        return head.json().has("@graph[]") && head.json().value("@context").contains("spdx");
    }

    /** The elements that others refer to. */
    private static final class Graph {
        private final Map<String, Component> packages = new HashMap<>();
        private final Map<String, List<String>> vulnerabilities = new HashMap<>();
        private final Map<String, JsonNode> scores = new HashMap<>();
        private final Set<String> assessed = new HashSet<>();
    }

    @Override
    public void read(Input in, Out out) throws IOException {
        Graph graph = new Graph();
        Input.ahead(() -> {
            try (JsonWalk json = in.json()) {
                json.documents(() -> json.object(field -> {
                    if (field.equals("@graph")) {
                        json.array(() -> element(json.tree(FIELDS), graph, out));
                    }
                }));
            }
        });
        try (JsonWalk json = in.json()) {
            json.each(out, "@graph", FIELDS, (tree, at) -> assessment(tree, graph, out, at));
        }
    }

    private static void element(JsonNode tree, Graph graph, Out out) {
        String type = first(tree, "type", "@type");
        String id = first(tree, "spdxId", "@id");
        if (type.equals("software_Package")) {
            Component component =
                    new Component(text(tree, "name"), text(tree, "software_packageVersion"), purl(tree), "", "");
            graph.packages.put(id, component);
            out.component(component);
        } else if (type.equals("security_Vulnerability")) {
            List<String> ids = new ArrayList<>();
            objects(tree, "externalIdentifier").forEach(one -> ids.add(text(one, "identifier")));
            if (!text(tree, "name").isEmpty()) {
                ids.add(text(tree, "name"));
            }
            graph.vulnerabilities.put(id, ids);
        } else if (type.startsWith("security_Cvss") && type.endsWith(ASSESSMENT)) {
            graph.scores.merge(
                    text(tree, "from"),
                    tree,
                    (old, fresh) -> first(old, "type", "@type").compareTo(type) < 0 ? fresh : old);
        }
    }

    private static String purl(JsonNode tree) {
        String purl = text(tree, "software_packageUrl");
        return !purl.isEmpty()
                ? purl
                : objects(tree, "externalIdentifier").stream()
                        .filter(one -> text(one, "externalIdentifierType").equalsIgnoreCase("packageUrl"))
                        .map(one -> text(one, "identifier"))
                        .findFirst()
                        .orElse("");
    }

    private static void assessment(JsonNode tree, Graph graph, Out out, Position at) {
        String type = first(tree, "type", "@type");
        boolean vex = type.startsWith(VEX) && type.endsWith(ASSESSMENT);
        boolean found =
                type.equals("Relationship") && text(tree, "relationshipType").equals("hasAssociatedVulnerability");
        if (vex) {
            String kind = type.substring(VEX.length(), type.length() - ASSESSMENT.length());
            for (String to : texts(tree, "to")) {
                finding(text(tree, "from"), to, kind, tree, graph, out, at);
            }
        } else if (found) {
            for (String vulnerability : texts(tree, "to")) {
                finding(vulnerability, text(tree, "from"), "", tree, graph, out, at);
            }
        }
    }

    private static void finding(
            String vulnerability, String to, String kind, JsonNode tree, Graph graph, Out out, Position at) {
        // The same pair can be associated and assessed.
        if (!graph.assessed.add(vulnerability + " " + to)) {
            return;
        }
        Finding.Draft draft = new Finding.Draft()
                .ids(graph.vulnerabilities.getOrDefault(vulnerability, List.of()))
                .component(graph.packages.getOrDefault(to, new Component(to, "", "", "", "")));
        JsonNode score = graph.scores.get(vulnerability);
        if (score != null) {
            draft.cvss(text(score, "security_score"))
                    .vector(text(score, "security_vectorString"))
                    .severity(text(score, "security_severity"));
        }
        if (DONE.containsKey(kind)) {
            draft.suppressed(Suppression.inReport(
                    DONE.get(kind), first(tree, "security_justificationType", "security_impactStatement")));
        }
        out.finding(draft, at);
    }
}
