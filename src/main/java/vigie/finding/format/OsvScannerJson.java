package vigie.finding.format;

import static vigie.finding.JsonWalk.first;
import static vigie.finding.JsonWalk.objects;
import static vigie.finding.JsonWalk.text;
import static vigie.finding.JsonWalk.texts;

import java.io.IOException;
import java.util.ArrayList;
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
import vigie.finding.Position;

/**
 * OSV-Scanner's JSON. A group of records that are one vulnerability is one finding, which has the identifiers and aliases of all of
 * them. Source: {@code pkg/models/results.go} of
 * google/osv-scanner.
 */
final class OsvScannerJson implements Format {

    private static final Set<String> FIELDS = new HashSet<>(List.of(
            "package",
            "name",
            "version",
            "commit",
            "ecosystem",
            "vulnerabilities",
            "id",
            "aliases",
            "database_specific",
            "severity",
            "score",
            "type",
            "affected",
            "ranges",
            "events",
            "fixed",
            "groups",
            "ids",
            "max_severity"));

    @Override
    public String name() {
        return "osv-scanner";
    }

    @Override
    public boolean recognises(Head head) {
        return head.json().has("results[].packages[].package.name")
                || head.json().has("results[].source.path", "results[].packages")
                || head.json().has("results", "experimental_config")
                || head.json().isOnly("results", "results[]");
    }

    @Override
    public void read(Input in, Out out) throws IOException {
        try (JsonWalk json = in.json()) {
            json.documents(() -> json.object(field -> {
                if (field.equals("results")) {
                    json.entries(out, () -> result(json, out));
                }
            }));
        }
    }

    private static void result(JsonWalk json, Out out) {
        String[] path = {""};
        json.object(field -> {
            if (field.equals("source")) {
                path[0] = text(json.tree(Set.of("path", "type")), "path");
            } else if (field.equals("packages")) {
                // What is in a package is counted by its vulnerabilities.
                json.entries(out, FIELDS, (tree, at) -> one(tree, path[0], out, at));
            }
        });
    }

    private static void one(JsonNode tree, String path, Out out, Position at) {
        List<JsonNode> vulnerabilities = objects(tree, "vulnerabilities");
        Set<String> grouped = new HashSet<>();
        for (JsonNode group : objects(tree, "groups")) {
            List<String> ids = texts(group, "ids");
            grouped.addAll(ids);
            List<JsonNode> members = vulnerabilities.stream()
                    .filter(vulnerability -> ids.contains(text(vulnerability, "id")))
                    .toList();
            out.finding(
                    draft(tree, ids, members, path).ids(texts(group, "aliases")).cvss(text(group, "max_severity")), at);
        }
        for (JsonNode vulnerability : vulnerabilities) {
            if (!grouped.contains(text(vulnerability, "id"))) {
                out.finding(draft(tree, List.of(text(vulnerability, "id")), List.of(vulnerability), path), at);
            }
        }
    }

    private static Finding.Draft draft(JsonNode tree, List<String> ids, List<JsonNode> vulnerabilities, String path) {
        JsonNode one = tree.path("package");
        Finding.Draft draft = new Finding.Draft()
                .ids(ids)
                .asset(path)
                .component(text(one, "name"), first(one, "version", "commit"))
                .type(text(one, "ecosystem"))
                .path(path);
        List<String> fixed = new ArrayList<>();
        for (JsonNode vulnerability : vulnerabilities) {
            draft.ids(texts(vulnerability, "aliases"));
            String severity = text(vulnerability, "database_specific", "severity");
            if (!severity.isEmpty()) {
                draft.severity(severity);
            }
            objects(vulnerability, "severity").forEach(score -> {
                if (text(score, "type").startsWith("CVSS")) {
                    draft.vector(text(score, "score"));
                }
            });
            for (JsonNode affected : objects(vulnerability, "affected")) {
                boolean same = text(affected, "package", "name").equals(text(one, "name"));
                for (JsonNode range : same ? objects(affected, "ranges") : List.<JsonNode>of()) {
                    objects(range, "events").stream()
                            .map(event -> text(event, "fixed"))
                            .filter(version -> !version.isEmpty() && !fixed.contains(version))
                            .forEach(fixed::add);
                }
            }
        }
        return draft.fixed(String.join(", ", fixed));
    }
}
