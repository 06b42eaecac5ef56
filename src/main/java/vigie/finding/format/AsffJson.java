package vigie.finding.format;

import static vigie.finding.JsonWalk.objects;
import static vigie.finding.JsonWalk.text;
import static vigie.finding.JsonWalk.texts;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
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
 * AWS Security Finding Format: an object with {@code Findings}, a list, or one finding a document. Each vulnerability of a finding is
 * one, however many packages it names; those without vulnerabilities are checks of settings, unless their title begins with one. Source: AWS
 * Security Hub user guide, "ASFF syntax".
 */
final class AsffJson implements Format {

    private static final Set<String> FIELDS = new HashSet<>(List.of(
            "Vulnerabilities",
            "Title",
            "Id",
            "RelatedVulnerabilities",
            "VulnerablePackages",
            "Name",
            "Version",
            "Release",
            "Epoch",
            "FilePath",
            "PackageManager",
            "FixedInVersion",
            "Cvss",
            "BaseScore",
            "BaseVector",
            "Severity",
            "Label",
            "RecordState",
            "Workflow",
            "Status",
            "FirstObservedAt",
            "Resources"));

    @Override
    public String name() {
        return "asff";
    }

    @Override
    public boolean recognises(Head head) {
        return head.json().hasAny("Findings[].ProductArn", "[].ProductArn")
                || head.json().has("ProductArn", "SchemaVersion")
                || head.json().isOnly("Findings", "Findings[]");
    }

    @Override
    public void read(Input in, Out out) throws IOException {
        try (JsonWalk json = in.json()) {
            json.documents(() -> {
                if (json.isArray()) {
                    json.entries(out, FIELDS, (tree, at) -> finding(tree, out, at));
                } else if (in.head().json().has("Findings[]")) {
                    json.object(field -> {
                        if (field.equals("Findings")) {
                            json.entries(out, FIELDS, (tree, at) -> finding(tree, out, at));
                        }
                    });
                } else {
                    Position at = json.position();
                    finding(json.tree(FIELDS), out, at);
                }
            });
        }
    }

    private static void finding(JsonNode tree, Out out, Position at) {
        List<JsonNode> vulnerabilities = objects(tree, "Vulnerabilities");
        if (vulnerabilities.isEmpty()) {
            titled(tree, out, at);
        }
        for (JsonNode vulnerability : vulnerabilities) {
            Finding.Draft draft = draft(tree, vulnerability);
            InspectorJson.packages(
                    objects(vulnerability, "VulnerablePackages").stream()
                            .map(one -> new InspectorJson.Installed(
                                    text(one, "Name"),
                                    InspectorJson.version(
                                            text(one, "Epoch"), text(one, "Version"), text(one, "Release")),
                                    text(one, "PackageManager"),
                                    text(one, "FilePath"),
                                    InspectorJson.fixed(text(one, "FixedInVersion"))))
                            .toList(),
                    draft);
            out.finding(draft, at);
        }
    }

    /** Inspector writes {@code CVE-2022-3643 - kernel} also where it gives no details. */
    private static void titled(JsonNode tree, Out out, Position at) {
        String title = text(tree, "Title");
        Optional<String> id = Ids.leading(title);
        if (id.isEmpty()) {
            out.other();
            return;
        }
        Finding.Draft draft = draft(tree, tree.path("Vulnerabilities")).id(id.get());
        String rest = title.substring(id.get().length());
        if (rest.startsWith(" - ")) {
            draft.component(rest.substring(3).split(",", 2)[0], "");
        }
        out.finding(draft, at);
    }

    private static Finding.Draft draft(JsonNode tree, JsonNode vulnerability) {
        Finding.Draft draft = new Finding.Draft()
                .id(text(vulnerability, "Id"))
                .aliases(texts(vulnerability, "RelatedVulnerabilities"))
                .asset(objects(tree, "Resources").stream()
                        .map(resource -> text(resource, "Id"))
                        .findFirst()
                        .orElse(""))
                .severity(text(tree, "Severity", "Label"))
                .firstSeen(Days.of(text(tree, "FirstObservedAt")));
        objects(vulnerability, "Cvss").stream()
                .filter(cvss -> !text(cvss, "BaseScore").isEmpty())
                .findFirst()
                .ifPresent(cvss -> draft.cvss(text(cvss, "BaseScore")).vector(text(cvss, "BaseVector")));
        String workflow = text(tree, "Workflow", "Status");
        if (text(tree, "RecordState").equals("ARCHIVED")) {
            draft.suppressed(Suppression.inReport("ARCHIVED", ""));
        } else if (workflow.equals("SUPPRESSED") || workflow.equals("RESOLVED")) {
            draft.suppressed(Suppression.inReport(workflow, ""));
        }
        return draft;
    }
}
