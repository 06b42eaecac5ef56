package vigie.finding.format;

import static vigie.finding.JsonWalk.text;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
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
 * Clair: reports of version 4, layers of version 1, and those of klar and clair-scanner. Packages and vulnerabilities of a report of
 * version 4 are held in memory, as it has a list of pairs of both. Source: {@code vulnerabilityreport.go} of quay/claircore, {@code
 * api/v1/models.go} of quay/clair.
 */
final class ClairJson implements Format {

    private static final Set<String> FIELDS = new HashSet<>(List.of(
            "Name",
            "Severity",
            "FixedBy",
            "FeatureName",
            "FeatureVersion",
            "NamespaceName",
            "Metadata",
            "NVD",
            "CVSSv3",
            "CVSSv2",
            "Score",
            "Vectors",
            "featurename",
            "featureversion",
            "vulnerability",
            "namespace",
            "severity",
            "fixedby",
            "Version",
            "Vulnerabilities"));

    private static final Set<String> RECORD = Set.of("name", "normalized_severity", "severity", "fixed_in_version");
    private static final Set<String> PACKAGE = Set.of("name", "version");

    @Override
    public String name() {
        return "clair";
    }

    @Override
    public boolean recognises(Head head) {
        Shape shape = head.json();
        return shape.has("manifest_hash") && shape.hasAny("packages", "vulnerabilities", "package_vulnerabilities")
                || shape.has("LayerCount", "Vulnerabilities")
                || shape.has("unapproved[]", "vulnerabilities[]")
                || shape.has("image", "vulnerabilities[].featurename")
                || shape.hasAny("Layer.Features[]", "Layer.IndexedByVersion");
    }

    @Override
    public void read(Input in, Out out) throws IOException {
        if (in.head().json().has("manifest_hash")) {
            indexed(in, out);
            return;
        }
        String[] image = {""};
        try (JsonWalk json = in.json()) {
            json.documents(() -> json.object(field -> {
                switch (field) {
                    case "image" -> image[0] = json.text();
                    case "vulnerabilities" ->
                        json.entries(out, FIELDS, (tree, at) -> out.finding(scanned(tree, image[0]), at));
                    case "Vulnerabilities" ->
                        json.object(severity ->
                                json.entries(out, FIELDS, (tree, at) -> out.finding(feature(tree, tree), at)));
                    case "Layer" ->
                        json.object(inner -> {
                            if (inner.equals("Features")) {
                                json.entries(out, FIELDS, (tree, at) -> layer(tree, out, at));
                            }
                        });
                    default -> {}
                }
            }));
        }
    }

    private static Finding.Draft scanned(JsonNode tree, String image) {
        return new Finding.Draft()
                .id(text(tree, "vulnerability"))
                .asset(image)
                .component(text(tree, "featurename"), text(tree, "featureversion"))
                .type(text(tree, "namespace"))
                .fixed(text(tree, "fixedby"))
                .severity(text(tree, "severity"));
    }

    private static void layer(JsonNode feature, Out out, Position at) {
        for (JsonNode one : JsonWalk.objects(feature, "Vulnerabilities")) {
            out.finding(feature(one, feature).component(text(feature, "Name"), text(feature, "Version")), at);
        }
    }

    private static Finding.Draft feature(JsonNode tree, JsonNode feature) {
        Finding.Draft draft = new Finding.Draft()
                .id(text(tree, "Name"))
                .component(text(feature, "FeatureName"), text(feature, "FeatureVersion"))
                .type(text(tree, "NamespaceName"))
                .fixed(text(tree, "FixedBy"))
                .severity(text(tree, "Severity"));
        JsonNode nvd = tree.path("Metadata").path("NVD");
        String newer = text(nvd, "CVSSv3", "Score");
        return newer.isEmpty()
                ? draft.cvss(text(nvd, "CVSSv2", "Score")).vector(text(nvd, "CVSSv2", "Vectors"))
                : draft.cvss(newer).vector(text(nvd, "CVSSv3", "Vectors"));
    }

    private static void indexed(Input in, Out out) throws IOException {
        Map<String, JsonNode> packages = new HashMap<>();
        Map<String, JsonNode> vulnerabilities = new HashMap<>();
        String[] image = {""};
        Input.ahead(() -> {
            try (JsonWalk json = in.json()) {
                json.documents(() -> json.object(field -> {
                    switch (field) {
                        case "manifest_hash" -> image[0] = json.text();
                        case "packages" -> json.object(id -> packages.put(id, json.tree(PACKAGE)));
                        case "vulnerabilities" -> json.object(id -> vulnerabilities.put(id, json.tree(RECORD)));
                        default -> {}
                    }
                }));
            }
        });
        try (JsonWalk json = in.json()) {
            json.documents(() -> json.object(field -> {
                if (field.equals("package_vulnerabilities")) {
                    json.object(id -> {
                        Position at = json.position();
                        for (String vulnerability : json.texts()) {
                            pair(packages.get(id), vulnerabilities.get(vulnerability), image[0], out, at);
                        }
                    });
                }
            }));
        }
    }

    private static void pair(JsonNode item, JsonNode record, String image, Out out, Position at) {
        if (item == null || record == null) {
            out.refused(at, "names what is not in the report");
            return;
        }
        String name = text(record, "name");
        String severity = text(record, "normalized_severity");
        out.finding(
                new Finding.Draft()
                        .id(Ids.leading(name).orElse(name))
                        .asset(image)
                        .component(text(item, "name"), text(item, "version"))
                        .fixed(text(record, "fixed_in_version"))
                        .severity(severity.isEmpty() ? text(record, "severity") : severity),
                at);
    }
}
