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

/**
 * The output of {@code cargo audit --json}. Its warnings (unmaintained, yanked, unsound) are no vulnerabilities. Source: {@code
 * rustsec/src/report.rs} of rustsec/rustsec.
 */
final class CargoAuditJson implements Format {

    private static final Set<String> FIELDS =
            Set.of("advisory", "id", "aliases", "cvss", "versions", "patched", "package", "name", "version");

    @Override
    public String name() {
        return "cargo-audit";
    }

    @Override
    public boolean recognises(Head head) {
        return head.json().has("vulnerabilities.list[]") || head.json().has("lockfile.dependency-count");
    }

    @Override
    public void read(Input in, Out out) throws IOException {
        try (JsonWalk json = in.json()) {
            json.documents(() -> json.object(field -> {
                if (field.equals("vulnerabilities")) {
                    json.object(inner -> {
                        if (inner.equals("list")) {
                            json.entries(out, FIELDS, (tree, at) -> out.finding(draft(tree), at));
                        }
                    });
                } else if (field.equals("warnings")) {
                    json.object(kind -> json.entries(out, out::other));
                }
            }));
        }
    }

    private static Finding.Draft draft(JsonNode tree) {
        JsonNode advisory = tree.path("advisory");
        return new Finding.Draft()
                .id(text(advisory, "id"))
                .aliases(texts(advisory, "aliases"))
                .component(text(tree, "package", "name"), text(tree, "package", "version"))
                .type("cargo")
                .fixed(String.join(", ", texts(tree, "versions", "patched")))
                .vector(text(advisory, "cvss"));
    }
}
