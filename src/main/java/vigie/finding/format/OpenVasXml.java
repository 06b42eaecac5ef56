package vigie.finding.format;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
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
 * Reports of OpenVAS and Greenbone as XML, also as answers of its protocol. Source: {@code get_reports} and {@code get_results} of
 * "Greenbone Management Protocol".
 *
 * <p>A finding is a {@code result} whose test refers to CVEs ({@code nvt/refs/ref} of the type {@code cve}; {@code nvt/cve} in
 * reports of before 2019). The CVE scanner has no such reference: its test is named by the CVE ({@code nvt/name} and
 * {@code nvt/@oid}). A result of any severity counts, also "Log", because the test says what it found; one with the threat "False
 * Positive", which a person sets by an override, is suppressed. The tests of {@code errors}, and what {@code host/detail} lists as
 * closed, did not hit and are not read.
 */
final class OpenVasXml implements Format {

    private static final Set<String> ROOTS = Set.of("report", "get_reports_response", "get_results_response");

    private static final Set<String> FIELDS = Set.of(
            "host",
            "hostname",
            "port",
            "nvt",
            "name",
            "type",
            "cve",
            "refs",
            "ref",
            "threat",
            "severity",
            "description",
            "detection",
            "result",
            "details",
            "detail",
            "value",
            "severities",
            "cvss_base",
            "tags");

    @Override
    public String name() {
        return "openvas";
    }

    @Override
    public boolean recognises(Head head) {
        String root = head.xmlRoot();
        return ROOTS.contains(root)
                && (!root.equals("report")
                        || Stream.of("<omp>", "<gmp>", "<scan_run_status>", "<nvt ", "<report_format")
                                .anyMatch(head.text()::contains));
    }

    @Override
    public void read(Input in, Out out) throws IOException {
        try (XmlWalk xml = in.xml()) {
            xml.root(root -> below(xml, out));
        }
    }

    private static void below(XmlWalk xml, Out out) {
        xml.children(name -> {
            switch (name) {
                case "report", "results" -> below(xml, out);
                case "result" -> {
                    XmlNode result = xml.tree(FIELDS);
                    out.finding(draft(result), result.position());
                }
                default -> {}
            }
        });
    }

    private static Finding.Draft draft(XmlNode result) {
        Finding.Draft draft = new Finding.Draft()
                .ids(ids(result))
                .asset(
                        result.text("host", "hostname").isEmpty()
                                ? result.text("host")
                                : result.text("host", "hostname"))
                .severity(result.text("threat"))
                .cvss(result.text("severity"));
        // The score of a result may be set by a person; the vector is that of the test.
        draft.vector(result.texts("nvt", "severities", "severity", "value").stream()
                .findFirst()
                .orElse(vector(result.text("nvt", "tags"))));
        String product = result.all("detection", "result", "details", "detail").stream()
                .filter(detail -> detail.text("name").equals("product"))
                .map(detail -> detail.text("value"))
                .findFirst()
                .orElse("");
        String port = result.text("port");
        Checks.describe(
                draft,
                result.text("nvt", "name"),
                product,
                result.text("description"),
                port.startsWith("general") ? "" : port);
        if (result.text("threat").equalsIgnoreCase("False Positive")) {
            draft.suppressed(Suppression.inReport("false_positive", ""));
        }
        return draft;
    }

    private static List<String> ids(XmlNode result) {
        List<String> references = result.all("nvt", "refs", "ref").stream()
                .filter(reference -> reference.attribute("type").equalsIgnoreCase("cve"))
                .map(reference -> reference.attribute("id"))
                .toList();
        if (!references.isEmpty()) {
            return references;
        }
        // "NOCVE" where there is none.
        List<String> older = texts(result.text("nvt", "cve"));
        return older.isEmpty() ? texts(result.text("nvt", "name")) : older;
    }

    /** Identifiers of a text that consists of nothing else. */
    static List<String> texts(String text) {
        return CveIds.without(text).replace(',', ' ').isBlank()
                ? CveIds.in(text).stream().map(Object::toString).toList()
                : List.of();
    }

    private static String vector(String tags) {
        for (String tag : tags.split("\\|")) {
            if (tag.startsWith("cvss_base_vector=")) {
                return tag.substring("cvss_base_vector=".length());
            }
        }
        return "";
    }
}
