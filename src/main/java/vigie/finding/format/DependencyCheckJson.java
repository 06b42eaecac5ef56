package vigie.finding.format;

import static vigie.finding.JsonWalk.first;
import static vigie.finding.JsonWalk.objects;
import static vigie.finding.JsonWalk.text;

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
import vigie.finding.Suppression;

/**
 * OWASP Dependency-Check's JSON. Source: {@code jsonReport.vsl} of dependency-check/DependencyCheck. Decisions are those of {@link
 * DependencyCheckXml}.
 */
final class DependencyCheckJson implements Format {

    private static final Set<String> FIELDS = new HashSet<>(List.of(
            "fileName",
            "filePath",
            "packages",
            "id",
            "vulnerabilities",
            "suppressedVulnerabilities",
            "name",
            "notes",
            "severity",
            "cvssv2",
            "cvssv3",
            "cvssv4",
            "score",
            "baseScore",
            "vectorString",
            "vulnerableSoftware",
            "software",
            "vulnerabilityIdMatched",
            "versionEndExcluding"));

    @Override
    public String name() {
        return "dependency-check-json";
    }

    @Override
    public boolean recognises(Head head) {
        return head.json().has("reportSchema", "scanInfo")
                || head.json().has("scanInfo.engineVersion") && head.json().hasAny("projectInfo", "dependencies[]");
    }

    @Override
    public void read(Input in, Out out) throws IOException {
        String[] project = {""};
        try (JsonWalk json = in.json()) {
            json.documents(() -> json.object(field -> {
                if (field.equals("projectInfo")) {
                    project[0] = text(json.tree(Set.of("name")), "name");
                } else if (field.equals("dependencies")) {
                    json.entries(out, FIELDS, (tree, at) -> dependency(tree, project[0], out, at));
                }
            }));
        }
    }

    private static void dependency(JsonNode tree, String project, Out out, Position at) {
        Component named = objects(tree, "packages").stream()
                .map(one -> text(one, "id"))
                .filter(id -> id.startsWith("pkg:"))
                .findFirst()
                .map(Purls::component)
                .orElse(Component.NONE);
        Component component = new Component(
                named.name().isEmpty() ? text(tree, "fileName") : named.name(),
                named.version(),
                named.purl(),
                named.type(),
                text(tree, "filePath"));
        for (JsonNode one : objects(tree, "vulnerabilities")) {
            out.finding(draft(one).asset(project).component(component), at);
        }
        for (JsonNode one : objects(tree, "suppressedVulnerabilities")) {
            out.finding(
                    draft(one)
                            .asset(project)
                            .component(component)
                            .suppressed(Suppression.inReport("suppressed", text(one, "notes"))),
                    at);
        }
    }

    private static Finding.Draft draft(JsonNode one) {
        Finding.Draft draft = new Finding.Draft().id(text(one, "name")).severity(text(one, "severity"));
        for (String version : List.of("cvssv4", "cvssv3", "cvssv2")) {
            String score = first(one.path(version), "baseScore", "score");
            if (!score.isEmpty()) {
                draft.cvss(score).vector(text(one.path(version), "vectorString"));
                break;
            }
        }
        objects(one, "vulnerableSoftware").stream()
                .map(entry -> entry.has("software") ? entry.path("software") : entry)
                .filter(software -> software.path("vulnerabilityIdMatched").asBoolean(false)
                        || text(software, "vulnerabilityIdMatched").equals("true"))
                .map(software -> text(software, "versionEndExcluding"))
                .findFirst()
                .ifPresent(draft::fixed);
        return draft;
    }
}
