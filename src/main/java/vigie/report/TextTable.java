package vigie.report;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;
import java.util.Optional;

/** The table for a terminal: the columns that tell what to look at, one line a row. */
public final class TextTable implements TableWriter {

    private static final List<String> SHOWN = List.of(
            "anssi_published",
            "anssi_link",
            "cve",
            "cvss_score",
            "base_severity",
            "epss_score",
            "kev_date",
            "exploit_public_date",
            "anssi_title");
    private static final int[] WIDTHS = {10, 21, 16, 4, 8, 7, 10, 10, 0};

    private final PrintWriter out;
    private final int width;
    private boolean begun;

    /**
     * @param out takes the lines
     * @param width characters in a line, 80 or more
     */
    public TextTable(Writer out, int width) {
        this.out = new PrintWriter(out);
        this.width = Math.max(80, width);
    }

    @Override
    public void row(List<Optional<?>> cells) {
        if (!begun) {
            begun = true;
            line(List.of("published", "publication", "cve", "cvss", "severity", "epss", "kev", "exploit", "title"));
        }
        line(SHOWN.stream().map(column -> cell(cells, column)).toList());
    }

    private static String cell(List<Optional<?>> cells, String column) {
        Optional<?> value = cells.get(AlertTable.COLUMNS.indexOf(column));
        String text = value.map(v -> v instanceof Double number ? CsvTable.plain(number) : v.toString())
                .orElse("");
        return column.equals("anssi_link") ? text.replaceAll(".*/([^/]+)/$", "$1") : text;
    }

    private void line(List<String> fields) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < fields.size(); i++) {
            String field = fields.get(i);
            int wide = WIDTHS[i] == 0 ? Math.max(10, width - line.length()) : WIDTHS[i];
            line.append(cut(field, wide));
            if (i < fields.size() - 1) {
                line.append(" ".repeat(Math.max(0, wide - field.length()) + 2));
            }
        }
        out.println(line.toString().stripTrailing());
    }

    private static String cut(String text, int width) {
        return text.length() <= width ? text : text.substring(0, width - 1) + "…";
    }

    @Override
    public void close() {
        out.close();
    }
}
