package vigie.finding.format;

import static vigie.finding.JsonWalk.first;
import static vigie.finding.JsonWalk.objects;
import static vigie.finding.JsonWalk.text;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import vigie.finding.Component;
import vigie.finding.Finding;
import vigie.finding.Format;
import vigie.finding.Head;
import vigie.finding.Input;
import vigie.finding.JsonWalk;
import vigie.finding.Out;
import vigie.finding.Position;
import vigie.finding.Statement;
import vigie.finding.Suppression;

/**
 * CycloneDX as JSON, 1.2 to 1.7: a bill of materials with vulnerabilities or without, or a VEX document, which has vulnerabilities
 * with an analysis and no components: each product that such a vulnerability affects is a statement, and none is a finding. What the
 * analysis in a bill of materials says does not count is a statement, too, on a part of what the bill is about. Components are held in
 * memory, as vulnerabilities refer to them. Source: the JSON schemas of CycloneDX.
 */
final class CycloneDxJson implements Format {

    private static final Set<String> FIELDS = new HashSet<>(List.of(
            "id",
            "references",
            "ratings",
            "score",
            "severity",
            "method",
            "vector",
            "recommendation",
            "affects",
            "ref",
            "versions",
            "version",
            "status",
            "analysis",
            "state",
            "justification",
            "detail"));

    /** States of an analysis in which a vulnerability does not count. */
    static final Set<String> DONE = Set.of("not_affected", "false_positive", "resolved", "resolved_with_pedigree");

    /** What Trivy writes: {@code Upgrade openssl to version 3.0.13; Upgrade libssl3 to version 3.0.13}. */
    private static final Pattern UPGRADE = Pattern.compile("Upgrade (\\S+) to version ([^;]+)");

    @Override
    public String name() {
        return "cyclonedx";
    }

    @Override
    public boolean isBill() {
        return true;
    }

    @Override
    public boolean recognises(Head head) {
        String format = head.json().value("bomFormat");
        return format.equals("CycloneDX")
                || format.isEmpty() && head.json().value("$schema").contains("cyclonedx.org");
    }

    /** What is known of the document. */
    private static final class Bom {
        private final Map<String, Component> components = new HashMap<>();
        private final Map<String, String> assets = new HashMap<>();
        private String asset = "";
        private String product = "";
        private String said = "";
        private long count;
        private boolean early;
    }

    @Override
    public void read(Input in, Out out) throws IOException {
        Bom bom = new Bom();
        try (JsonWalk json = in.json()) {
            json.documents(() -> json.object(field -> {
                switch (field) {
                    case "metadata" ->
                        json.object(inner -> {
                            if (inner.equals("component")) {
                                root(json, bom);
                            } else if (inner.equals("timestamp")) {
                                bom.said = json.text();
                            }
                        });
                    case "components" -> {
                        Consumer<Component> counted = component -> {
                            bom.count++;
                            out.component(component);
                        };
                        json.entries(out, () -> counted.accept(component(json, bom, counted)));
                    }
                    case "vulnerabilities" -> {
                        bom.early = bom.early || bom.count == 0;
                        if (!bom.early) {
                            json.entries(out, FIELDS, (tree, at) -> vulnerability(tree, bom, out, at));
                        }
                    }
                    default -> {}
                }
            }));
        } catch (JacksonException e) {
            // Those that stand before the components are read below, up to the same place.
            if (!bom.early) {
                throw e;
            }
        }
        if (bom.early) {
            // They stand before the components, or there are none.
            try (JsonWalk json = in.json()) {
                json.each(out, "vulnerabilities", FIELDS, (tree, at) -> vulnerability(tree, bom, out, at));
            }
        }
    }

    private static void root(JsonWalk json, Bom bom) {
        Component root = component(json, bom, inner -> {});
        bom.asset = root.version().isEmpty() ? root.name() : root.name() + ":" + root.version();
        bom.product = root.purl();
    }

    private static Component component(JsonWalk json, Bom bom, Consumer<Component> nested) {
        String[] texts = {"", "", "", "", "", "", "", "", ""};
        json.object(field -> {
            switch (field) {
                case "bom-ref" -> texts[0] = json.text();
                case "group" -> texts[1] = json.text();
                case "name" -> texts[2] = json.text();
                case "version" -> texts[3] = json.text();
                case "purl" -> texts[4] = json.text();
                case "type" -> texts[5] = json.text();
                case "properties" -> json.array(() -> property(json, texts));
                case "components" -> json.array(() -> nested.accept(component(json, bom, nested)));
                default -> {}
            }
        });
        String name = texts[8].isEmpty() ? named(texts[1], texts[2], texts[4]) : "";
        Component component = new Component(name, texts[3], texts[4], texts[5], texts[7]);
        if (!texts[0].isEmpty()) {
            bom.assets.putIfAbsent(texts[0], texts[6]);
            bom.components.putIfAbsent(texts[0], component);
        }
        return component;
    }

    /** Where we write CycloneDX ourselves, properties say the asset of a component, its path, and that its name is none. */
    private static void property(JsonWalk json, String... texts) {
        String[] property = {"", ""};
        json.object(field -> {
            switch (field) {
                case "name" -> property[0] = json.text();
                case "value" -> property[1] = json.text();
                default -> {}
            }
        });
        if (property[0].equals("vigie:asset")) {
            texts[6] = property[1];
        } else if (property[0].equals("vigie:path")) {
            texts[7] = property[1];
        } else if (property[0].equals("vigie:unnamed")) {
            texts[8] = property[1];
        }
    }

    /** A name with its group, joined as its ecosystem does. */
    static String named(String group, String name, String purl) {
        return group.isEmpty() ? name : group + (purl.startsWith("pkg:maven/") ? ":" : "/") + name;
    }

    private static void vulnerability(JsonNode tree, Bom bom, Out out, Position at) {
        List<String> ids = new ArrayList<>();
        add(ids, text(tree, "id"));
        List<String> aliases = objects(tree, "references").stream()
                .map(reference -> text(reference, "id"))
                .filter(id -> !id.isEmpty())
                .toList();
        List<JsonNode> affects = objects(tree, "affects");
        String state = text(tree.path("analysis"), "state");
        String reason = first(tree.path("analysis"), "justification", "detail");
        List<String> names = new ArrayList<>(ids);
        names.addAll(aliases);
        boolean vex = bom.count == 0 && !state.isEmpty();
        if (vex || DONE.contains(state) && !names.isEmpty()) {
            statements(names, affects, state, reason, bom, out, at);
        }
        if (vex) {
            return;
        }
        for (JsonNode affected : affects.isEmpty() ? List.of(tree.path("none")) : affects) {
            Component component = component(text(affected, "ref"), bom.components);
            Finding.Draft draft = new Finding.Draft()
                    .ids(ids)
                    .aliases(aliases)
                    .asset(asset(text(affected, "ref"), bom))
                    .component(component)
                    .fixed(fixed(text(tree, "recommendation"), component));
            rating(objects(tree, "ratings"), draft);
            if (DONE.contains(state)) {
                draft.suppressed(Suppression.inReport(state, reason));
            }
            out.finding(draft, at);
        }
    }

    private static String asset(String ref, Bom bom) {
        String own = bom.assets.getOrDefault(ref, "");
        return own.isEmpty() ? bom.asset : own;
    }

    private static void add(List<String> to, String text) {
        if (!text.isBlank()) {
            to.add(text);
        }
    }

    private static void statements(
            List<String> ids, List<JsonNode> affects, String state, String reason, Bom bom, Out out, Position at) {
        List<String> products = new ArrayList<>();
        for (JsonNode affected : affects) {
            Component component = component(text(affected, "ref"), bom.components);
            add(products, component.purl().isEmpty() ? component.name() : component.purl());
        }
        statements(
                ids, products, new Described(bom.product, bom.asset, bom.count > 0, bom.said), state, reason, out, at);
    }

    /**
     * What a document is about.
     *
     * @param purl its package URL
     * @param name its name with its version
     * @param bill whether the document lists its components, so that what it says of one holds within it
     * @param said when it was made
     */
    record Described(String purl, String name, boolean bill, String said) {

        private List<String> names() {
            return Stream.of(purl, name).filter(text -> !text.isEmpty()).toList();
        }
    }

    /** A statement for each product, or one about what the document is about. */
    static void statements(
            List<String> ids,
            List<String> products,
            Described described,
            String state,
            String reason,
            Out out,
            Position at) {
        if (ids.isEmpty()) {
            out.refused(at, "names no vulnerability");
            return;
        }
        if (products.isEmpty()) {
            out.statement(
                    new Statement(ids, described.names(), List.of(), state, reason, described.said(), out.file(), at));
        }
        boolean within = described.bill() && !described.names().isEmpty();
        for (String product : products) {
            List<String> names = within ? described.names() : List.of(product);
            List<String> parts = within ? List.of(product) : List.of();
            out.statement(new Statement(ids, names, parts, state, reason, described.said(), out.file(), at));
        }
    }

    /** A component by its reference, which can be a BOM-Link ({@code urn:cdx:serial/1#ref}). One that is not there is named by it. */
    static Component component(String ref, Map<String, Component> components) {
        String own =
                ref.startsWith("urn:cdx:") && ref.contains("#") ? decoded(ref.substring(ref.indexOf('#') + 1)) : ref;
        Component known = components.get(own);
        if (known != null) {
            return known;
        }
        return own.startsWith("pkg:") ? new Component("", "", own, "", "") : new Component(own, "", "", "", "");
    }

    static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    /** The version that mends it, where the recommendation says so as Trivy does. */
    static String fixed(String recommendation, Component component) {
        Matcher upgrade = UPGRADE.matcher(recommendation);
        while (upgrade.find()) {
            String name = upgrade.group(1);
            if (component.name().equals(name)
                    || component.name().endsWith("/" + name)
                    || name.endsWith(component.name())) {
                return upgrade.group(2).strip();
            }
        }
        return "";
    }

    /** The first severity, and the score by the latest version of CVSS. */
    private static void rating(List<JsonNode> ratings, Finding.Draft draft) {
        String severity = "";
        String latest = "";
        for (JsonNode rating : ratings) {
            severity = severity.isEmpty() ? text(rating, "severity") : severity;
            String score = text(rating, "score");
            String method = text(rating, "method");
            if (!score.isEmpty() && method.startsWith("CVSS") && method.compareTo(latest) > 0) {
                latest = method;
                draft.cvss(score).vector(text(rating, "vector"));
            }
        }
        draft.severity(severity);
    }
}
