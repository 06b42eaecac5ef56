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
import vigie.finding.Position;
import vigie.finding.Suppression;

/**
 * Trivy's JSON: schema version 2, the bare list of results of older versions, and the report on a Kubernetes cluster. Source:
 * {@code pkg/types/report.go}, {@code pkg/k8s/report/report.go} of aquasecurity/trivy.
 */
final class TrivyJson implements Format {

    private static final Set<String> FIELDS = new HashSet<>(List.of(
            "VulnerabilityID",
            "VendorIDs",
            "PkgID",
            "PkgName",
            "PkgPath",
            "PkgIdentifier",
            "PURL",
            "InstalledVersion",
            "FixedVersion",
            "Status",
            "Severity",
            "SeveritySource",
            "CVSS",
            "nvd",
            "redhat",
            "ghsa",
            "V2Score",
            "V3Score",
            "V40Score",
            "V2Vector",
            "V3Vector",
            "V40Vector",
            "Type",
            "Source",
            "Statement",
            "Finding"));

    private static final List<String> SCORES_OF = List.of("nvd", "ghsa", "redhat");
    private static final List<String> VERSIONS = List.of("V40", "V3", "V2");

    @Override
    public String name() {
        return "trivy";
    }

    @Override
    public boolean recognises(Head head) {
        return head.json().hasAny("Results[].Target", "Results[].Vulnerabilities[]", "[].Target", "Resources[].Kind")
                || head.json().has("SchemaVersion", "ArtifactName")
                || head.json().hasAny("ClusterName", "Vulnerabilities[].Results[].Target");
    }

    /** What a result says of all its vulnerabilities. */
    private static final class Place {
        private String asset = "";
        private String target = "";
        private String type = "";
        private boolean system;
    }

    @Override
    public void read(Input in, Out out) throws IOException {
        try (JsonWalk json = in.json()) {
            json.documents(() -> {
                if (json.isArray()) {
                    json.entries(out, () -> result(json, out, new Place()));
                } else {
                    report(json, out, new Place());
                }
            });
        }
    }

    private void report(JsonWalk json, Out out, Place place) {
        json.object(field -> {
            switch (field) {
                case "ArtifactName", "ClusterName" -> place.asset = json.text();
                case "Results" -> json.entries(out, () -> result(json, out, place));
                // Of a cluster: one report for each workload.
                case "Resources", "Findings", "Vulnerabilities", "Misconfigurations" ->
                    json.entries(out, () -> resource(json, out, place));
                default -> {}
            }
        });
    }

    private void resource(JsonWalk json, Out out, Place cluster) {
        String[] names = {"", "", ""};
        Place place = new Place();
        json.object(field -> {
            switch (field) {
                case "Namespace" -> names[0] = json.text();
                case "Kind" -> names[1] = json.text();
                case "Name" -> names[2] = json.text();
                case "Results" -> {
                    place.asset = String.join(
                            "/",
                            List.of(names).stream()
                                    .filter(name -> !name.isEmpty())
                                    .toList());
                    place.asset = place.asset.isEmpty() ? cluster.asset : place.asset;
                    json.entries(out, () -> result(json, out, place));
                }
                default -> {}
            }
        });
    }

    private void result(JsonWalk json, Out out, Place report) {
        Place place = new Place();
        place.asset = report.asset;
        json.object(field -> {
            switch (field) {
                case "Target" -> place.target = json.text();
                case "Type" -> place.type = json.text();
                case "Class" -> place.system = json.text().equals("os-pkgs");
                case "Vulnerabilities" -> json.entries(out, FIELDS, (tree, at) -> out.finding(draft(tree, place), at));
                case "ExperimentalModifiedFindings", "ModifiedFindings" ->
                    json.entries(out, FIELDS, (tree, at) -> modified(tree, place, out, at));
                case "Misconfigurations", "Secrets", "Licenses" -> json.entries(out, out::other);
                default -> {}
            }
        });
    }

    private static void modified(JsonNode tree, Place place, Out out, Position at) {
        if (text(tree, "Type").equals("vulnerability")) {
            Finding.Draft draft = draft(tree.path("Finding"), place);
            out.finding(draft.suppressed(Suppression.inReport(text(tree, "Status"), text(tree, "Statement"))), at);
        } else {
            out.other();
        }
    }

    private static Finding.Draft draft(JsonNode tree, Place place) {
        Finding.Draft draft = new Finding.Draft()
                .id(text(tree, "VulnerabilityID"))
                .aliases(texts(tree, "VendorIDs"))
                .asset(place.asset.isEmpty() ? place.target : place.asset)
                .component(text(tree, "PkgName"), text(tree, "InstalledVersion"))
                .purl(text(tree, "PkgIdentifier", "PURL"))
                .type(place.type)
                .path(path(tree, place))
                .fixed(text(tree, "FixedVersion"))
                .severity(text(tree, "Severity"));
        String status = text(tree, "Status");
        if (status.equals("not_affected")) {
            draft.suppressed(Suppression.inReport(status, ""));
        }
        scores(tree.path("CVSS"), text(tree, "SeveritySource"), draft);
        return draft;
    }

    /** The target of packages of the system is the asset and its release, not a path. */
    private static String path(JsonNode tree, Place place) {
        String path = text(tree, "PkgPath");
        return path.isEmpty() && !place.system ? place.target : path;
    }

    /** The score of whom the severity is from, else of NVD and others, in the latest version of CVSS that there is. */
    private static void scores(JsonNode cvss, String source, Finding.Draft draft) {
        for (String from : List.of(source, SCORES_OF.get(0), SCORES_OF.get(1), SCORES_OF.get(2))) {
            for (String version : VERSIONS) {
                String score = text(cvss, from, version + "Score");
                if (!score.isEmpty()) {
                    draft.cvss(score).vector(text(cvss, from, version + "Vector"));
                    return;
                }
            }
        }
    }
}
