package vigie.finding.format;

import static vigie.finding.JsonWalk.first;
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
import vigie.finding.Position;
import vigie.finding.Shape;

/**
 * Microsoft Defender Vulnerability Management: vulnerabilities by machine and software, and the export of software vulnerabilities, as
 * an answer of the API, a list, or one a line. Source: documentation of its API, "List vulnerabilities by machine and software",
 * "Export software vulnerabilities assessment per device".
 */
final class DefenderJson implements Format {

    private static final Set<String> FIELDS = new HashSet<>(List.of(
            "cveId",
            "machineId",
            "deviceId",
            "deviceName",
            "productName",
            "softwareName",
            "productVendor",
            "softwareVendor",
            "productVersion",
            "softwareVersion",
            "severity",
            "vulnerabilitySeverityLevel",
            "cvssScore",
            "recommendedSecurityUpdate",
            "fixingKbId",
            "firstSeenTimestamp",
            "diskPaths"));

    @Override
    public String name() {
        return "defender";
    }

    @Override
    public boolean recognises(Head head) {
        Shape shape = head.json();
        return shape.has("value[].cveId")
                || shape.has("[].cveId") && shape.hasAny("[].deviceId", "[].machineId")
                || shape.has("cveId") && shape.hasAny("deviceId", "machineId")
                // The machines, which are exported beside the vulnerabilities.
                || shape.has("value[].computerDnsName")
                || shape.has("value[]") && shape.value("@odata_context").contains("securitycenter");
    }

    @Override
    public void read(Input in, Out out) throws IOException {
        try (JsonWalk json = in.json()) {
            json.documents(() -> {
                if (json.isArray()) {
                    json.entries(out, FIELDS, (tree, at) -> out.finding(draft(tree), at));
                } else if (in.head().json().has("value[]")) {
                    json.object(field -> {
                        if (field.equals("value")) {
                            json.entries(out, FIELDS, (tree, at) -> out.finding(draft(tree), at));
                        }
                    });
                } else {
                    Position at = json.position();
                    out.finding(draft(json.tree(FIELDS)), at);
                }
            });
        }
    }

    private static Finding.Draft draft(JsonNode tree) {
        String vendor = first(tree, "productVendor", "softwareVendor");
        String product = first(tree, "productName", "softwareName");
        String update = first(tree, "recommendedSecurityUpdate", "fixingKbId");
        return new Finding.Draft()
                .id(text(tree, "cveId"))
                .asset(first(tree, "deviceName", "deviceId", "machineId"))
                .component(
                        vendor.isEmpty() ? product : vendor + "/" + product,
                        first(tree, "productVersion", "softwareVersion"))
                .fixed(update)
                .path(JsonWalk.texts(tree, "diskPaths").stream().findFirst().orElse(""))
                .severity(first(tree, "severity", "vulnerabilitySeverityLevel"))
                .cvss(text(tree, "cvssScore"))
                .firstSeen(Days.of(text(tree, "firstSeenTimestamp")));
    }
}
