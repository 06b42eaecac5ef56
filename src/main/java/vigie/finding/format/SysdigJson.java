package vigie.finding.format;

import static vigie.finding.JsonWalk.first;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import vigie.finding.Finding;
import vigie.finding.Format;
import vigie.finding.Head;
import vigie.finding.Input;
import vigie.finding.JsonWalk;
import vigie.finding.Out;
import vigie.finding.Suppression;

/** Sysdig Secure: reports of vulnerabilities of workloads, older and newer ones. Source: Sysdig's documentation of its reports. */
final class SysdigJson implements Format {

    private static final Set<String> FIELDS = new HashSet<>(List.of(
            "vulnName",
            "vulnSeverity",
            "vulnCvssScore",
            "vulnCvssVector",
            "vulnFixVersion",
            "imagePullString",
            "imageId",
            "k8sClusterName",
            "k8sNamespaceName",
            "k8sWorkloadType",
            "k8sWorkloadName",
            "k8sPodContainerName",
            "packageName",
            "packageType",
            "packagePath",
            "packageVersion",
            "vuln_id",
            "vuln_severity",
            "vuln_cvss_score",
            "vuln_cvss_vector",
            "vuln_fixed_in_version",
            "vuln_risk_accepted",
            "container_image",
            "kubernetes_cluster_name",
            "kubernetes_namespace_name",
            "kubernetes_workload_type",
            "kubernetes_workload_name",
            "kubernetes_pod_container_name",
            "scan_package_name",
            "scan_package_type",
            "scan_package_path",
            "scan_package_version"));

    @Override
    public String name() {
        return "sysdig";
    }

    @Override
    public boolean recognises(Head head) {
        return head.json().hasAny("data[].vulnName", "panels[].data[].vuln_id");
    }

    @Override
    public void read(Input in, Out out) throws IOException {
        boolean older = in.head().json().has("data[].vulnName");
        try (JsonWalk json = in.json()) {
            json.each(out, older ? "data" : "panels[].data", FIELDS, (tree, at) -> out.finding(draft(tree), at));
        }
    }

    /** The workload and its container, or the image where there is none. */
    private static String asset(JsonNode tree) {
        List<String> names = Stream.of(
                        first(tree, "k8sClusterName", "kubernetes_cluster_name"),
                        first(tree, "k8sNamespaceName", "kubernetes_namespace_name"),
                        first(tree, "k8sWorkloadType", "kubernetes_workload_type"),
                        first(tree, "k8sWorkloadName", "kubernetes_workload_name"),
                        first(tree, "k8sPodContainerName", "kubernetes_pod_container_name"))
                .filter(name -> !name.isEmpty())
                .toList();
        return names.isEmpty() ? first(tree, "imagePullString", "container_image", "imageId") : String.join("/", names);
    }

    private static Finding.Draft draft(JsonNode tree) {
        Finding.Draft draft = new Finding.Draft()
                .id(first(tree, "vulnName", "vuln_id"))
                .asset(asset(tree))
                .component(
                        first(tree, "packageName", "scan_package_name"),
                        first(tree, "packageVersion", "scan_package_version"))
                .type(first(tree, "packageType", "scan_package_type"))
                .path(first(tree, "packagePath", "scan_package_path"))
                .fixed(first(tree, "vulnFixVersion", "vuln_fixed_in_version"))
                .severity(first(tree, "vulnSeverity", "vuln_severity"))
                .cvss(first(tree, "vulnCvssScore", "vuln_cvss_score"))
                .vector(first(tree, "vulnCvssVector", "vuln_cvss_vector"));
        if (tree.path("vuln_risk_accepted").asBoolean(false)) {
            draft.suppressed(Suppression.inReport("risk accepted", ""));
        }
        return draft;
    }
}
