package vigie.finding.format;

import static vigie.finding.JsonWalk.text;

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
import vigie.finding.Shape;

/**
 * The reports that Trivy's operator keeps in a Kubernetes cluster: one, a list of {@code kubectl get -o json}, or a list. Reports
 * of other kinds hold no vulnerabilities. Source: {@code pkg/apis/aquasecurity/v1alpha1} of aquasecurity/trivy-operator.
 */
final class TrivyOperatorJson implements Format {

    private static final Set<String> FIELDS = new HashSet<>(List.of(
            "vulnerabilityID",
            "resource",
            "installedVersion",
            "fixedVersion",
            "severity",
            "score",
            "target",
            "packagePURL",
            "packageType",
            "pkgPath"));

    private static final Set<String> ARTIFACT = Set.of("repository", "tag", "digest", "server");

    private static final Set<String> METADATA = Set.of(
            "name",
            "namespace",
            "labels",
            "trivy-operator.resource.kind",
            "trivy-operator.resource.name",
            "trivy-operator.resource.namespace",
            "trivy-operator.container.name");

    @Override
    public String name() {
        return "trivy-operator";
    }

    @Override
    public boolean recognises(Head head) {
        Shape shape = head.json();
        return shape.value("apiVersion").startsWith("aquasecurity.github.io")
                || shape.value("[].apiVersion").startsWith("aquasecurity.github.io")
                || shape.value("items[].apiVersion").startsWith("aquasecurity.github.io")
                // Lists by kind of report.
                || shape.has("*[].report.scanner.name", "*[].metadata.name");
    }

    @Override
    public void read(Input in, Out out) throws IOException {
        try (JsonWalk json = in.json()) {
            json.documents(() -> reports(json, out));
        }
    }

    /** A report, or something that holds some. */
    private void reports(JsonWalk json, Out out) {
        if (json.isArray()) {
            json.array(() -> reports(json, out));
            return;
        }
        String[] asset = {""};
        json.object(field -> {
            switch (field) {
                case "metadata" -> asset[0] = asset(json.tree(METADATA));
                case "report" -> report(json, out, asset[0]);
                case "status", "spec" -> {}
                default -> {
                    if (json.isArray()) {
                        reports(json, out);
                    }
                }
            }
        });
    }

    private static String asset(JsonNode metadata) {
        JsonNode labels = metadata.path("labels");
        String namespace = JsonWalk.first(labels, "trivy-operator.resource.namespace");
        return String.join(
                "/",
                List.of(
                                namespace.isEmpty() ? text(metadata, "namespace") : namespace,
                                text(labels, "trivy-operator.resource.kind"),
                                text(labels, "trivy-operator.resource.name"),
                                text(labels, "trivy-operator.container.name"))
                        .stream()
                        .filter(part -> !part.isEmpty())
                        .toList());
    }

    private void report(JsonWalk json, Out out, String workload) {
        String[] image = {""};
        json.object(field -> {
            switch (field) {
                case "artifact" -> {
                    JsonNode artifact = json.tree(ARTIFACT);
                    String tag = text(artifact, "tag");
                    image[0] = text(artifact, "repository") + (tag.isEmpty() ? "" : ":" + tag);
                }
                case "vulnerabilities" ->
                    json.entries(
                            out,
                            FIELDS,
                            (tree, at) -> out.finding(draft(tree, workload.isEmpty() ? image[0] : workload), at));
                // Findings of other kinds of reports.
                case "checks", "secrets" -> json.entries(out, out::other);
                default -> {}
            }
        });
    }

    private static Finding.Draft draft(JsonNode tree, String asset) {
        return new Finding.Draft()
                .id(text(tree, "vulnerabilityID"))
                .asset(asset)
                .component(text(tree, "resource"), text(tree, "installedVersion"))
                .purl(text(tree, "packagePURL"))
                .type(text(tree, "packageType"))
                .path(JsonWalk.first(tree, "pkgPath", "target"))
                .fixed(text(tree, "fixedVersion"))
                .severity(text(tree, "severity"))
                .cvss(text(tree, "score"));
    }
}
