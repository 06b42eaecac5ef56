package vigie.source;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import vigie.model.Observation;

/** Reads other people's CSV, leniently: fields may be missing, surplus or new, and a broken row costs itself only. */
final class Csv {

    /** A quoted text over more lines than this is a quote that was never closed. */
    private static final int MOST_LINES = 30;

    private static final int LONGEST_LINE = 1 << 20;

    private final BufferedReader in;
    private final Consumer<? super Observation> out;
    private final Map<String, Integer> columns = new HashMap<>();
    private final Deque<String> ahead = new ArrayDeque<>();
    private long line;

    /**
     * @param in the file, UTF-8
     * @param out told of rows that are broken
     */
    Csv(InputStream in, Consumer<? super Observation> out) {
        this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8), 1 << 16);
        this.out = out;
    }

    /** Takes one row. */
    interface Rows {
        void row(Row row);
    }

    /** The first line as it is, for files that begin with a line of another kind. */
    String firstLine() throws IOException {
        String text = next();
        return text == null ? "" : text.replace("\ufeff", "");
    }

    /** Reads the line of column names; fails if one of these is missing. */
    Csv header(String... needed) throws IOException {
        List<String> names = List.of(firstLine().replace("\"", "").split(","));
        for (int i = 0; i < names.size(); i++) {
            columns.putIfAbsent(names.get(i).strip(), i);
        }
        for (String name : needed) {
            if (!columns.containsKey(name)) {
                throw new IOException("the file has no column '" + name + "'");
            }
        }
        return this;
    }

    /** Reads all rows; what a row throws becomes an observation. */
    void each(Rows rows) throws IOException {
        for (String text = next(); text != null; text = next()) {
            String first = text;
            long number = line;
            if (!text.isBlank() && !text.startsWith("#")) {
                Records.guard("line " + number, out, () -> rows.row(new Row(fields(first))));
            }
        }
    }

    private List<String> fields(String text) {
        if (text.indexOf('"') < 0) {
            return List.of(text.split(",", -1));
        }
        try {
            CsvRecord record =
                    CsvReader.builder().ofCsvRecord(whole(text)).iterator().next();
            return record.getFields();
        } catch (CsvParseException e) {
            throw new Malformed("broken CSV: " + Records.shorten(e.getMessage()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The row with the lines that its quoted texts go on over. */
    private String whole(String first) throws IOException {
        StringBuilder text = new StringBuilder(first);
        Deque<String> taken = new ArrayDeque<>();
        boolean open = unbalanced(first);
        while (open) {
            String more = taken.size() < MOST_LINES ? next() : null;
            if (more == null) {
                taken.descendingIterator().forEachRemaining(ahead::addFirst);
                line -= taken.size();
                throw new Malformed("a quote is not closed");
            }
            taken.addLast(more);
            text.append('\n').append(more);
            open ^= unbalanced(more);
        }
        return text.toString();
    }

    private static boolean unbalanced(String text) {
        return text.chars().filter(c -> c == '"').count() % 2 == 1;
    }

    private String next() throws IOException {
        line++;
        if (!ahead.isEmpty()) {
            return ahead.removeFirst();
        }
        StringBuilder text = new StringBuilder();
        int c = in.read();
        if (c < 0) {
            line--;
            return null;
        }
        for (; c >= 0 && c != '\n'; c = in.read()) {
            if (text.length() < LONGEST_LINE) {
                text.append((char) c);
            }
        }
        int end = text.length();
        return end > 0 && text.charAt(end - 1) == '\r' ? text.substring(0, end - 1) : text.toString();
    }

    /** One row. */
    final class Row {

        private final List<String> fields;

        private Row(List<String> fields) {
            this.fields = fields;
        }

        /** The field below that column name, empty where the row has none. */
        String get(String column) {
            int at = columns.getOrDefault(column, Integer.MAX_VALUE);
            return at < fields.size() ? fields.get(at).strip() : "";
        }
    }
}
