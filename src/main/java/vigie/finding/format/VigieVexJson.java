package vigie.finding.format;

import static vigie.finding.JsonWalk.first;
import static vigie.finding.JsonWalk.objects;
import static vigie.finding.JsonWalk.text;
import static vigie.finding.JsonWalk.texts;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import vigie.finding.Component;
import vigie.finding.Finding;
import vigie.finding.Format;
import vigie.finding.Head;
import vigie.finding.Input;
import vigie.finding.JsonWalk;
import vigie.finding.Out;
import vigie.finding.OwnNames;
import vigie.finding.Position;
import vigie.finding.Statement;

/**
 * OpenVEX as we write it: a list of findings. What it calls affected is a finding; where somebody changed a status to not affected or
 * fixed, that is a statement as in any other VEX document.
 */
final class VigieVexJson implements Format {

    private static final Set<String> FIELDS = Set.of(
            "vulnerability",
            "name",
            "aliases",
            "products",
            "@id",
            "subcomponents",
            "status",
            "justification",
            "impact_statement",
            "timestamp",
            "action_statement");

    private static final Set<String> OPEN = Set.of("affected", "under_investigation");

    /** The end of what we say is to be done. */
    private static final Pattern UPGRADE = Pattern.compile(" Upgrade .{0,1000}? to (.{1,300})\\.$");

    @Override
    public String name() {
        return "vigie-openvex";
    }

    @Override
    public boolean recognises(Head head) {
        return isOurs(head);
    }

    /** Whether we wrote it. */
    static boolean isOurs(Head head) {
        return head.json().value("@context").contains("openvex")
                && head.json().value("tooling").startsWith("Vigie ");
    }

    @Override
    public void read(Input in, Out out) throws IOException {
        String[] said = {""};
        try (JsonWalk json = in.json()) {
            json.documents(() -> json.object(field -> {
                switch (field) {
                    case "timestamp" -> said[0] = json.text();
                    case "statements" -> json.entries(out, FIELDS, (tree, at) -> statement(tree, said[0], out, at));
                    default -> {}
                }
            }));
        }
    }

    private static void statement(JsonNode tree, String document, Out out, Position at) {
        List<String> names = new ArrayList<>(texts(tree, "vulnerability", "name"));
        List<String> aliases = texts(tree, "vulnerability", "aliases");
        String status = text(tree, "status");
        String own = text(tree, "timestamp");
        for (JsonNode product : objects(tree, "products")) {
            String id = text(product, "@id");
            List<String> parts = objects(product, "subcomponents").stream()
                    .map(part -> text(part, "@id"))
                    .toList();
            if (OPEN.contains(status)) {
                String component =
                        OwnNames.isAsset(id) ? parts.stream().findFirst().orElse("") : id;
                Finding.Draft draft = new Finding.Draft()
                        .ids(names)
                        .aliases(aliases)
                        .asset(OwnNames.isAsset(id) ? OwnNames.name(id) : "")
                        .component(component.isEmpty() ? Component.NONE : OwnNames.read(component));
                Matcher upgrade = UPGRADE.matcher(text(tree, "action_statement"));
                out.finding(upgrade.find() ? draft.fixed(upgrade.group(1)) : draft, at);
            } else {
                List<String> ids = new ArrayList<>(names);
                ids.addAll(aliases);
                out.statement(new Statement(
                        ids,
                        List.of(OwnNames.name(id)),
                        parts.stream().map(OwnNames::name).toList(),
                        status,
                        first(tree, "justification", "impact_statement"),
                        own.isEmpty() ? document : own,
                        out.file(),
                        at));
            }
        }
    }
}
