package vigie.finding.format;

import static vigie.finding.JsonWalk.objects;
import static vigie.finding.JsonWalk.text;

import java.io.IOException;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import vigie.finding.Component;
import vigie.finding.Format;
import vigie.finding.Head;
import vigie.finding.Input;
import vigie.finding.JsonWalk;
import vigie.finding.Out;

/** SPDX 2.2 and 2.3 as JSON: packages, without vulnerabilities. Source: the JSON schema of SPDX 2.3. */
final class SpdxJson implements Format {

    private static final Set<String> FIELDS =
            Set.of("name", "versionInfo", "externalRefs", "referenceType", "referenceLocator", "primaryPackagePurpose");

    @Override
    public String name() {
        return "spdx";
    }

    @Override
    public boolean isBill() {
        return true;
    }

    @Override
    public boolean recognises(Head head) {
        return head.json().value("spdxVersion").startsWith("SPDX-2")
                || head.json().has("SPDXID") && head.json().hasAny("packages[]", "documentNamespace");
    }

    @Override
    public void read(Input in, Out out) throws IOException {
        try (JsonWalk json = in.json()) {
            json.each(out, "packages", FIELDS, (tree, at) -> out.component(component(tree)));
        }
    }

    private static Component component(JsonNode tree) {
        String purl = objects(tree, "externalRefs").stream()
                .filter(reference -> text(reference, "referenceType").equals("purl"))
                .map(reference -> text(reference, "referenceLocator"))
                .findFirst()
                .orElse("");
        return new Component(
                text(tree, "name"),
                SpdxTagValue.said(text(tree, "versionInfo")),
                purl,
                text(tree, "primaryPackagePurpose"),
                "");
    }
}
