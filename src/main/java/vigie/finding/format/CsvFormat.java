package vigie.finding.format;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import vigie.finding.Format;
import vigie.finding.Head;
import vigie.finding.Input;
import vigie.finding.MalformedReportException;
import vigie.finding.Out;
import vigie.finding.Table;

/** A table that one program writes. It is recognised by its headings, between which any others may stand, in any order. */
abstract class CsvFormat implements Format {

    private final String name;
    private final List<String[]> headings;

    /**
     * A format.
     *
     * @param headings groups of headings, in small letters without signs; a file with all of one group has the format
     */
    CsvFormat(String name, String[]... headings) {
        this.name = name;
        this.headings = List.of(headings);
    }

    static String[] headings(String... headings) {
        return headings;
    }

    /** Takes one row. */
    abstract void row(Table.Row row, Out out);

    @Override
    public final String name() {
        return name;
    }

    private Optional<Table> table(Head head) {
        return headings.stream().flatMap(one -> Table.with(head, one).stream()).findFirst();
    }

    @Override
    public final boolean recognises(Head head) {
        return !head.isJson() && table(head).isPresent();
    }

    @Override
    public final void read(Input in, Out out) throws IOException {
        Optional<Table> table = table(in.head());
        if (table.isEmpty()) {
            throw new MalformedReportException("the line of headings is missing");
        }
        table.get().read(in, out, row -> row(row, out));
    }
}
