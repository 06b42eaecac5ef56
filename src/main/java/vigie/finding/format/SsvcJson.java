package vigie.finding.format;

import static vigie.finding.JsonWalk.texts;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import vigie.finding.Finding;
import vigie.finding.Format;
import vigie.finding.Head;
import vigie.finding.Input;
import vigie.finding.JsonWalk;
import vigie.finding.Out;
import vigie.finding.OwnNames;
import vigie.finding.Position;
import vigie.finding.Shape;

/**
 * Selections of SSVC: one list, several, or one a line. Each is a finding; of its targets the first one is the vulnerability, those that
 * are identifiers, too, are other names of it, a package URL is the component, and the rest is the asset. What was selected is decided
 * again, since the world goes on. Source: CERT/CC's schema {@code SelectionList} 2.0.0.
 */
final class SsvcJson implements Format {

    private static final Set<String> FIELDS = Set.of("target_ids");

    @Override
    public String name() {
        return "ssvc";
    }

    @Override
    public boolean recognises(Head head) {
        Shape shape = head.json();
        return shape.has("selections[].namespace", "schemaVersion")
                || shape.has("[].selections[].namespace", "[].schemaVersion");
    }

    @Override
    public void read(Input in, Out out) throws IOException {
        try (JsonWalk json = in.json()) {
            json.documents(() -> {
                if (json.isArray()) {
                    json.entries(out, FIELDS, (tree, at) -> selections(tree, out, at));
                } else {
                    Position at = json.position();
                    selections(json.tree(FIELDS), out, at);
                }
            });
        }
    }

    private static void selections(JsonNode tree, Out out, Position at) {
        List<String> targets = texts(tree, "target_ids");
        Finding.Draft draft = new Finding.Draft();
        for (int i = 0; i < targets.size(); i++) {
            String target = targets.get(i);
            if (i == 0 || Ids.isKnown(target)) {
                draft.id(target);
            } else if (OwnNames.isComponent(target)) {
                draft.component(OwnNames.read(target));
            } else {
                draft.asset(OwnNames.name(target));
            }
        }
        out.finding(draft, at);
    }
}
