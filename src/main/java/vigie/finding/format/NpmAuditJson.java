package vigie.finding.format;

import static vigie.finding.JsonWalk.objects;
import static vigie.finding.JsonWalk.text;
import static vigie.finding.JsonWalk.texts;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import vigie.finding.Finding;
import vigie.finding.Format;
import vigie.finding.Head;
import vigie.finding.Input;
import vigie.finding.JsonWalk;
import vigie.finding.MalformedReportException;
import vigie.finding.Out;
import vigie.finding.Position;

/**
 * The output of {@code npm audit --json}, versions 6 and 7, and of {@code pnpm audit --json}, which has that of npm 6. In that of
 * npm 7 a text in {@code via} names another package of the list, whose vulnerability it is. Source: documentation of npm,
 * {@code audit-report.js} of npm/cli.
 */
final class NpmAuditJson implements Format {

    private static final Set<String> FIELDS = new HashSet<>(List.of(
            "id",
            "cves",
            "github_advisory_id",
            "url",
            "module_name",
            "name",
            "severity",
            "cvss",
            "score",
            "vectorString",
            "patched_versions",
            "findings",
            "version",
            "paths",
            "via",
            "source",
            "nodes",
            "fixAvailable"));

    static final Pattern ADVISORY = Pattern.compile("GHSA(?:-[0-9a-z]{4}){3}");

    @Override
    public String name() {
        return "npm-audit";
    }

    @Override
    public boolean recognises(Head head) {
        return head.json().hasAny("advisories.*.module_name", "vulnerabilities.*.via[]")
                || head.json().has("auditReportVersion")
                || head.json().has("advisories", "metadata.vulnerabilities")
                || head.json().has("advisories", "muted[]")
                || head.json().has("error.code", "error.summary");
    }

    @Override
    public void read(Input in, Out out) throws IOException {
        try (JsonWalk json = in.json()) {
            json.documents(() -> json.object(field -> {
                if (field.equals("advisories") || field.equals("vulnerabilities")) {
                    json.object(key -> {
                        Position at = json.position();
                        if (!json.isObject()) {
                            out.refused(at, "not an object, but something else");
                        } else if (field.equals("advisories")) {
                            advisory(json.tree(FIELDS), out, at);
                        } else {
                            item(json.tree(FIELDS), out, at);
                        }
                    });
                } else if (field.equals("error")) {
                    Position at = json.position();
                    throw new MalformedReportException(
                            "the scanner says that it failed: " + text(json.tree(Set.of("code")), "code"), at);
                }
            }));
        }
    }

    /** Of npm 6: one for each installed version. */
    private static void advisory(JsonNode tree, Out out, Position at) {
        List<JsonNode> places = objects(tree, "findings");
        if (places.isEmpty()) {
            out.finding(advised(tree), at);
        }
        for (JsonNode place : places) {
            out.finding(
                    advised(tree)
                            .component(text(tree, "module_name"), text(place, "version"))
                            .path(texts(place, "paths").stream().findFirst().orElse("")),
                    at);
        }
    }

    /** An advisory of npm 6, which yarn 1 writes, too. */
    static Finding.Draft advised(JsonNode tree) {
        String patched = text(tree, "patched_versions");
        Finding.Draft draft = named(tree)
                .ids(texts(tree, "cves"))
                .component(text(tree, "module_name"), "")
                .type("npm")
                .fixed(patched.equals("<0.0.0") ? "" : patched)
                .severity(text(tree, "severity"));
        return score(tree, draft);
    }

    /** The identifier of GitHub, else the number that npm gave. */
    private static Finding.Draft named(JsonNode tree) {
        Matcher advisory = ADVISORY.matcher(text(tree, "github_advisory_id") + " " + text(tree, "url"));
        return new Finding.Draft().id(advisory.find() ? advisory.group() : JsonWalk.first(tree, "source", "id", "url"));
    }

    private static Finding.Draft score(JsonNode tree, Finding.Draft draft) {
        String vector = text(tree, "cvss", "vectorString");
        // It writes 0 where it has no score.
        return vector.isEmpty()
                ? draft
                : draft.cvss(text(tree, "cvss", "score")).vector(vector);
    }

    /** Of npm 7: one for each advisory of a package; a package that only depends on others has none. */
    private static void item(JsonNode tree, Out out, Position at) {
        List<JsonNode> advisories = objects(tree, "via");
        if (advisories.isEmpty()) {
            out.other();
        }
        JsonNode fix = tree.path("fixAvailable");
        for (JsonNode advisory : advisories) {
            Finding.Draft draft = named(advisory)
                    .component(text(tree, "name"), "")
                    .type("npm")
                    .path(texts(tree, "nodes").stream().findFirst().orElse(""))
                    .fixed(fix.isObject() ? text(fix, "name") + " " + text(fix, "version") : "")
                    .severity(text(advisory, "severity"));
            out.finding(score(advisory, draft), at);
        }
    }
}
