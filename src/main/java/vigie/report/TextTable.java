package vigie.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vigie.explain.Standing;
import vigie.model.DateOrigin;
import vigie.text.Figures;
import vigie.text.Messages;
import vigie.text.PlainText;
import vigie.text.Sheet;

/** The table for a terminal: the columns that tell what to look at, one line a row. */
public final class TextTable implements TableWriter {

    private static final String TITLE = "anssi_title";
    private static final int SHORTEST_TITLE = 12;

    /** A column, and how many characters it takes. */
    private record Column(String name, int width) {}

    private static final List<Column> SHOWN = List.of(
            new Column("anssi_published", 10),
            new Column("anssi_link", 20),
            new Column("cve", 16),
            new Column("vigie_percentile", 9),
            new Column("cvss_score", 4),
            new Column("base_severity", 8),
            new Column("epss_score", 7),
            new Column("kev_date", 10),
            new Column("exploit_public_date", 11));

    /** What a narrow terminal does without, the first first. */
    private static final List<String> DISPENSABLE = List.of("exploit_public_date", "base_severity", "anssi_published");

    private final Writer out;
    private final Messages messages;
    private final Standing standing;
    private final List<Column> columns = new ArrayList<>(SHOWN);
    private boolean begun;
    private boolean disputed;

    /**
     * @param out takes the lines
     * @param messages the user's language
     * @param width characters in a line, 80 or more
     */
    public TextTable(Writer out, Messages messages, int width) {
        this.out = out;
        this.messages = messages;
        this.standing = new Standing(messages);
        int wide = Math.max(80, width);
        for (String name : DISPENSABLE) {
            if (taken() + SHORTEST_TITLE > wide) {
                columns.removeIf(column -> column.name().equals(name));
            }
        }
        columns.add(new Column(TITLE, wide - taken()));
    }

    private int taken() {
        return columns.stream().mapToInt(column -> column.width() + 2).sum();
    }

    @Override
    public void row(List<Optional<?>> cells) {
        if (!begun) {
            begun = true;
            line(columns.stream()
                    .map(column -> messages.get("table.head." + column.name()))
                    .toList());
        }
        line(columns.stream().map(column -> cell(cells, column.name())).toList());
    }

    private String cell(List<Optional<?>> cells, String column) {
        Optional<?> value = cells.get(AlertTable.COLUMNS.indexOf(column));
        String text = value.map(v -> v instanceof Double number ? decimal(number) : v.toString())
                .orElse("");
        if (column.equals("vigie_percentile")) {
            boolean exploited = cells.get(AlertTable.COLUMNS.indexOf("known_exploited_since"))
                    .isPresent();
            return standing.first(exploited, value.map(Double.class::cast)).orElse("");
        }
        if (text.isEmpty()) {
            return "";
        }
        return switch (column) {
            case "anssi_link" -> text.replaceAll(".*/([^/]+)/$", "$1");
            case "base_severity" -> messages.get("sheet.severity." + text);
            // "Before" takes the place of one character.
            case "exploit_public_date" -> before(cells) ? "<" + text : text;
            case "cve" -> PlainText.safe(text) + mark(cells);
            default -> PlainText.safe(text);
        };
    }

    /** What stands after a disputed CVE; a line at the end says what it means. */
    private String mark(List<Optional<?>> cells) {
        boolean marked = cells.get(AlertTable.COLUMNS.indexOf("disputed")).isPresent();
        disputed |= marked;
        return marked ? "*" : "";
    }

    /** The number as it is, with the decimal sign of the user's language. */
    private String decimal(double number) {
        String sign = String.valueOf(
                DecimalFormatSymbols.getInstance(messages.locale()).getDecimalSeparator());
        return Figures.exact(number).replace(".", sign);
    }

    private static boolean before(List<Optional<?>> cells) {
        return cells.get(AlertTable.COLUMNS.indexOf("exploit_public_date_origin"))
                .filter(origin -> origin.equals(DateOrigin.BEFORE.toString()))
                .isPresent();
    }

    private void line(List<String> fields) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < fields.size(); i++) {
            int width = columns.get(i).width();
            // A mark takes the place of one of the two spaces between columns.
            String field =
                    Sheet.shorten(fields.get(i), width + (columns.get(i).name().equals("cve") ? 1 : 0));
            line.append(field).append(" ".repeat(width - field.length() + 2));
        }
        try {
            out.write(line.toString().stripTrailing());
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            if (disputed) {
                out.write("* " + messages.get("table.disputed") + "\n");
            }
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
