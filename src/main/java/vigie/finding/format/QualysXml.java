package vigie.finding.format;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
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

/**
 * Qualys VM as XML: scan results ({@code SCAN}, {@code scan-1.dtd}), reports on hosts ({@code ASSET_DATA_REPORT},
 * {@code asset_data_report.dtd}) and detections of the API ({@code HOST_LIST_VM_DETECTION_OUTPUT}). Source: these document types of
 * the "Qualys API (VM, PC) XML/DTD Reference".
 *
 * <p>Of the results of a scan the confirmed vulnerabilities ({@code VULNS}) are findings where their QID has CVEs; what could be one
 * ({@code PRACTICES}) and what was gathered as information ({@code INFOS}, {@code SERVICES}) is something else. Reports and detections
 * hold what whoever made them chose: each entry whose QID has CVEs is a finding, of whatever type. What is marked as fixed, or as
 * ignored by a person, is suppressed. In reports the CVEs stand in the glossary, which is read first; what is kept of it grows with
 * the number of different QIDs. Detections of the API name a QID and rarely a CVE.
 */
final class QualysXml implements Format {

    private static final Set<String> ROOTS = Set.of("SCAN", "ASSET_DATA_REPORT", "HOST_LIST_VM_DETECTION_OUTPUT");

    /** Sections of a scan that hold no confirmed vulnerabilities. */
    private static final Set<String> ABOUT = Set.of("PRACTICES", "INFOS", "SERVICES");

    private static final Set<String> FIELDS = Set.of(
            "QID",
            "SEVERITY",
            "PORT",
            "PROTOCOL",
            "VULN_STATUS",
            "STATUS",
            "FIRST_FOUND",
            "FIRST_FOUND_DATETIME",
            "TITLE",
            "CVE_ID_LIST",
            "CVE_LIST",
            "CVE_ID",
            "CVE",
            "ID",
            "CVSS_SCORE",
            "CVSS_BASE",
            "CVSS3_SCORE",
            "CVSS3_BASE",
            "CVSS3_VECTOR",
            "CVSS_VECTOR_STRING",
            "IS_IGNORED",
            "RESULT",
            "RESULTS");

    /** What the glossary says of a QID. */
    private record Check(List<String> ids, String title, String severity, String score) {
        private static final Check NONE = new Check(List.of(), "", "", "");
    }

    @Override
    public String name() {
        return "qualys";
    }

    @Override
    public boolean recognises(Head head) {
        String root = head.xmlRoot();
        return ROOTS.contains(root) && (!root.equals("SCAN") || !head.text().contains("IPADDRESS"));
    }

    @Override
    public void read(Input in, Out out) throws IOException {
        Map<String, Check> glossary = new HashMap<>();
        Input.ahead(() -> glossary(in, glossary));
        try (XmlWalk xml = in.xml()) {
            xml.root(root -> {
                if (root.equals("SCAN")) {
                    xml.each(() -> scanned(xml, out), "IP");
                } else {
                    below(xml, glossary, out);
                }
            });
        }
    }

    private static void glossary(Input in, Map<String, Check> found) throws IOException {
        try (XmlWalk xml = in.xml()) {
            xml.root(root -> xml.each(
                    () -> {
                        XmlNode one = xml.tree(FIELDS);
                        found.put(qid(one), new Check(ids(one), one.text("TITLE"), one.text("SEVERITY"), score(one)));
                    },
                    "GLOSSARY",
                    "VULN_DETAILS_LIST",
                    "VULN_DETAILS"));
        }
    }

    private static List<String> ids(XmlNode one) {
        List<String> ids = new ArrayList<>(one.texts("CVE_ID_LIST", "CVE_ID", "ID"));
        ids.addAll(one.texts("CVE_LIST", "CVE"));
        for (String id : one.attribute("cveid").split("[,\\s]+")) {
            ids.add(id);
        }
        return ids;
    }

    /** {@code <QID id="qid_38173">38173</QID>}, and where the number is missing its attribute. */
    private static String qid(XmlNode one) {
        return one.text("QID").isEmpty()
                ? one.all("QID").stream()
                        .map(qid -> qid.attribute("id").replace("qid_", ""))
                        .findFirst()
                        .orElse("")
                : one.text("QID");
    }

    /** Of the latest version of CVSS that is said: {@code 9.8}, {@code 8.1 (AV:N/AC:H/PR:N/UI:N/S:U/C:H/I:H/A:H)}. */
    private static String score(XmlNode one) {
        for (String[] path : new String[][] {
            {"CVSS3_SCORE", "CVSS3_BASE"}, {"CVSS3_BASE"}, {"CVSS_SCORE", "CVSS_BASE"}, {"CVSS_BASE"}
        }) {
            String score = one.text(path);
            if (!score.isEmpty() && !score.equals("-")) {
                return score;
            }
        }
        return "";
    }

    private static void score(Finding.Draft draft, String written) {
        String[] parts = written.split("[\\s()]+");
        draft.cvss(parts[0]).vector(parts.length > 1 ? parts[1] : "");
    }

    private static void below(XmlWalk xml, Map<String, Check> glossary, Out out) {
        xml.children(name -> {
            switch (name) {
                case "RESPONSE", "HOST_LIST" -> below(xml, glossary, out);
                case "HOST" -> host(xml, glossary, out);
                default -> {}
            }
        });
    }

    private static void host(XmlWalk xml, Map<String, Check> glossary, Out out) {
        String[] names = {"", "", ""};
        xml.children(name -> {
            switch (name) {
                case "DNS" -> names[0] = xml.text();
                case "IP" -> names[1] = xml.text();
                case "NETBIOS" -> names[2] = xml.text();
                case "VULN_INFO_LIST", "DETECTION_LIST" -> {
                    String asset = names[0].isEmpty() ? names[1].isEmpty() ? names[2] : names[1] : names[0];
                    xml.children(entry -> {
                        XmlNode one = xml.tree(FIELDS);
                        found(one, glossary.getOrDefault(qid(one), Check.NONE), asset, out);
                    });
                }
                default -> {}
            }
        });
    }

    private static void found(XmlNode one, Check check, String asset, Out out) {
        List<String> ids = new ArrayList<>(check.ids());
        ids.addAll(ids(one));
        String status = one.first("VULN_STATUS", "STATUS");
        Finding.Draft draft = new Finding.Draft()
                .ids(ids)
                .asset(asset)
                .severity(one.text("SEVERITY").isEmpty() ? check.severity() : one.text("SEVERITY"))
                .firstSeen(Days.of(one.first("FIRST_FOUND", "FIRST_FOUND_DATETIME")));
        score(draft, check.score());
        Checks.describe(
                draft,
                check.title(),
                "",
                one.first("RESULT", "RESULTS"),
                Checks.port(one.text("PORT"), one.text("PROTOCOL")));
        if (status.equalsIgnoreCase("Fixed")) {
            draft.suppressed(Suppression.inReport("fixed", ""));
        } else if (one.text("IS_IGNORED").equals("1")) {
            draft.suppressed(Suppression.inReport("ignored", ""));
        }
        out.finding(draft, one.position());
    }

    private static void scanned(XmlWalk xml, Out out) {
        String name = xml.attribute("name");
        String asset =
                name.isEmpty() || name.equalsIgnoreCase("No registered hostname") ? xml.attribute("value") : name;
        xml.children(section -> {
            boolean counts = section.equals("VULNS");
            if (counts || ABOUT.contains(section)) {
                xml.each(
                        () -> {
                            String port = Checks.port(xml.attribute("port"), xml.attribute("protocol"));
                            xml.children(entry -> {
                                XmlNode one = xml.tree(FIELDS);
                                if (counts) {
                                    out.finding(scanned(one, port).asset(asset), one.position());
                                } else {
                                    out.other();
                                }
                            });
                        },
                        "CAT");
            }
        });
    }

    private static Finding.Draft scanned(XmlNode one, String port) {
        Finding.Draft draft = new Finding.Draft().ids(ids(one)).severity(one.attribute("severity"));
        score(draft, score(one));
        Checks.describe(draft, one.text("TITLE"), "", one.text("RESULT"), port);
        return draft;
    }
}
