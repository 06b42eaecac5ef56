package vigie.finding.format;

import java.util.Locale;
import java.util.Set;
import vigie.finding.Component;
import vigie.finding.Finding;
import vigie.finding.Out;
import vigie.finding.Suppression;
import vigie.finding.Table;

/**
 * Tables of Sysdig Secure: vulnerabilities of images in a registry, a pipeline or at run time, one a row. Source: "Vulnerability
 * reports" of Sysdig. What is marked as accepted risk is suppressed.
 */
final class SysdigCsv extends CsvFormat {

    private static final Set<String> YES = Set.of("true", "yes", "1");

    SysdigCsv() {
        super(
                "sysdig-csv",
                headings("vulnerability id", "package name", "package version", "vuln link"),
                headings("vulnerability id", "package name", "package version", "package suggested fix"),
                headings("vulnerability name", "package name", "package version", "image name"));
    }

    @Override
    void row(Table.Row row, Out out) {
        Finding.Draft draft = new Finding.Draft()
                .asset(row.get("image", "image name", "registry image repository", "host name", "image id"))
                .component(new Component(
                        row.get("package name"),
                        row.get("package version"),
                        "",
                        row.get("package type"),
                        row.get("package path")))
                .fixed(row.get("fix version", "package suggested fix"))
                .severity(row.get("severity", "vulnerability severity"))
                .cvss(row.get("cvss score"))
                .vector(row.get("cvss vector"));
        if (YES.contains(row.get("risk accepted").toLowerCase(Locale.ROOT))) {
            draft.suppressed(Suppression.inReport("accepted", ""));
        }
        Ids.row(draft, row.get("vulnerability id", "vulnerability name"), true, row.position(), out);
    }
}
