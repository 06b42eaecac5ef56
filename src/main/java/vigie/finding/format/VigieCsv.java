package vigie.finding.format;

import java.util.List;
import vigie.finding.Finding;
import vigie.finding.Out;
import vigie.finding.Table;
import vigie.text.PlainText;

/** The list that {@code vigie prioritise} writes as CSV: what the scanners said is read, the rest is decided again. */
final class VigieCsv extends CsvFormat {

    VigieCsv() {
        super(
                "vigie-csv",
                headings("rank", "decision", "decision at best", "due counted from", "id", "asset", "package"));
    }

    @Override
    void row(Table.Row row, Out out) {
        out.finding(
                new Finding.Draft()
                        .id(get(row, "id"))
                        .aliases(List.of(get(row, "aliases").split(" ")))
                        .asset(get(row, "asset"))
                        .component(get(row, "package"), get(row, "version"))
                        .fixed(get(row, "fixed version"))
                        .path(get(row, "path"))
                        .purl(get(row, "purl"))
                        .severity(get(row, "scanner severity"))
                        .cvss(get(row, "scanner cvss score"))
                        .firstSeen(Days.of(get(row, "first seen"))),
                row.position());
    }

    /** Without the apostrophe that keeps spreadsheets from taking the text for a formula. */
    private static String get(Table.Row row, String heading) {
        String cell = row.get(heading);
        String rest = cell.isEmpty() ? cell : cell.substring(1);
        return !cell.equals(rest) && cell.equals(PlainText.cell(rest)) ? rest : cell;
    }
}
