package vigie.finding.format;

import java.util.Locale;
import java.util.Set;
import vigie.finding.Finding;
import vigie.finding.Out;
import vigie.finding.Suppression;
import vigie.finding.Table;

/**
 * Tables of Nessus, Tenable Vulnerability Management and Tenable Security Center. Sources: "Export a Scan" of Nessus, "Export
 * Findings" and "CSV Report" of the others.
 *
 * <p>Nessus writes a row for each CVE of a plugin, the others a row for each plugin with all CVEs in one cell: each row with a CVE
 * is a finding. Rows without one are plugins that name no vulnerability. A finding of the state "fixed", and one whose risk a person
 * accepted, with a comment in Security Center, is suppressed; one whose severity was recast is not.
 */
final class NessusCsv extends CsvFormat {

    private static final Set<String> ACCEPTED = Set.of("accepted", "true", "yes", "1");

    /** Headings of scores and of their vectors, the latest version of CVSS first. */
    private static final String[][] SCORES = {
        {"cvss v4 0 base score", "cvss v4 vector"},
        {"cvss v4 base score", "cvss v4 vector"},
        {"definition cvss4 base score", "definition cvss4 base vector"},
        {"cvss v3 0 base score", "cvss v3 vector"},
        {"cvss v3 base score", "cvss v3 vector"},
        {"cvss3 base score", "cvss3 vector"},
        {"definition cvss3 base score", "definition cvss3 base vector"},
        {"cvss v2 0 base score", "cvss v2 vector"},
        {"cvss v2 base score", "cvss v2 vector"},
        {"cvss base score", "cvss vector"},
        {"definition cvss2 base score", "definition cvss2 base vector"},
        {"cvss", ""}
    };

    NessusCsv() {
        super(
                "nessus-csv",
                headings("plugin id", "cve", "risk", "host"),
                headings("plugin", "plugin name", "cve", "severity"),
                headings("definition cve", "severity"));
    }

    @Override
    void row(Table.Row row, Out out) {
        String first = row.get("asset name", "asset host name", "dns name", "fqdn", "host");
        Finding.Draft draft = new Finding.Draft()
                .asset(
                        first.isEmpty()
                                ? row.get(
                                        "ip address",
                                        "asset display ipv4 address",
                                        "asset ipv4 addresses",
                                        "netbios name")
                                : first)
                .severity(row.get("risk", "severity", "risk factor"))
                .firstSeen(Days.of(row.get("first discovered", "first found", "first observed", "first seen")));
        for (String[] score : SCORES) {
            if (!row.get(score[0]).isEmpty()) {
                draft.cvss(row.get(score[0])).vector(row.get(score[1]));
                break;
            }
        }
        Checks.describe(
                draft,
                row.get("name", "plugin name", "definition name"),
                row.get("cpe", "definition cpe").split("[\\s,]+", 2)[0],
                row.get("plugin output", "plugin text", "output"),
                Checks.port(row.get("port", "asset port"), row.get("protocol")));
        if (row.get("vulnerability state", "state").equalsIgnoreCase("fixed")) {
            draft.suppressed(Suppression.inReport("fixed", ""));
        }
        String comment = row.get("accept risk comment");
        if (!comment.isEmpty()
                || ACCEPTED.contains(row.get("risk modified", "accepted").toLowerCase(Locale.ROOT))) {
            draft.suppressed(Suppression.inReport("accepted", comment));
        }
        Ids.row(draft, row.get("cve", "definition cve"), false, row.position(), out);
    }
}
