package vigie.finding.format;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vigie.finding.Component;
import vigie.finding.Finding;
import vigie.finding.Format;
import vigie.finding.Head;
import vigie.finding.Input;
import vigie.finding.Out;
import vigie.finding.Suppression;
import vigie.finding.XmlNode;
import vigie.finding.XmlWalk;

/**
 * CycloneDX as XML, 1.0 to 1.7. Sources: {@code bom-1.0.xsd} to {@code bom-1.7.xsd}, and {@code vulnerability-1.0.xsd}, the
 * extension that holds vulnerabilities before 1.4, in a component or below the document.
 *
 * <p>Decisions are those of {@link CycloneDxJson}: a finding for each vulnerability in each component that it affects, suppressed by
 * the states in which it does not count; in a document without components an analysis is a statement instead. The ranges of {@code
 * affects/versions} say which versions are affected and not which is installed. Components are held in memory, as vulnerabilities
 * refer to them.
 */
final class CycloneDxXml implements Format {

    private static final Set<String> VULNERABILITY = Set.of(
            "id",
            "references",
            "reference",
            "ratings",
            "rating",
            "score",
            "base",
            "severity",
            "method",
            "vector",
            "recommendation",
            "recommendations",
            "affects",
            "target",
            "ref",
            "analysis",
            "state",
            "justification",
            "detail");

    /** What is known of the document while it is read. */
    private static final class Bom {
        private final XmlWalk xml;
        private final Out out;
        private final Map<String, Component> components = new HashMap<>();
        private String asset = "";
        private String product = "";
        private String said = "";
        private long count;

        private Bom(XmlWalk xml, Out out) {
            this.xml = xml;
            this.out = out;
        }
    }

    @Override
    public String name() {
        return "cyclonedx-xml";
    }

    @Override
    public boolean isBill() {
        return true;
    }

    @Override
    public boolean recognises(Head head) {
        return head.xmlRoot().equals("bom") && head.text().contains("cyclonedx.org");
    }

    @Override
    public void read(Input in, Out out) throws IOException {
        try (XmlWalk xml = in.xml()) {
            Bom bom = new Bom(xml, out);
            xml.root(root -> xml.children(name -> {
                switch (name) {
                    case "metadata" ->
                        xml.children(inner -> {
                            if (inner.equals("component")) {
                                Component described = component(bom, false);
                                bom.asset = described.version().isEmpty()
                                        ? described.name()
                                        : described.name() + ":" + described.version();
                                bom.product = described.purl();
                            } else if (inner.equals("timestamp")) {
                                bom.said = xml.text();
                            }
                        });
                    case "components" -> xml.each(() -> component(bom, true), "component");
                    case "vulnerabilities" ->
                        xml.each(() -> vulnerability(xml.tree(VULNERABILITY), List.of(), bom), "vulnerability");
                    default -> {}
                }
            }));
        }
    }

    /** Reads a component with those in it; recursion is bounded by the limit on depth. */
    private static Component component(Bom bom, boolean counts) {
        XmlWalk xml = bom.xml;
        String reference = xml.attribute("bom-ref");
        String type = xml.attribute("type");
        String[] texts = {"", "", "", ""};
        List<XmlNode> vulnerabilities = new ArrayList<>(0);
        xml.children(name -> {
            switch (name) {
                case "group" -> texts[0] = xml.text();
                case "name" -> texts[1] = xml.text();
                case "version" -> texts[2] = xml.text();
                case "purl" -> texts[3] = xml.text();
                case "components" -> xml.each(() -> component(bom, counts), "component");
                case "vulnerabilities" -> xml.each(() -> vulnerabilities.add(xml.tree(VULNERABILITY)), "vulnerability");
                default -> {}
            }
        });
        Component component =
                new Component(CycloneDxJson.named(texts[0], texts[1], texts[3]), texts[2], texts[3], type, "");
        if (!reference.isEmpty()) {
            bom.components.putIfAbsent(reference, component);
        }
        if (counts) {
            bom.count++;
            bom.out.component(component);
        }
        vulnerabilities.forEach(one -> vulnerability(one, List.of(component), bom));
        return component;
    }

    /**
     * One vulnerability.
     *
     * @param holders the component that it stands in, if it does
     */
    private static void vulnerability(XmlNode one, List<Component> holders, Bom bom) {
        String id = one.text("id");
        List<String> aliases = one.texts("references", "reference", "id");
        List<String> references = new ArrayList<>(one.texts("affects", "target", "ref"));
        // Of the extension before 1.4.
        if (holders.isEmpty() && !one.attribute("ref").isEmpty()) {
            references.add(one.attribute("ref"));
        }
        List<Component> affected = new ArrayList<>(holders);
        references.forEach(reference -> affected.add(CycloneDxJson.component(reference, bom.components)));
        String state = one.text("analysis", "state");
        String reason = one.text("analysis", "justification").isEmpty()
                ? one.text("analysis", "detail")
                : one.text("analysis", "justification");
        boolean vex = bom.count == 0 && !state.isEmpty();
        if (vex || CycloneDxJson.DONE.contains(state) && !(id.isEmpty() && aliases.isEmpty())) {
            statements(id, aliases, affected, state, reason, one, bom);
        }
        if (vex) {
            return;
        }
        for (Component component : affected.isEmpty() ? List.of(Component.NONE) : affected) {
            String recommendation = one.text("recommendation").isEmpty()
                    ? one.text("recommendations", "recommendation")
                    : one.text("recommendation");
            Finding.Draft draft = new Finding.Draft()
                    .id(id)
                    .aliases(aliases)
                    .asset(bom.asset)
                    .component(component)
                    .fixed(CycloneDxJson.fixed(recommendation, component));
            rating(one.all("ratings", "rating"), draft);
            if (CycloneDxJson.DONE.contains(state)) {
                draft.suppressed(Suppression.inReport(state, reason));
            }
            bom.out.finding(draft, one.position());
        }
    }

    private static void statements(
            String id,
            List<String> aliases,
            List<Component> affected,
            String state,
            String reason,
            XmlNode one,
            Bom bom) {
        List<String> ids = new ArrayList<>();
        if (!id.isEmpty()) {
            ids.add(id);
        }
        ids.addAll(aliases);
        List<String> products = new ArrayList<>(affected.stream()
                .map(component -> component.purl().isEmpty() ? component.name() : component.purl())
                .filter(name -> !name.isEmpty())
                .toList());
        CycloneDxJson.statements(
                ids,
                products,
                new CycloneDxJson.Described(bom.product, bom.asset, bom.count > 0, bom.said),
                state,
                reason,
                bom.out,
                one.position());
    }

    /** The first severity, and the score by the latest version of CVSS; before 1.4 the score stands in {@code score/base}. */
    private static void rating(List<XmlNode> ratings, Finding.Draft draft) {
        String severity = "";
        String latest = "";
        for (XmlNode rating : ratings) {
            severity = severity.isEmpty() ? rating.text("severity") : severity;
            String score = rating.text("score").isEmpty() ? rating.text("score", "base") : rating.text("score");
            String method = rating.text("method");
            if (!score.isEmpty() && method.startsWith("CVSS") && method.compareTo(latest) > 0) {
                latest = method;
                draft.cvss(score).vector(rating.text("vector"));
            }
        }
        draft.severity(severity);
    }
}
