package vigie.finding.format;

import vigie.finding.Finding;
import vigie.finding.Out;
import vigie.finding.Suppression;
import vigie.finding.Table;

/**
 * Tables of Qualys VM: scan results and reports on hosts, below some lines about the report, and those of its PCI service. Source:
 * "Scan Report: CSV" of Qualys.
 *
 * <p>As in {@link QualysXml}: each row with CVEs is a finding, of whatever type; the status {@code Fixed} is suppressed, and a false
 * positive that Qualys approved. The tables of its VMDR are read as those of people are, see {@link AnyCsv}.
 */
final class QualysCsv extends CsvFormat {

    QualysCsv() {
        super("qualys-csv", headings("qid", "title", "cve id"), headings("qid", "vuln title", "cveid"));
    }

    @Override
    void row(Table.Row row, Out out) {
        Finding.Draft draft = new Finding.Draft()
                .asset(row.get("fqdn", "dns", "hostname", "ip", "netbios"))
                .severity(row.get("severity"))
                .firstSeen(Days.of(row.get("first detected")));
        String[] score = row.get("cvss3 1 base", "cvss3 base", "cvss base", "cvss3", "cvss")
                .split("[\\s()]+");
        draft.cvss(score[0]).vector(score.length > 1 ? score[1] : "");
        Checks.describe(
                draft,
                row.get("title", "vuln title"),
                "",
                row.get("results", "result"),
                Checks.port(row.get("port"), row.get("protocol")));
        if (row.get("vuln status").equalsIgnoreCase("fixed")) {
            draft.suppressed(Suppression.inReport("fixed", ""));
        }
        if (row.get("false positive status").equalsIgnoreCase("approved")) {
            draft.suppressed(Suppression.inReport("false_positive", ""));
        }
        Ids.row(draft, row.get("cve id", "cveid"), false, row.position(), out);
    }
}
