package vigie.report;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import vigie.text.Figures;
import vigie.text.PlainText;

/**
 * The table as CSV (RFC 4180). A text that a spreadsheet would take for a formula gets an apostrophe before it (OWASP,
 * CSV injection).
 */
public final class CsvTable implements TableWriter {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** A spreadsheet's cell holds 32,767 characters; what is longer would spill over the rows below. */
    private static final int EXCEL_CELL = 32_000;

    /** Numbers whose text is kept: those of one CVE stand in many rows, and working them out takes longer than all else. */
    private static final int KEPT = 100_000;

    private final CsvWriter csv;
    private final boolean excel;
    private final Map<Double, String> numbers = new HashMap<>();

    /**
     * @param out takes the file
     * @param excel whether to write for French and German Excel: semicolons, decimal commas and a byte-order mark
     */
    public CsvTable(Writer out, boolean excel) {
        this(out, excel, AlertTable.COLUMNS);
    }

    /** As above, for a table of other columns. */
    public CsvTable(Writer out, boolean excel, List<String> columns) {
        this.excel = excel;
        try {
            if (excel) {
                out.write('\ufeff');
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        csv = CsvWriter.builder()
                .fieldSeparator(excel ? ';' : ',')
                .lineDelimiter(LineDelimiter.CRLF)
                .build(out);
        csv.writeRecord(columns);
    }

    @Override
    public void row(List<Optional<?>> cells) {
        List<String> fields = new ArrayList<>(cells.size());
        for (Optional<?> cell : cells) {
            String field = cell.isPresent() ? field(cell.get()) : "";
            fields.add(excel && field.length() > EXCEL_CELL ? field.substring(0, EXCEL_CELL) + "…" : field);
        }
        csv.writeRecord(fields);
    }

    /** Where semicolons separate, Excel takes 9.8 for a text or for the 9th of August: the decimal sign is a comma. */
    private String field(Object value) {
        if (value instanceof Double number) {
            String known = numbers.get(number);
            if (known == null) {
                String exact = Figures.exact(number);
                known = excel ? exact.replace('.', ',') : exact;
                if (numbers.size() < KEPT) {
                    numbers.put(number, known);
                }
            }
            return known;
        }
        if (value instanceof Integer || value instanceof Long || value instanceof Boolean) {
            return PlainText.cell(value.toString());
        }
        return value instanceof String text ? PlainText.cell(text) : PlainText.cell(JSON.writeValueAsString(value));
    }

    @Override
    public void close() {
        try {
            csv.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
