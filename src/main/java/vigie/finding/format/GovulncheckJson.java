package vigie.finding.format;

import static vigie.finding.JsonWalk.objects;
import static vigie.finding.JsonWalk.text;
import static vigie.finding.JsonWalk.texts;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

/**
 * The output of {@code govulncheck -json}: messages one after the other or in a list, or in the first versions one object. What it finds of one
 * vulnerability in one module, by each way to it, is one finding. Source: {@code internal/govulncheck/govulncheck.go} of
 * golang/vuln.
 */
final class GovulncheckJson implements Format {

    private static final Set<String> RECORD = Set.of("id", "aliases");
    private static final Set<String> FOUND =
            Set.of("osv", "fixed_version", "trace", "module", "version", "package", "function");
    private static final Set<String> OLDER = new HashSet<>(List.of(
            "OSV",
            "id",
            "aliases",
            "ModPath",
            "PkgPath",
            "Symbol",
            "affected",
            "ranges",
            "events",
            "fixed",
            "package",
            "name"));

    @Override
    public String name() {
        return "govulncheck";
    }

    @Override
    public boolean recognises(Head head) {
        Shape shape = head.json();
        return shape.value("config.scanner_name").equals("govulncheck")
                || shape.has("config.protocol_version")
                || shape.has("finding.osv")
                || shape.has("Calls.Functions")
                || shape.has("Vulns[].OSV")
                || shape.value("[].config.scanner_name").equals("govulncheck")
                || shape.has("[].finding.osv");
    }

    /** What is found of a vulnerability in a module. */
    private record Found(JsonNode tree, Position at) {}

    @Override
    public void read(Input in, Out out) throws IOException {
        Map<String, List<String>> aliases = new HashMap<>();
        Map<String, Found> found = new LinkedHashMap<>();
        try (JsonWalk json = in.json()) {
            json.documents(() -> {
                if (json.isArray()) {
                    json.entries(out, () -> message(json, aliases, found, out));
                } else {
                    message(json, aliases, found, out);
                }
            });
        }
        found.values().forEach(one -> out.finding(draft(one.tree(), aliases), one.at()));
    }

    private static void message(JsonWalk json, Map<String, List<String>> aliases, Map<String, Found> found, Out out) {
        json.object(field -> {
            switch (field) {
                case "osv" -> {
                    JsonNode record = json.tree(RECORD);
                    aliases.put(text(record, "id"), texts(record, "aliases"));
                }
                case "finding" -> {
                    Position at = json.position();
                    JsonNode tree = json.tree(FOUND);
                    found.merge(
                            text(tree, "osv") + " " + module(tree),
                            new Found(tree, at),
                            (first, next) -> depth(next.tree()) > depth(first.tree()) ? next : first);
                }
                case "Vulns" -> json.entries(out, OLDER, (tree, at) -> older(tree, out, at));
                default -> {}
            }
        });
    }

    /** How much it says: the vulnerable module, a package that is imported, a function that is called. */
    private static int depth(JsonNode tree) {
        JsonNode place = tree.path("trace").path(0);
        return place.has("function") ? 2 : place.has("package") ? 1 : 0;
    }

    private static String module(JsonNode tree) {
        return text(tree.path("trace").path(0), "module");
    }

    private static Finding.Draft draft(JsonNode tree, Map<String, List<String>> aliases) {
        JsonNode place = tree.path("trace").path(0);
        String id = text(tree, "osv");
        return new Finding.Draft()
                .id(id)
                .aliases(aliases.getOrDefault(id, List.of()))
                .component(text(place, "module"), text(place, "version"))
                .type("golang")
                .path(text(place, "package"))
                .fixed(text(tree, "fixed_version"));
    }

    private static void older(JsonNode tree, Out out, Position at) {
        JsonNode record = tree.path("OSV");
        String fixed = objects(record, "affected").stream()
                .flatMap(affected -> objects(affected, "ranges").stream())
                .flatMap(range -> objects(range, "events").stream())
                .map(event -> text(event, "fixed"))
                .filter(version -> !version.isEmpty())
                .findFirst()
                .orElse("");
        out.finding(
                new Finding.Draft()
                        .id(text(record, "id"))
                        .aliases(texts(record, "aliases"))
                        .component(text(tree, "ModPath"), "")
                        .type("golang")
                        .path(text(tree, "PkgPath"))
                        .fixed(fixed),
                at);
    }
}
