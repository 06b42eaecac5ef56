package vigie.finding.format;

import static vigie.finding.JsonWalk.objects;
import static vigie.finding.JsonWalk.text;
import static vigie.finding.JsonWalk.texts;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import tools.jackson.databind.JsonNode;
import vigie.finding.Finding;
import vigie.finding.Format;
import vigie.finding.Head;
import vigie.finding.Input;
import vigie.finding.JsonWalk;
import vigie.finding.Out;
import vigie.finding.Position;

/**
 * The output of {@code yarn audit --json} (yarn 1) and {@code yarn npm audit --json} (yarn 4): JSON in lines. That of yarn 2 and 3
 * has the form of npm 6, see {@link NpmAuditJson}. Sources: {@code src/reporters/json-reporter.js} of yarnpkg/yarn,
 * {@code packages/plugin-npm-cli/sources/npmAuditUtils.ts} of yarnpkg/berry.
 *
 * <p>Yarn 1 repeats an {@code auditAdvisory} for each path by which a package is depended on: an advisory of an installed version is
 * one finding, with the first path. Yarn 4 writes a line for each advisory of a package, with all its installed versions, each of
 * which is a finding; that a package is deprecated is one, too, named as yarn names it.
 */
final class YarnAuditJson implements Format {

    private static final Set<String> FIELDS = new HashSet<>(List.of(
            "type",
            "data",
            "resolution",
            "path",
            "advisory",
            "id",
            "cves",
            "github_advisory_id",
            "url",
            "module_name",
            "severity",
            "cvss",
            "score",
            "vectorString",
            "patched_versions",
            "findings",
            "version",
            "paths",
            "value",
            "children",
            "ID",
            "URL",
            "Severity",
            "Tree Versions",
            "Dependents"));

    /** What yarn 1 says before, or in the place of, what it was asked for. */
    private static final Set<String> TOLD = Set.of("info", "warning", "error");

    private static final Set<String> KINDS = Set.of("auditAdvisory", "auditSummary", "auditAction");

    @Override
    public String name() {
        return "yarn-audit";
    }

    @Override
    public boolean recognises(Head head) {
        return KINDS.contains(head.json().value("type")) && head.json().has("data")
                || TOLD.contains(head.json().value("type"))
                        && (head.json().isOnly("type", "data") || head.json().has("data.vulnerabilities"))
                || head.json().has("data.advisory.module_name")
                || head.json().has("value", "children.ID");
    }

    @Override
    public void read(Input in, Out out) throws IOException {
        Set<String> known = new HashSet<>();
        try (JsonWalk json = in.json()) {
            json.documents(() -> {
                Position at = json.position();
                if (!json.isObject()) {
                    out.refused(at, "not an object, but something else");
                    return;
                }
                JsonNode tree = json.tree(FIELDS);
                if (text(tree, "type").equals("auditAdvisory")) {
                    first(tree.path("data"), known, at, out);
                } else if (text(tree, "type").equals("error")) {
                    out.refused(at, "the scanner says that it failed: " + text(tree, "data"));
                } else if (tree.has("children")) {
                    fourth(tree, at, out);
                }
            });
        }
    }

    private static void first(JsonNode data, Set<String> known, Position at, Out out) {
        JsonNode advisory = data.path("advisory");
        String path = text(data, "resolution", "path");
        List<JsonNode> places = objects(advisory, "findings");
        String version = places.stream()
                .filter(place -> texts(place, "paths").contains(path))
                .findFirst()
                .or(() -> places.stream().findFirst())
                .map(place -> text(place, "version"))
                .orElse("");
        if (!known.add(text(advisory, "id") + " " + text(advisory, "module_name") + " " + version)) {
            return;
        }
        out.finding(
                NpmAuditJson.advised(advisory)
                        .component(text(advisory, "module_name"), version)
                        .path(path),
                at);
    }

    private static void fourth(JsonNode tree, Position at, Out out) {
        JsonNode said = tree.path("children");
        Matcher advisory = NpmAuditJson.ADVISORY.matcher(text(said, "URL"));
        String number = text(said, "ID");
        String id = advisory.find() ? advisory.group() : number;
        List<String> versions = texts(said, "Tree Versions");
        for (String version : versions.isEmpty() ? List.of("") : versions) {
            out.finding(
                    new Finding.Draft()
                            .id(id)
                            .component(text(tree, "value"), version)
                            .type("npm")
                            .path(texts(said, "Dependents").stream().findFirst().orElse(""))
                            .severity(text(said, "Severity")),
                    at);
        }
    }
}
