package vigie.finding.format;

import static vigie.finding.JsonWalk.objects;
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

/** The output of {@code pip-audit -f json}, in its first versions a list. Source: {@code pip_audit/_format/json.py} of pypa/pip-audit. */
final class PipAuditJson implements Format {

    private static final Set<String> FIELDS =
            Set.of("name", "version", "vulns", "id", "fix_versions", "aliases", "skip_reason");

    @Override
    public String name() {
        return "pip-audit";
    }

    @Override
    public boolean recognises(Head head) {
        return head.json().has("dependencies[].vulns[]")
                || head.json().has("dependencies[]", "fixes[]")
                || head.json().has("[].vulns[]") && head.json().has("[].name");
    }

    @Override
    public void read(Input in, Out out) throws IOException {
        try (JsonWalk json = in.json()) {
            json.each(
                    out,
                    in.head().json().isList() ? "" : "dependencies",
                    FIELDS,
                    (tree, at) -> dependency(tree, out, at));
        }
    }

    private static void dependency(JsonNode tree, Out out, Position at) {
        for (JsonNode one : objects(tree, "vulns")) {
            out.finding(
                    new Finding.Draft()
                            .id(text(one, "id"))
                            .aliases(texts(one, "aliases"))
                            .component(text(tree, "name"), text(tree, "version"))
                            .type("pypi")
                            .fixed(String.join(", ", texts(one, "fix_versions"))),
                    at);
        }
    }
}
