package vigie.finding.format;

import java.util.Locale;
import java.util.Set;
import vigie.finding.Component;
import vigie.finding.Finding;
import vigie.finding.Out;
import vigie.finding.Suppression;
import vigie.finding.Table;

/**
 * Tables of Wiz: vulnerability findings, and issues. Source: "Vulnerability findings" and "Issues" of Wiz' reports.
 *
 * <p>A row of vulnerability findings is a finding by its {@code Name}; one that is resolved, ignored or rejected is suppressed. A row
 * of issues is a rule that was broken: it names no vulnerability.
 */
final class WizCsv extends CsvFormat {

    private static final Set<String> CLOSED = Set.of("resolved", "ignored", "rejected");

    WizCsv() {
        super(
                "wiz-csv",
                headings("wizurl", "name", "detailedname", "assetname"),
                headings("title", "resource type", "issue id", "control id"));
    }

    @Override
    void row(Table.Row row, Out out) {
        if (!row.get("issue id").isEmpty()) {
            out.other();
            return;
        }
        Finding.Draft draft = new Finding.Draft()
                .asset(row.get("assetname", "provideruniqueid"))
                .component(new Component(
                        row.get("detailedname"),
                        row.get("version"),
                        "",
                        row.get("detectionmethod"),
                        row.get("locationpath")))
                .fixed(row.get("fixedversion"))
                .severity(row.get("vendorseverity", "cvssseverity", "severity"))
                .cvss(row.get("score", "cvssscore"))
                .firstSeen(Days.of(row.get("firstdetected")));
        String status = row.get("findingstatus").toLowerCase(Locale.ROOT);
        if (CLOSED.contains(status)) {
            draft.suppressed(Suppression.inReport(status, row.get("resolutionreason")));
        }
        Ids.row(draft, row.get("name"), true, row.position(), out);
    }
}
