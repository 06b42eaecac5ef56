package vigie.finding.format;

import static vigie.finding.JsonWalk.objects;
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

/** Grype's JSON. Source: {@code grype/presenter/models/document.go} of anchore/grype. */
final class GrypeJson implements Format {

    private static final Set<String> FIELDS = new HashSet<>(List.of(
            "vulnerability",
            "id",
            "severity",
            "fix",
            "versions",
            "cvss",
            "metrics",
            "baseScore",
            "vector",
            "relatedVulnerabilities",
            "artifact",
            "name",
            "version",
            "type",
            "purl",
            "locations",
            "path",
            "appliedIgnoreRules",
            "namespace",
            "reason",
            "vex-status",
            "vex-justification"));

    @Override
    public String name() {
        return "grype";
    }

    @Override
    public boolean recognises(Head head) {
        return head.json().hasAny("matches[].vulnerability.id", "ignoredMatches[].vulnerability.id")
                || head.json().has("matches[]") && head.json().hasAny("source", "descriptor", "distro");
    }

    @Override
    public void read(Input in, Out out) throws IOException {
        String[] asset = {""};
        Input.ahead(() -> asset(in, asset));
        try (JsonWalk json = in.json()) {
            json.documents(() -> json.object(field -> {
                switch (field) {
                    case "matches" -> json.entries(out, FIELDS, (tree, at) -> out.finding(draft(tree, asset[0]), at));
                    case "ignoredMatches" ->
                        json.entries(out, FIELDS, (tree, at) -> out.finding(ignored(tree, asset[0]), at));
                    default -> {}
                }
            }));
        }
    }

    /** What was scanned stands behind the matches. */
    private static void asset(Input in, String... found) throws IOException {
        try (JsonWalk json = in.json()) {
            json.documents(() -> json.object(field -> {
                if (field.equals("source")) {
                    json.object(inner -> {
                        if (inner.equals("target")) {
                            found[0] = json.isObject() ? target(json) : json.text();
                        }
                    });
                }
            }));
        }
    }

    private static String target(JsonWalk json) {
        String[] names = {"", ""};
        json.object(field -> {
            if (field.equals("userInput")) {
                names[0] = json.text();
            } else if (field.equals("imageID")) {
                names[1] = json.text();
            }
        });
        return names[0].isEmpty() ? names[1] : names[0];
    }

    private static Finding.Draft ignored(JsonNode tree, String asset) {
        String status = "ignored";
        String reason = "";
        for (JsonNode rule : objects(tree, "appliedIgnoreRules")) {
            status = text(rule, "vex-status").isEmpty() ? status : text(rule, "vex-status");
            reason = JsonWalk.first(rule, "reason", "vex-justification");
        }
        return draft(tree, asset).suppressed(Suppression.inReport(status, reason));
    }

    private static Finding.Draft draft(JsonNode tree, String asset) {
        JsonNode artifact = tree.path("artifact");
        Finding.Draft draft = new Finding.Draft()
                .id(text(tree, "vulnerability", "id"))
                .aliases(objects(tree, "relatedVulnerabilities").stream()
                        .map(related -> text(related, "id"))
                        .toList())
                .asset(asset)
                .component(text(artifact, "name"), text(artifact, "version"))
                .purl(text(artifact, "purl"))
                .type(text(artifact, "type"))
                .path(objects(artifact, "locations").stream()
                        .map(place -> text(place, "path"))
                        .findFirst()
                        .orElse(""))
                .fixed(String.join(", ", texts(tree, "vulnerability", "fix", "versions")))
                .severity(text(tree, "vulnerability", "severity"));
        score(tree.path("vulnerability"), draft);
        return draft;
    }

    private static void score(JsonNode vulnerability, Finding.Draft draft) {
        String latest = "";
        for (JsonNode cvss : objects(vulnerability, "cvss")) {
            String score = text(cvss, "metrics", "baseScore");
            if (!score.isEmpty() && text(cvss, "version").compareTo(latest) > 0) {
                latest = text(cvss, "version");
                draft.cvss(score).vector(text(cvss, "vector"));
            }
        }
    }
}
