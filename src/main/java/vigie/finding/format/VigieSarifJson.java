package vigie.finding.format;

import static vigie.finding.JsonWalk.text;
import static vigie.finding.JsonWalk.texts;

import java.io.IOException;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import vigie.finding.Finding;
import vigie.finding.Format;
import vigie.finding.Head;
import vigie.finding.Input;
import vigie.finding.JsonWalk;
import vigie.finding.Out;
import vigie.finding.Position;

/** SARIF as we write it: every result is a finding, whose asset and component are properties of it. */
final class VigieSarifJson implements Format {

    private static final Set<String> FIELDS = Set.of(
            "ruleId",
            "properties",
            "vigie_asset",
            "vigie_package",
            "vigie_version",
            "vigie_fixed",
            "vigie_path",
            "vigie_purl",
            "vigie_aliases",
            "vigie_severity");

    @Override
    public String name() {
        return "vigie-sarif";
    }

    @Override
    public boolean recognises(Head head) {
        return isOurs(head);
    }

    /** Whether we wrote it. */
    static boolean isOurs(Head head) {
        return head.json().value("runs[].tool.driver.name").equals("Vigie");
    }

    @Override
    public void read(Input in, Out out) throws IOException {
        try (JsonWalk json = in.json()) {
            json.each(out, "runs[].results", FIELDS, (tree, at) -> result(tree, out, at));
        }
    }

    private static void result(JsonNode tree, Out out, Position at) {
        JsonNode said = tree.path("properties");
        out.finding(
                new Finding.Draft()
                        .id(text(tree, "ruleId"))
                        .aliases(texts(said, "vigie_aliases"))
                        .asset(text(said, "vigie_asset"))
                        .component(text(said, "vigie_package"), text(said, "vigie_version"))
                        .fixed(text(said, "vigie_fixed"))
                        .path(text(said, "vigie_path"))
                        .purl(text(said, "vigie_purl"))
                        .severity(text(said, "vigie_severity")),
                at);
    }
}
