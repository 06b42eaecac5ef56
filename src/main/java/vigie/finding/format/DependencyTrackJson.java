package vigie.finding.format;

import static vigie.finding.JsonWalk.first;
import static vigie.finding.JsonWalk.objects;
import static vigie.finding.JsonWalk.text;

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
import vigie.finding.Suppression;

/**
 * Findings of Dependency-Track: the File Packaging Format, and the list that its API answers with. Source: documentation of
 * Dependency-Track, "File Formats".
 */
final class DependencyTrackJson implements Format {

    private static final Set<String> FIELDS = new HashSet<>(List.of(
            "component",
            "group",
            "name",
            "version",
            "purl",
            "projectName",
            "projectVersion",
            "vulnerability",
            "vulnId",
            "aliases",
            "cveId",
            "ghsaId",
            "osvId",
            "snykId",
            "sonatypeId",
            "gsdId",
            "vulnDbId",
            "internalId",
            "severity",
            "cvssV2BaseScore",
            "cvssV3BaseScore",
            "cvssV4Score",
            "cvssV2Vector",
            "cvssV3Vector",
            "cvssV4Vector",
            "analysis",
            "state",
            "analysisState",
            "isSuppressed",
            "attribution",
            "attributedOn"));

    private static final List<String> NAMES =
            List.of("cveId", "ghsaId", "osvId", "snykId", "sonatypeId", "gsdId", "vulnDbId");

    private static final Set<String> DONE = Set.of("NOT_AFFECTED", "FALSE_POSITIVE", "RESOLVED");

    @Override
    public String name() {
        return "dependency-track";
    }

    @Override
    public boolean recognises(Head head) {
        return head.json().value("meta.application").equals("Dependency-Track")
                || head.json().hasAny("findings[].vulnerability.vulnId", "[].vulnerability.vulnId");
    }

    @Override
    public void read(Input in, Out out) throws IOException {
        boolean list = in.head().json().isList();
        String[] project = {""};
        if (!list) {
            Input.ahead(() -> project(in, project));
        }
        try (JsonWalk json = in.json()) {
            json.each(out, list ? "" : "findings", FIELDS, (tree, at) -> out.finding(draft(tree, project[0]), at));
        }
    }

    /** What the findings are of stands behind them. */
    private static void project(Input in, String... found) throws IOException {
        try (JsonWalk json = in.json()) {
            json.documents(() -> json.object(field -> {
                if (field.equals("project")) {
                    found[0] = named(json.tree(Set.of("name", "version")), "name", "version");
                }
            }));
        }
    }

    private static String named(JsonNode tree, String name, String version) {
        return text(tree, version).isEmpty() ? text(tree, name) : text(tree, name) + ":" + text(tree, version);
    }

    private static Finding.Draft draft(JsonNode tree, String project) {
        JsonNode component = tree.path("component");
        JsonNode vulnerability = tree.path("vulnerability");
        String name = CycloneDxJson.named(text(component, "group"), text(component, "name"), text(component, "purl"));
        List<String> aliases = new ArrayList<>();
        for (JsonNode alias : objects(vulnerability, "aliases")) {
            NAMES.stream().map(field -> text(alias, field)).forEach(aliases::add);
        }
        aliases.removeIf(alias -> alias.equals(text(vulnerability, "vulnId")));
        Finding.Draft draft = new Finding.Draft()
                .id(text(vulnerability, "vulnId"))
                .aliases(aliases)
                .asset(project.isEmpty() ? named(component, "projectName", "projectVersion") : project)
                .component(name, text(component, "version"))
                .purl(text(component, "purl"))
                .severity(text(vulnerability, "severity"))
                .cvss(first(vulnerability, "cvssV4Score", "cvssV3BaseScore", "cvssV2BaseScore"))
                .vector(first(vulnerability, "cvssV4Vector", "cvssV3Vector", "cvssV2Vector"))
                .firstSeen(Days.of(text(tree, "attribution", "attributedOn")));
        String state = first(tree.path("analysis"), "state", "analysisState");
        boolean suppressed = tree.path("analysis").path("isSuppressed").asBoolean(false);
        if (suppressed || DONE.contains(state)) {
            draft.suppressed(Suppression.inReport(state.isEmpty() ? "suppressed" : state, ""));
        }
        return draft;
    }
}
