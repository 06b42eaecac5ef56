package vigie.finding.format;

import static vigie.finding.JsonWalk.objects;
import static vigie.finding.JsonWalk.text;
import static vigie.finding.JsonWalk.texts;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import vigie.finding.Format;
import vigie.finding.Head;
import vigie.finding.Input;
import vigie.finding.JsonWalk;
import vigie.finding.MalformedReportException;
import vigie.finding.Out;
import vigie.finding.Position;
import vigie.finding.Statement;

/**
 * CSAF 2.0 and 2.1 documents, of which each product of a status is a statement. The product tree is held in memory, as vulnerabilities
 * refer to it. Source: OASIS, Common Security Advisory Framework 2.0, profile VEX.
 */
final class CsafJson implements Format {

    private static final Set<String> TREE = new HashSet<>(List.of(
            "branches",
            "product",
            "name",
            "product_id",
            "product_identification_helper",
            "purl",
            "purls",
            "cpe",
            "full_product_names",
            "relationships",
            "full_product_name",
            "product_reference",
            "relates_to_product_reference"));

    private static final Set<String> VULNERABILITY = new HashSet<>(List.of(
            "cve",
            "ids",
            "text",
            "product_status",
            "known_not_affected",
            "fixed",
            "first_fixed",
            "known_affected",
            "under_investigation",
            "flags",
            "label",
            "product_ids"));

    /** Names of the statuses of CSAF, and those that VEX has for them. */
    private static final List<Map.Entry<String, String>> STATUS = List.of(
            Map.entry("known_not_affected", "not_affected"),
            Map.entry("fixed", "fixed"),
            Map.entry("first_fixed", "fixed"),
            Map.entry("known_affected", "affected"),
            Map.entry("under_investigation", "under_investigation"));

    @Override
    public String name() {
        return "csaf";
    }

    @Override
    public boolean recognises(Head head) {
        return head.json().has("document.csaf_version") || head.json().has("document.category", "document.tracking.id");
    }

    /** A product: what names it, and where it is a part of another, what names that. */
    private record Product(List<String> names, List<String> within) {}

    @Override
    public void read(Input in, Out out) throws IOException {
        Map<String, Product> products = new HashMap<>();
        String[] said = {"", ""};
        Input.ahead(() -> ahead(in, products, said));
        if (!said[1].isEmpty() && !said[1].startsWith("2.")) {
            throw new MalformedReportException("version " + said[1] + " of the format is not known");
        }
        try (JsonWalk json = in.json()) {
            json.each(
                    out,
                    "vulnerabilities",
                    VULNERABILITY,
                    (tree, at) -> vulnerability(tree, products, said[0], out, at));
        }
    }

    private static void ahead(Input in, Map<String, Product> products, String... said) throws IOException {
        try (JsonWalk json = in.json()) {
            json.documents(() -> json.object(field -> {
                if (field.equals("document")) {
                    JsonNode document = json.tree(Set.of("tracking", "current_release_date", "csaf_version"));
                    said[0] = text(document, "tracking", "current_release_date");
                    said[1] = text(document, "csaf_version");
                } else if (field.equals("product_tree")) {
                    tree(json.tree(TREE), products);
                }
            }));
        }
    }

    private static void tree(JsonNode tree, Map<String, Product> products) {
        branches(tree, products);
        objects(tree, "full_product_names").forEach(one -> product(one, products));
        for (JsonNode relation : objects(tree, "relationships")) {
            JsonNode whole = relation.path("full_product_name");
            Product part =
                    products.getOrDefault(text(relation, "product_reference"), new Product(List.of(), List.of()));
            Product within = products.getOrDefault(
                    text(relation, "relates_to_product_reference"), new Product(List.of(), List.of()));
            List<String> names = new ArrayList<>(part.names());
            names.addAll(helpers(whole));
            products.put(text(whole, "product_id"), new Product(names, within.names()));
        }
    }

    /** Recursion is bounded by the depth that is read. */
    private static void branches(JsonNode node, Map<String, Product> products) {
        for (JsonNode branch : objects(node, "branches")) {
            if (branch.path("product").isObject()) {
                product(branch.path("product"), products);
            }
            branches(branch, products);
        }
    }

    private static void product(JsonNode one, Map<String, Product> products) {
        List<String> names = helpers(one);
        names.add(text(one, "name"));
        products.put(text(one, "product_id"), new Product(names, List.of()));
    }

    private static List<String> helpers(JsonNode one) {
        JsonNode helper = one.path("product_identification_helper");
        List<String> names = new ArrayList<>(texts(helper, "purl"));
        names.addAll(texts(helper, "purls"));
        names.addAll(texts(helper, "cpe"));
        return names;
    }

    private static void vulnerability(JsonNode tree, Map<String, Product> products, String said, Out out, Position at) {
        List<String> ids = new ArrayList<>(texts(tree, "cve"));
        objects(tree, "ids").forEach(id -> ids.addAll(texts(id, "text")));
        if (ids.isEmpty()) {
            out.refused(at, "names no vulnerability");
            return;
        }
        Map<String, String> reasons = new HashMap<>();
        for (JsonNode flag : objects(tree, "flags")) {
            texts(flag, "product_ids").forEach(product -> reasons.put(product, text(flag, "label")));
        }
        for (Map.Entry<String, String> status : STATUS) {
            for (String id : texts(tree, "product_status", status.getKey())) {
                Product product = products.getOrDefault(id, new Product(List.of(id), List.of()));
                boolean part = !product.within().isEmpty();
                out.statement(new Statement(
                        ids,
                        part ? product.within() : product.names(),
                        part ? product.names() : List.of(),
                        status.getValue(),
                        reasons.getOrDefault(id, ""),
                        said,
                        out.file(),
                        at));
            }
        }
    }
}
