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
import vigie.finding.Shape;

/** The list that {@code vigie prioritise} writes as JSON or JSON lines: what the scanners said is read, the rest is decided again. */
final class VigieJson implements Format {

    private static final Set<String> FIELDS = Set.of(
            "id",
            "cve",
            "aliases",
            "asset",
            "package",
            "version",
            "fixed_version",
            "path",
            "purl",
            "scanner_severity",
            "scanner_cvss_score",
            "first_seen");

    @Override
    public String name() {
        return "vigie";
    }

    @Override
    public boolean recognises(Head head) {
        Shape shape = head.json();
        return shape.has("findings[].decision_at_best", "findings[].due_counted_from")
                || shape.has("decision_at_best", "due_counted_from")
                || shape.has("account", "tree", "undecided", "findings[]");
    }

    @Override
    public void read(Input in, Out out) throws IOException {
        boolean lines = in.head().json().has("decision_at_best");
        try (JsonWalk json = in.json()) {
            json.documents(() -> {
                if (lines) {
                    Position at = json.position();
                    finding(json.tree(FIELDS), out, at);
                    return;
                }
                json.object(field -> {
                    if (field.equals("findings")) {
                        json.entries(out, FIELDS, (tree, at) -> finding(tree, out, at));
                    }
                });
            });
        }
    }

    private static void finding(JsonNode tree, Out out, Position at) {
        out.finding(
                new Finding.Draft()
                        .id(text(tree, "id"))
                        .aliases(texts(tree, "aliases"))
                        .asset(text(tree, "asset"))
                        .component(text(tree, "package"), text(tree, "version"))
                        .fixed(text(tree, "fixed_version"))
                        .path(text(tree, "path"))
                        .purl(text(tree, "purl"))
                        .severity(text(tree, "scanner_severity"))
                        .cvss(text(tree, "scanner_cvss_score"))
                        .firstSeen(Days.of(text(tree, "first_seen"))),
                at);
    }
}
