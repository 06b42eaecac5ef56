package vigie.finding.format;

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

/**
 * Harbor's vulnerability reports, under their type or bare. Source: {@code
 * pkg/scan/vuln/report.go} of goharbor/harbor.
 */
final class HarborJson implements Format {

    private static final String TYPE = "application/vnd.";
    private static final Set<String> FIELDS = new HashSet<>(List.of(
            "id",
            "package",
            "version",
            "fix_version",
            "severity",
            "artifact_digests",
            "preferred_cvss",
            "score_v3",
            "score_v2",
            "vector_v3",
            "vector_v2"));

    @Override
    public String name() {
        return "harbor";
    }

    @Override
    public boolean recognises(Head head) {
        return head.text().contains("application/vnd.security.vulnerability.report")
                || head.text().contains("application/vnd.scanner.adapter.vuln.report")
                || head.json().has("vulnerabilities[].fix_version")
                        && head.json().has("vulnerabilities[].package");
    }

    @Override
    public void read(Input in, Out out) throws IOException {
        try (JsonWalk json = in.json()) {
            json.documents(() -> report(json, "", out));
        }
    }

    private void report(JsonWalk json, String outer, Out out) {
        String[] image = {outer};
        json.object(field -> {
            if (field.startsWith(TYPE)) {
                report(json, image[0], out);
            } else if (field.equals("artifact")) {
                JsonNode tree = json.tree(Set.of("repository", "digest", "tag"));
                image[0] = text(tree, "tag").isEmpty()
                        ? text(tree, "repository")
                        : text(tree, "repository") + ":" + text(tree, "tag");
            } else if (field.equals("vulnerabilities")) {
                json.entries(out, FIELDS, (tree, at) -> out.finding(draft(tree, image[0]), at));
            }
        });
    }

    private static Finding.Draft draft(JsonNode tree, String image) {
        Finding.Draft draft = new Finding.Draft()
                .id(text(tree, "id"))
                .asset(
                        image.isEmpty()
                                ? texts(tree, "artifact_digests").stream()
                                        .findFirst()
                                        .orElse("")
                                : image)
                .component(text(tree, "package"), text(tree, "version"))
                .fixed(text(tree, "fix_version"))
                .severity(text(tree, "severity"));
        JsonNode cvss = tree.path("preferred_cvss");
        String newer = text(cvss, "score_v3");
        return newer.isEmpty()
                ? draft.cvss(text(cvss, "score_v2")).vector(text(cvss, "vector_v2"))
                : draft.cvss(newer).vector(text(cvss, "vector_v3"));
    }
}
