package vigie.finding.format;

import static vigie.finding.JsonWalk.first;
import static vigie.finding.JsonWalk.objects;
import static vigie.finding.JsonWalk.text;
import static vigie.finding.JsonWalk.texts;

import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import vigie.finding.Component;
import vigie.finding.Finding;
import vigie.finding.Format;
import vigie.finding.Head;
import vigie.finding.Input;
import vigie.finding.JsonWalk;
import vigie.finding.Out;
import vigie.finding.Position;
import vigie.finding.Shape;

/**
 * JFrog Xray: reports of vulnerabilities ({@code rows}), exported components ({@code data}), the summary of artifacts, and scans on
 * demand of the command line. Source: JFrog's documentation of the REST interfaces of Xray and of {@code jf scan}.
 */
final class XrayJson implements Format {

    private static final Set<String> FIELDS = new HashSet<>(List.of(
            "cves",
            "cve",
            "id",
            "cvss_v2",
            "cvss_v3",
            "cvss_v2_score",
            "cvss_v3_score",
            "cvss_v2_vector",
            "cvss_v3_vector",
            "cvssV2",
            "cvssV3",
            "severity",
            "issue_id",
            "issueId",
            "issue_type",
            "vulnerable_component",
            "impacted_artifact",
            "impact_path",
            "path",
            "fixed_versions",
            "fixedVersions",
            "package_type",
            "artifact_scan_time",
            "source_id",
            "source_comp_id",
            "component",
            "component_versions",
            "more_details",
            "impactedPackageName",
            "impactedPackageVersion",
            "impactedPackageType"));

    private static final Set<String> PLACES = Set.of("fixed_versions", "impact_paths", "component_id", "full_path");

    @Override
    public String name() {
        return "xray";
    }

    @Override
    public boolean recognises(Head head) {
        Shape shape = head.json();
        return shape.hasAny("rows[].issue_id", "rows[].vulnerable_component")
                || shape.has("total_rows", "rows[]")
                || shape.has("data[].component_versions")
                || shape.has("artifacts[].issues[]")
                || shape.has("artifacts[].general.component_id")
                || shape.hasAny("[].vulnerabilities[].issue_id", "[].scan_id")
                || shape.has("vulnerabilities[].impactedPackageName");
    }

    @Override
    public void read(Input in, Out out) throws IOException {
        try (JsonWalk json = in.json()) {
            json.documents(() -> {
                if (json.isArray()) {
                    json.entries(out, () -> scan(json, out));
                } else {
                    report(json, out);
                }
            });
        }
    }

    private void report(JsonWalk json, Out out) {
        json.object(field -> {
            switch (field) {
                case "rows" -> json.entries(out, FIELDS, (tree, at) -> row(tree, out, at));
                case "data" -> json.entries(out, FIELDS, (tree, at) -> exported(tree, out, at));
                case "artifacts" -> json.entries(out, () -> artifact(json, out));
                case "vulnerabilities" -> json.entries(out, FIELDS, (tree, at) -> simple(tree, out, at));
                default -> {}
            }
        });
    }

    private static Finding.Draft draft(JsonNode tree, List<JsonNode> cves) {
        Finding.Draft draft = new Finding.Draft();
        for (JsonNode cve : cves) {
            draft.id(first(cve, "cve", "id"));
            scored(first(cve, "cvss_v3_score", "cvss_v3", "cvssV3"), text(cve, "cvss_v3_vector"), draft);
            if (first(cve, "cvss_v3_score", "cvss_v3", "cvssV3").isEmpty()) {
                scored(first(cve, "cvss_v2_score", "cvss_v2", "cvssV2"), text(cve, "cvss_v2_vector"), draft);
            }
        }
        return draft.id(first(tree, "issue_id", "issueId")).severity(text(tree, "severity"));
    }

    /** A score, or one with its vector: {@code 9.8/CVSS:3.0/AV:N/…}. */
    private static void scored(String score, String vector, Finding.Draft draft) {
        int slash = score.indexOf('/');
        if (slash > 0) {
            draft.cvss(score.substring(0, slash)).vector(score.substring(slash + 1));
        } else if (!score.isEmpty()) {
            draft.cvss(score).vector(vector);
        }
    }

    private static void row(JsonNode tree, Out out, Position at) {
        out.finding(
                draft(tree, objects(tree, "cves"))
                        .component(component(text(tree, "vulnerable_component"), text(tree, "path")))
                        .asset(text(tree, "impacted_artifact"))
                        .fixed(String.join(", ", texts(tree, "fixed_versions")))
                        .firstSeen(Days.of(text(tree, "artifact_scan_time"))),
                at);
    }

    private static void exported(JsonNode tree, Out out, Position at) {
        if (!text(tree, "issue_type").isEmpty() && !text(tree, "issue_type").equals("security")) {
            out.other();
            return;
        }
        JsonNode versions = tree.path("component_versions");
        Component parsed = component(first(tree, "source_comp_id", "source_id"), "");
        out.finding(
                draft(tree, objects(versions, "more_details", "cves"))
                        .id(text(tree, "id"))
                        .component(
                                parsed.name().isEmpty()
                                        ? new Component(text(tree, "component"), "", "", "", "")
                                        : parsed)
                        .fixed(String.join(", ", texts(versions, "fixed_versions"))),
                at);
    }

    private static void artifact(JsonWalk json, Out out) {
        String[] asset = {""};
        json.object(field -> {
            if (field.equals("general")) {
                JsonNode general = json.tree(Set.of("name", "component_id"));
                asset[0] = first(general, "name", "component_id");
            } else if (field.equals("issues")) {
                json.entries(out, FIELDS, (tree, at) -> issue(tree, asset[0], out, at));
            }
        });
    }

    private static void issue(JsonNode tree, String asset, Out out, Position at) {
        if (!text(tree, "issue_type").isEmpty() && !text(tree, "issue_type").equals("security")) {
            out.other();
            return;
        }
        String path = texts(tree, "impact_path").stream().findFirst().orElse("");
        out.finding(
                draft(tree, objects(tree, "cves"))
                        .asset(asset)
                        .component(component(path.substring(path.lastIndexOf('/') + 1), path)),
                at);
    }

    private static void simple(JsonNode tree, Out out, Position at) {
        out.finding(
                draft(tree, objects(tree, "cves"))
                        .component(text(tree, "impactedPackageName"), text(tree, "impactedPackageVersion"))
                        .type(text(tree, "impactedPackageType"))
                        .fixed(String.join(", ", texts(tree, "fixedVersions"))),
                at);
    }

    /** Of a scan on demand: each component that an issue concerns is one. Its component stands behind its vulnerabilities. */
    private static void scan(JsonWalk json, Out out) {
        json.object(field -> {
            if (field.equals("vulnerabilities") || field.equals("violations")) {
                json.entries(out, () -> scanned(json, out));
            }
        });
    }

    private static void scanned(JsonWalk json, Out out) {
        Position at = json.position();
        // Components are named by the fields of an object.
        Map<String, JsonNode> components = new LinkedHashMap<>();
        ObjectNode issue = JsonNodeFactory.instance.objectNode();
        json.object(field -> {
            if (field.equals("components")) {
                json.object(id -> components.put(id, json.tree(PLACES)));
            } else if (FIELDS.contains(field)) {
                issue.set(field, json.tree(FIELDS));
            }
        });
        if (components.isEmpty()) {
            out.finding(draft(issue, objects(issue, "cves")), at);
        }
        for (Map.Entry<String, JsonNode> one : components.entrySet()) {
            JsonNode way = one.getValue().path("impact_paths").path(0);
            String asset = text(way.path(0), "component_id");
            String path = way.size() > 0 ? text(way.path(way.size() - 1), "full_path") : "";
            out.finding(
                    draft(issue, objects(issue, "cves"))
                            .asset(asset)
                            .component(component(one.getKey(), path))
                            .fixed(String.join(", ", texts(one.getValue(), "fixed_versions"))),
                    at);
        }
    }

    /**
     * A component as Xray names it: {@code npm://lodash:4.17.1}, {@code gav://org.acme:core:1.0}, {@code
     * deb://debian:stretch:libx11:2:1.6.4-3}, {@code alpine://3.12:openssl:1.1.1k-r0}; without the kind at the end of a path.
     */
    private static Component component(String id, String path) {
        int scheme = id.indexOf("://");
        String type = scheme < 0 ? "" : id.substring(0, scheme);
        String[] parts = id.substring(scheme < 0 ? 0 : scheme + 3).split(":", -1);
        int before = switch (type) {
            case "deb" -> 2;
            case "alpine", "rpm" -> 1;
            case "" -> parts.length > 2 ? system(parts[0]) : 0;
            default -> 0;
        };
        if (parts.length < before + 2) {
            return new Component(String.join(":", parts), "", "", type, path);
        }
        int version = before > 0 ? before + 1 : parts.length - 1;
        return new Component(
                String.join(":", List.of(parts).subList(before, version)),
                String.join(":", List.of(parts).subList(version, parts.length)),
                "",
                type,
                path);
    }

    /** How many parts name the system, as its kind begins: the release of Alpine or Red Hat, or a distribution and its release. */
    private static int system(String begin) {
        return begin.matches("\\d+(\\.\\d+)*") ? 1 : Set.of("debian", "ubuntu").contains(begin) ? 2 : 0;
    }
}
