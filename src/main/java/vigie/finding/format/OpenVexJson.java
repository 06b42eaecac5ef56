package vigie.finding.format;

import static vigie.finding.JsonWalk.first;
import static vigie.finding.JsonWalk.text;
import static vigie.finding.JsonWalk.texts;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import vigie.finding.Format;
import vigie.finding.Head;
import vigie.finding.Input;
import vigie.finding.JsonWalk;
import vigie.finding.Out;
import vigie.finding.Position;
import vigie.finding.Statement;

/** OpenVEX 0.0.1 to 0.2.0. Source: {@code OPENVEX-SPEC.md} of openvex/spec. */
final class OpenVexJson implements Format {

    private static final Set<String> FIELDS = new HashSet<>(List.of(
            "vulnerability",
            "@id",
            "name",
            "aliases",
            "products",
            "identifiers",
            "purl",
            "cpe22",
            "cpe23",
            "@cpe22",
            "@cpe23",
            "subcomponents",
            "status",
            "justification",
            "impact_statement",
            "status_notes",
            "timestamp"));

    /** The specification writes the keys of CPE names without {@code @}, an earlier version of its schema with one. */
    private static final List<String> IDENTIFIERS = List.of("purl", "cpe23", "cpe22", "@cpe23", "@cpe22");

    @Override
    public String name() {
        return "openvex";
    }

    @Override
    public boolean recognises(Head head) {
        return !VigieVexJson.isOurs(head)
                && (head.json().value("@context").contains("openvex")
                        || head.json().value("@context[]").contains("openvex"));
    }

    @Override
    public void read(Input in, Out out) throws IOException {
        String[] said = {""};
        try (JsonWalk json = in.json()) {
            json.documents(() -> json.object(field -> {
                switch (field) {
                    case "timestamp", "last_updated" -> said[0] = json.text();
                    case "statements" -> json.entries(out, FIELDS, (tree, at) -> statement(tree, said[0], out, at));
                    default -> {}
                }
            }));
        }
    }

    private static void statement(JsonNode tree, String document, Out out, Position at) {
        List<String> ids = new ArrayList<>();
        JsonNode vulnerability = tree.path("vulnerability");
        if (vulnerability.isObject()) {
            ids.addAll(texts(vulnerability, "name"));
            ids.addAll(texts(vulnerability, "aliases"));
            String address = text(vulnerability, "@id");
            if (ids.isEmpty()) {
                ids.add(address.substring(address.lastIndexOf('/') + 1));
            }
        } else {
            ids.addAll(texts(tree, "vulnerability"));
        }
        ids.removeIf(String::isBlank);
        if (ids.isEmpty()) {
            out.refused(at, "names no vulnerability");
            return;
        }
        String own = text(tree, "timestamp");
        String when = own.isEmpty() ? document : own;
        String status = text(tree, "status");
        String reason = first(tree, "justification", "impact_statement", "status_notes");
        // Until 0.0.2 products and subcomponents are texts beside each other.
        List<String> parts = names(tree.path("subcomponents"));
        // Products with the same parts stay together; mostly these are all of a statement.
        Map<List<String>, List<String>> products = new LinkedHashMap<>();
        for (JsonNode product : list(tree.path("products"))) {
            List<String> inner = names(product.path("subcomponents"));
            products.computeIfAbsent(inner.isEmpty() ? parts : inner, any -> new ArrayList<>())
                    .addAll(names(product));
        }
        if (products.isEmpty()) {
            products.put(parts, List.of());
        }
        products.forEach((within, names) ->
                out.statement(new Statement(ids, names, within, status, reason, when, out.file(), at)));
    }

    private static List<JsonNode> list(JsonNode node) {
        List<JsonNode> all = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(all::add);
        }
        return all;
    }

    /** The identifiers of a product, or of each of a list of them. */
    private static List<String> names(JsonNode node) {
        List<String> names = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(one -> names.addAll(names(one)));
        } else if (node.isString()) {
            names.add(node.asString());
        } else if (node.isObject()) {
            names.addAll(texts(node, "@id"));
            for (String kind : IDENTIFIERS) {
                names.addAll(texts(node, "identifiers", kind));
            }
        }
        return names;
    }
}
