package vigie.finding.format;

import static vigie.finding.JsonWalk.objects;
import static vigie.finding.JsonWalk.text;

import java.io.IOException;
import java.util.ArrayList;
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
import vigie.finding.Suppression;

/**
 * The output of {@code composer audit --format=json}. Source: {@code src/Composer/Advisory/Auditor.php} of composer/composer.
 */
final class ComposerAuditJson implements Format {

    private static final Set<String> FIELDS = Set.of(
            "advisoryId", "cve", "packageName", "affectedVersions", "severity", "sources", "remoteId", "ignoreReason");

    @Override
    public String name() {
        return "composer-audit";
    }

    @Override
    public boolean recognises(Head head) {
        return head.json().hasAny("advisories.*[].advisoryId", "ignored-advisories.*[].advisoryId")
                || head.json().has("advisories[]", "abandoned")
                || head.json().has("advisories", "abandoned[]")
                || head.json().has("advisories[]", "abandoned[]");
    }

    @Override
    public void read(Input in, Out out) throws IOException {
        try (JsonWalk json = in.json()) {
            json.documents(() -> json.object(field -> {
                switch (field) {
                    case "advisories" -> packages(json, out, false);
                    case "ignored-advisories" -> packages(json, out, true);
                    default -> {}
                }
            }));
        }
    }

    /** By package, a list of advisories, or an object with numbers for names; without any, an empty list. */
    private static void packages(JsonWalk json, Out out, boolean ignored) {
        json.object(name -> {
            if (json.isArray()) {
                json.entries(out, FIELDS, (tree, at) -> one(tree, name, ignored, out, at));
            } else {
                json.object(number -> {
                    Position at = json.position();
                    one(json.tree(FIELDS), name, ignored, out, at);
                });
            }
        });
    }

    private static void one(JsonNode tree, String name, boolean ignored, Out out, Position at) {
        // The number of Packagist's database is known to nobody else.
        List<String> names = new ArrayList<>();
        names.add(text(tree, "cve"));
        objects(tree, "sources").stream()
                .map(source -> text(source, "remoteId"))
                .filter(Ids::isKnown)
                .forEach(names::add);
        names.add(text(tree, "advisoryId"));
        names.removeIf(String::isBlank);
        Finding.Draft draft = new Finding.Draft()
                .aliases(names)
                .component(name, "")
                .type("composer")
                .severity(text(tree, "severity"));
        if (ignored) {
            draft.suppressed(Suppression.inReport("ignored", text(tree, "ignoreReason")));
        }
        out.finding(draft, at);
    }
}
