package vigie.finding.format;

import vigie.finding.Finding;
import vigie.finding.Out;
import vigie.finding.Suppression;
import vigie.finding.Table;

/**
 * Tables of OpenVAS and Greenbone ("CSV Results"). Source: the report format of greenbone/gvmd.
 *
 * <p>Each row is one result; it is a finding if its {@code CVEs} are not empty, or if its test is named by a CVE, as those of the
 * CVE scanner are. See {@link OpenVasXml}.
 */
final class OpenVasCsv extends CsvFormat {

    OpenVasCsv() {
        super("openvas-csv", headings("nvt name", "nvt oid", "cves"));
    }

    @Override
    void row(Table.Row row, Out out) {
        Finding.Draft draft = new Finding.Draft()
                .asset(row.get("hostname", "ip"))
                .severity(row.get("severity"))
                .cvss(row.get("cvss"));
        Checks.describe(
                draft,
                row.get("nvt name"),
                "",
                row.get("specific result"),
                Checks.port(row.get("port"), row.get("port protocol")));
        if (row.get("severity").equalsIgnoreCase("False Positive")) {
            draft.suppressed(Suppression.inReport("false_positive", ""));
        }
        String named = String.join(" ", OpenVasXml.texts(row.get("nvt name")));
        Ids.row(draft, row.get("cves").isEmpty() ? named : row.get("cves"), false, row.position(), out);
    }
}
