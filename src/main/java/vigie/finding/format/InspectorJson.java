package vigie.finding.format;

import static vigie.finding.JsonWalk.first;
import static vigie.finding.JsonWalk.objects;
import static vigie.finding.JsonWalk.text;
import static vigie.finding.JsonWalk.texts;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
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
 * Findings of Amazon Inspector: the answer of {@code list-findings}, and the export to S3. A finding that names several packages, or
 * one in several places, is one finding: its component is the first of them. One that is closed counts, as Inspector closes findings
 * also when it stops to scan a resource. Source: API reference of Amazon Inspector v2, data type {@code Finding}; its user guide,
 * "Understanding findings".
 */
final class InspectorJson implements Format {

    private static final Set<String> FIELDS = new HashSet<>(List.of(
            "packageVulnerabilityDetails",
            "vulnerabilityId",
            "relatedVulnerabilities",
            "vulnerablePackages",
            "name",
            "version",
            "release",
            "epoch",
            "filePath",
            "packageManager",
            "fixedInVersion",
            "cvss",
            "baseScore",
            "scoringVector",
            "severity",
            "status",
            "firstObservedAt",
            "resources",
            "id"));

    @Override
    public String name() {
        return "amazon-inspector";
    }

    @Override
    public boolean recognises(Head head) {
        return head.json().hasAny("findings[].findingArn", "[].findingArn")
                || head.json().isOnly("findings", "findings[]");
    }

    @Override
    public void read(Input in, Out out) throws IOException {
        try (JsonWalk json = in.json()) {
            json.each(out, in.head().json().isList() ? "" : "findings", FIELDS, (tree, at) -> finding(tree, out, at));
        }
    }

    private static void finding(JsonNode tree, Out out, Position at) {
        JsonNode details = tree.path("packageVulnerabilityDetails");
        // Reachable ports and faults of code name no vulnerability.
        if (text(details, "vulnerabilityId").isEmpty()) {
            out.other();
            return;
        }
        Finding.Draft draft = draft(tree, details);
        packages(
                objects(details, "vulnerablePackages").stream()
                        .map(one -> new Installed(
                                text(one, "name"),
                                version(text(one, "epoch"), text(one, "version"), text(one, "release")),
                                text(one, "packageManager"),
                                text(one, "filePath"),
                                fixed(text(one, "fixedInVersion"))))
                        .toList(),
                draft);
        out.finding(draft, at);
    }

    /** A package of a finding. */
    record Installed(String name, String version, String type, String path, String fixed) {

        private boolean same(Installed other) {
            return name.equals(other.name) && version.equals(other.version);
        }
    }

    /** The first package is the component; where it lies, and which others there are, says the path. */
    static void packages(List<Installed> packages, Finding.Draft draft) {
        if (packages.isEmpty()) {
            return;
        }
        Installed first = packages.get(0);
        String path = packages.stream()
                .map(one ->
                        one.same(first) ? one.path() : (one.name() + " " + one.version() + " " + one.path()).strip())
                .filter(place -> !place.isEmpty())
                .distinct()
                .collect(Collectors.joining(", "));
        String fixed = packages.stream()
                .map(Installed::fixed)
                .filter(version -> !version.isEmpty())
                .findFirst()
                .orElse("");
        draft.component(first.name(), first.version())
                .type(first.type())
                .path(path)
                .fixed(fixed);
    }

    static String version(String epoch, String version, String release) {
        return (epoch.isEmpty() || epoch.equals("0") ? "" : epoch + ":")
                + version
                + (release.isEmpty() ? "" : "-" + release);
    }

    static String fixed(String version) {
        return version.equals("NotAvailable") ? "" : version.startsWith("0:") ? version.substring(2) : version;
    }

    private static Finding.Draft draft(JsonNode tree, JsonNode details) {
        Finding.Draft draft = new Finding.Draft()
                .id(text(details, "vulnerabilityId"))
                .aliases(texts(details, "relatedVulnerabilities"))
                .asset(objects(tree, "resources").stream()
                        .map(resource -> text(resource, "id"))
                        .findFirst()
                        .orElse(""))
                .severity(text(tree, "severity"))
                .firstSeen(Days.of(text(tree, "firstObservedAt")));
        objects(details, "cvss").stream()
                .filter(cvss -> !text(cvss, "baseScore").isEmpty())
                .findFirst()
                .ifPresent(cvss -> draft.cvss(text(cvss, "baseScore")).vector(first(cvss, "scoringVector")));
        String status = text(tree, "status");
        if (status.equals("SUPPRESSED")) {
            draft.suppressed(Suppression.inReport(status, ""));
        }
        return draft;
    }
}
