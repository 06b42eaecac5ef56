package vigie.finding.format;

import static vigie.finding.JsonWalk.first;
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

/** Black Duck: the answer of {@code vulnerable-bom-components}, or the list in it. Source: Black Duck's REST documentation. */
final class BlackDuckJson implements Format {

    private static final Set<String> FIELDS = new HashSet<>(List.of(
            "componentName",
            "componentVersionName",
            "componentVersionOriginName",
            "componentVersionOriginId",
            "packageUrl",
            "vulnerabilityWithRemediation",
            "vulnerabilityName",
            "relatedVulnerability",
            "severity",
            "overallScore",
            "baseScore",
            "remediationStatus",
            "remediationCreatedAt"));

    /** States of remediation in which a vulnerability does not count; what is a duplicate is still there. */
    private static final Set<String> DONE =
            Set.of("IGNORED", "NOT_AFFECTED", "PATCHED", "MITIGATED", "REMEDIATION_COMPLETE");

    @Override
    public String name() {
        return "black-duck";
    }

    @Override
    public boolean recognises(Head head) {
        return head.json().hasAny("items[].vulnerabilityWithRemediation", "[].vulnerabilityWithRemediation");
    }

    @Override
    public void read(Input in, Out out) throws IOException {
        try (JsonWalk json = in.json()) {
            json.each(
                    out, in.head().json().isList() ? "" : "items", FIELDS, (tree, at) -> out.finding(draft(tree), at));
        }
    }

    private static Finding.Draft draft(JsonNode tree) {
        JsonNode vulnerability = tree.path("vulnerabilityWithRemediation");
        String related = text(vulnerability, "relatedVulnerability");
        Finding.Draft draft = new Finding.Draft()
                .id(text(vulnerability, "vulnerabilityName"))
                // An address that ends in the identifier.
                .aliases(List.of(related.substring(related.lastIndexOf('/') + 1)))
                .component(text(tree, "componentName"), text(tree, "componentVersionName"))
                .purl(text(tree, "packageUrl"))
                .type(text(tree, "componentVersionOriginName"))
                .severity(text(vulnerability, "severity"))
                .cvss(first(vulnerability, "baseScore", "overallScore"))
                .firstSeen(Days.of(texts(vulnerability, "remediationCreatedAt").stream()
                        .findFirst()
                        .orElse("")));
        String status = text(vulnerability, "remediationStatus");
        if (DONE.contains(status)) {
            draft.suppressed(Suppression.inReport(status, ""));
        }
        return draft;
    }
}
