package vigie.finding.format;

import java.io.IOException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import vigie.finding.Finding;
import vigie.finding.Format;
import vigie.finding.Head;
import vigie.finding.Input;
import vigie.finding.Out;
import vigie.finding.XmlNode;
import vigie.finding.XmlWalk;

/**
 * Nessus' own XML, {@code .nessus}. Source: "Nessus v2 File Format" of Tenable.
 *
 * <p>A finding is a {@code ReportItem} with {@code cve} elements, of any severity: one finding of several CVEs. One without them is
 * a check that names no vulnerability. Tags of {@code HostProperties} such as {@code patch-summary-cves-1} list the CVEs of updates
 * that are offered to the host; they repeat, or go beyond, what was checked and are no findings. Nor are CVEs in the text of an
 * item. Nessus writes no mark for what was accepted or recast, so nothing is suppressed. A fix exists from the day on which its
 * patch was published: it is named by the version that the plugin wrote, else by that day.
 */
final class NessusXml implements Format {

    private static final Set<String> FIELDS = Set.of(
            "cve",
            "risk_factor",
            "cvss_base_score",
            "cvss_vector",
            "cvss3_base_score",
            "cvss3_vector",
            "cvss4_base_score",
            "cvss4_vector",
            "cpe",
            "patch_publication_date",
            "plugin_output");

    private static final String[][] SCORES = {
        {"cvss4_base_score", "cvss4_vector"}, {"cvss3_base_score", "cvss3_vector"}, {"cvss_base_score", "cvss_vector"}
    };

    @Override
    public String name() {
        return "nessus";
    }

    @Override
    public boolean recognises(Head head) {
        return head.xmlRoot().equals("NessusClientData_v2");
    }

    @Override
    public void read(Input in, Out out) throws IOException {
        try (XmlWalk xml = in.xml()) {
            xml.root(root -> xml.each(() -> host(xml, out), "Report", "ReportHost"));
        }
    }

    private static void host(XmlWalk xml, Out out) {
        String asset = xml.attribute("name");
        xml.each(
                () -> {
                    XmlNode item = xml.tree(FIELDS);
                    out.finding(draft(item).asset(asset), item.position());
                },
                "ReportItem");
    }

    private static Finding.Draft draft(XmlNode item) {
        Finding.Draft draft = new Finding.Draft()
                .ids(item.texts("cve"))
                .severity(item.text("risk_factor").isEmpty() ? item.attribute("severity") : item.text("risk_factor"));
        for (String[] score : SCORES) {
            if (!item.text(score[0]).isEmpty()) {
                draft.cvss(item.text(score[0])).vector(item.text(score[1]).replace("CVSS2#", ""));
                break;
            }
        }
        Checks.describe(
                draft,
                item.attribute("pluginName"),
                item.text("cpe"),
                item.text("plugin_output"),
                Checks.port(item.attribute("port"), item.attribute("protocol")));
        Optional<LocalDate> patch = Days.of(item.text("patch_publication_date"));
        draft.fixed(
                patch.isEmpty()
                        ? ""
                        : Stream.of(
                                        Checks.fixed(item.text("plugin_output")),
                                        patch.get().toString())
                                .filter(one -> !one.isEmpty())
                                .findFirst()
                                .orElseThrow());
        return draft;
    }
}
