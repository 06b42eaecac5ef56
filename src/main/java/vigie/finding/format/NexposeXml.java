package vigie.finding.format;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import vigie.finding.Finding;
import vigie.finding.Format;
import vigie.finding.Head;
import vigie.finding.Input;
import vigie.finding.Out;
import vigie.finding.Suppression;
import vigie.finding.XmlNode;
import vigie.finding.XmlWalk;
import vigie.text.CveIds;

/**
 * Rapid7 Nexpose and InsightVM, "XML Export" and "XML Export 2.0". Sources: "XML Export" and
 * "Vulnerability exceptions" of Rapid7's documentation of reports.
 *
 * <p>A finding is a {@code test} of a node or of one of its services whose {@code status} begins with {@code vulnerable}:
 * {@code vulnerable-exploited}, {@code vulnerable-version}, {@code vulnerable-potential}. Others are tests that did not hit, that
 * were skipped or that failed; those of a vulnerability that an exception was made for ({@code exception-…}) are suppressed. CVEs
 * are those of the {@code VulnerabilityDefinitions}, which stand behind the nodes and are read first; what is kept of them grows
 * with the number of different vulnerabilities, not with that of tests.
 */
final class NexposeXml implements Format {

    private static final Set<String> TEST = Set.of();
    private static final Set<String> NODE = Set.of("name");
    private static final Set<String> DEFINITION = Set.of("references", "reference");

    private record Definition(List<String> ids, String title, String severity, String score, String vector) {}

    /** Where tests are, while a node is read. */
    private static final class Place {
        private String asset = "";
        private String port = "";
        private String product = "";
        private String version = "";
    }

    @Override
    public String name() {
        return "nexpose";
    }

    @Override
    public boolean recognises(Head head) {
        return head.xmlRoot().equals("NexposeReport");
    }

    @Override
    public void read(Input in, Out out) throws IOException {
        Map<String, Definition> definitions = new HashMap<>();
        Input.ahead(() -> definitions(in, definitions));
        try (XmlWalk xml = in.xml()) {
            xml.root(root -> xml.each(
                    () -> {
                        Place place = new Place();
                        place.asset = xml.attribute("address");
                        node(xml, place, definitions, out);
                    },
                    "nodes",
                    "node"));
        }
    }

    private static void definitions(Input in, Map<String, Definition> found) throws IOException {
        try (XmlWalk xml = in.xml()) {
            xml.root(root -> xml.each(
                    () -> {
                        XmlNode one = xml.tree(DEFINITION);
                        List<String> ids = one.all("references", "reference").stream()
                                .filter(reference ->
                                        reference.attribute("source").equalsIgnoreCase("CVE"))
                                .map(XmlNode::text)
                                .toList();
                        found.put(
                                key(one.attribute("id")),
                                new Definition(
                                        ids,
                                        one.attribute("title"),
                                        one.attribute("severity"),
                                        one.attribute("cvssScore"),
                                        one.attribute("cvssVector")));
                    },
                    "VulnerabilityDefinitions",
                    "vulnerability"));
        }
    }

    /** Tests write the identifier of a vulnerability in other letters than its definition does. */
    private static String key(String id) {
        return id.toLowerCase(Locale.ROOT);
    }

    private static void node(XmlWalk xml, Place place, Map<String, Definition> definitions, Out out) {
        xml.children(name -> {
            switch (name) {
                case "names" -> {
                    List<String> names = xml.tree(NODE).texts("name");
                    place.asset = names.isEmpty() ? place.asset : names.get(0);
                }
                case "tests" -> xml.each(() -> test(xml, place, definitions, out), "test");
                case "endpoints" ->
                    xml.each(
                            () -> {
                                Place endpoint = new Place();
                                endpoint.asset = place.asset;
                                endpoint.port = Checks.port(xml.attribute("port"), xml.attribute("protocol"));
                                xml.each(() -> service(xml, endpoint, definitions, out), "services", "service");
                            },
                            "endpoint");
                default -> {}
            }
        });
    }

    private static void service(XmlWalk xml, Place endpoint, Map<String, Definition> definitions, Out out) {
        endpoint.product = "";
        endpoint.version = "";
        xml.children(name -> {
            switch (name) {
                case "fingerprints" ->
                    xml.each(
                            () -> {
                                if (endpoint.product.isEmpty()) {
                                    endpoint.product = xml.attribute("product");
                                    endpoint.version = xml.attribute("version");
                                }
                            },
                            "fingerprint");
                case "tests" -> xml.each(() -> test(xml, endpoint, definitions, out), "test");
                default -> {}
            }
        });
    }

    private static void test(XmlWalk xml, Place place, Map<String, Definition> definitions, Out out) {
        XmlNode test = xml.tree(TEST);
        String status = test.attribute("status").toLowerCase(Locale.ROOT);
        boolean excepted = status.startsWith("exception");
        if (!status.startsWith("vulnerable") && !excepted) {
            out.other();
            return;
        }
        String id = test.attribute("id");
        Definition definition = definitions.getOrDefault(
                key(id),
                new Definition(CveIds.in(id).stream().map(Object::toString).toList(), "", "", "", ""));
        boolean service = !place.product.isEmpty();
        Finding.Draft draft = new Finding.Draft()
                .ids(definition.ids())
                .asset(place.asset)
                .component(service ? place.product : definition.title(), service ? place.version : "")
                .type(service ? "" : Checks.CHECK)
                .check(definition.title())
                .path(place.port)
                .severity(definition.severity())
                .cvss(definition.score())
                .vector(definition.vector().replaceAll("[()]", ""))
                .firstSeen(Days.of(test.attribute("vulnerable-since")));
        if (excepted) {
            draft.suppressed(Suppression.inReport(status, ""));
        }
        out.finding(draft, test.position());
    }
}
