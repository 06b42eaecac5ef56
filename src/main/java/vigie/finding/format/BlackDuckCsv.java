package vigie.finding.format;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import vigie.finding.Component;
import vigie.finding.Finding;
import vigie.finding.Out;
import vigie.finding.Suppression;
import vigie.finding.Table;

/**
 * Black Duck's {@code security.csv} of the report on a version of a project. Source: "Vulnerability reports" and "Remediation
 * status" of Black Duck.
 *
 * <p>Each row is a finding: {@code CVE-…}, {@code BDSA-…}, {@code BDSA-… (CVE-…)}, or the number of an entry of VulnDB. The
 * statuses that Black Duck counts as remediated, and "not affected", are suppressed, but not a duplicate, which is still there.
 */
final class BlackDuckCsv extends CsvFormat {

    private static final Set<String> CLOSED =
            Set.of("ignored", "mitigated", "patched", "remediation_complete", "not_affected");

    BlackDuckCsv() {
        super("black-duck-csv", headings("vulnerability id", "vulnerability source", "remediation status"));
    }

    @Override
    void row(Table.Row row, Out out) {
        boolean newer = !row.get("component name").isEmpty();
        Finding.Draft draft = new Finding.Draft()
                .asset(row.get("project path", "used by", "project name"))
                .component(new Component(
                        row.get("component name", "project name"),
                        newer ? row.get("component version name", "component origin version name") : row.get("version"),
                        "",
                        row.get("component origin name", "channel version origin"),
                        row.get("component origin id", "channel version origin id")))
                .severity(row.get("security risk"))
                .cvss(row.get("base score"));
        String status = row.get("remediation status").toLowerCase(Locale.ROOT).replace(' ', '_');
        if (CLOSED.contains(status)) {
            draft.suppressed(Suppression.inReport(status, row.get("remediation comment")));
        }
        String id = row.get("vulnerability id");
        boolean number = !id.isEmpty() && id.chars().allMatch(Character::isDigit);
        if (number) {
            draft.id(id).aliases(List.of(row.get("vulnerability source") + "-" + id));
            out.finding(draft, row.position());
        } else {
            Ids.row(draft, id, true, row.position(), out);
        }
    }
}
