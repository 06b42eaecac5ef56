package vigie.source;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import vigie.model.Observation;
import vigie.record.MalformedRecordException;

/**
 * A lenient CSV reader: fields may be missing, surplus or new, and a broken row does not affect other rows. Fields are
 * separated by commas, or by semicolons or tabs as Excel writes them where the comma is the decimal sign.
 */
final class Csv {

    /** A quoted field over more lines than this counts as an unclosed quote. */
    private static final int MOST_LINES = 30;

    private static final List<Character> SEPARATORS = List.of(',', ';', '\t');

    private final Lines lines;
    private final Consumer<? super Observation> out;
    private final Map<String, Integer> columns = new HashMap<>();
    private List<String> names = List.of();
    private Character separator = ',';
    private long count;

    /**
     * @param in the file, UTF-8
     * @param out receives broken rows
     */
    Csv(InputStream in, Consumer<? super Observation> out) {
        this.lines = new Lines(in);
        this.out = out;
    }

    /** Receives one row. */
    interface Rows {
        void row(Row row);
    }

    /** The comment lines, which begin with {@code #}, before the line of column names. */
    List<String> comments() throws IOException {
        List<String> comments = new ArrayList<>();
        Optional<Lines.Line> line = lines.next();
        for (; line.isPresent() && isBeforeHeader(clean(line.get())); line = lines.next()) {
            comments.add(clean(line.get()));
        }
        line.ifPresent(next -> lines.putBack(List.of(next)));
        return comments;
    }

    private static String clean(Lines.Line line) {
        return line.text().replace("\ufeff", "");
    }

    /** Excel begins some files with a line that names the separator. */
    private static boolean isBeforeHeader(String line) {
        return line.isBlank() || line.startsWith("#") || line.startsWith("sep=");
    }

    /** Reads the line of column names, whose case does not matter; fails if one of these is missing. */
    Csv header(String... needed) throws IOException {
        comments();
        String line = lines.next().map(Csv::clean).orElse("").replace("\"", "");
        separator = SEPARATORS.stream()
                .max(Comparator.comparingLong(
                        sign -> line.chars().filter(c -> c == sign).count()))
                .orElse(',');
        names = Stream.of(line.split(Pattern.quote(separator.toString())))
                .map(Csv::name)
                .toList();
        for (int i = 0; i < names.size(); i++) {
            columns.putIfAbsent(names.get(i), i);
        }
        for (String name : needed) {
            if (!columns.containsKey(name)) {
                throw new IOException("the file has no column '" + name + "'");
            }
        }
        return this;
    }

    /** Whether the file has a column of this name. */
    boolean has(String column) {
        return columns.containsKey(column);
    }

    /** Reads all rows; an exception of a row becomes an observation. Returns the number of good rows. */
    long each(Rows rows) throws IOException {
        long good = 0;
        for (Optional<Lines.Line> line = lines.next(); line.isPresent(); line = lines.next()) {
            Lines.Line first = line.get();
            if (!first.text().isBlank() && !first.text().startsWith("#")) {
                Optional<List<String>> fields = fields(first);
                if (fields.filter(this::isHeader).isPresent()) {
                    continue;
                }
                count++;
                good += Records.guard(
                                "line " + first.number(),
                                out,
                                () -> rows.row(new Row(fields.orElseThrow(() -> new MalformedRecordException(
                                        "broken CSV: a line is too long or a quote is out of place")))))
                        ? 1
                        : 0;
            }
        }
        return good;
    }

    /** Some files repeat the line of column names. */
    private boolean isHeader(List<String> fields) {
        return !names.isEmpty()
                && name(fields.get(0)).equals(names.get(0))
                && fields.stream().map(Csv::name).toList().equals(names);
    }

    private static String name(String column) {
        return column.strip().toLowerCase(Locale.ROOT);
    }

    /** How many rows were read, good and bad. */
    long rows() {
        return count;
    }

    /** Fails unless the last line ended in a line break: a file truncated within its last row would look complete. */
    void requireLastLineBreak() throws IOException {
        if (!lines.ended()) {
            throw new IOException("the file is cut: its last line has no end");
        }
    }

    /** The fields of a row, including the lines of its quoted fields; empty if they cannot be determined. */
    private Optional<List<String>> fields(Lines.Line first) throws IOException {
        if (!first.whole()) {
            return Optional.empty();
        }
        if (first.text().indexOf('"') < 0) {
            return Optional.of(split(first.text()));
        }
        StringBuilder text = new StringBuilder(first.text());
        List<Lines.Line> taken = new ArrayList<>();
        boolean open = unbalanced(first.text());
        while (open && taken.size() < MOST_LINES) {
            Optional<Lines.Line> more = lines.next();
            if (more.isEmpty()) {
                break;
            }
            taken.add(more.get());
            text.append('\n').append(more.get().text());
            open ^= unbalanced(more.get().text());
        }
        Optional<List<String>> fields = open ? Optional.empty() : parse(text.toString());
        if (fields.isEmpty()) {
            lines.putBack(taken);
        }
        return fields;
    }

    private List<String> split(String text) {
        List<String> fields = new ArrayList<>(names.size());
        int from = 0;
        for (int end = text.indexOf(separator); end >= 0; end = text.indexOf(separator, from)) {
            fields.add(text.substring(from, end));
            from = end + 1;
        }
        fields.add(text.substring(from));
        return fields;
    }

    private Optional<List<String>> parse(String row) throws IOException {
        try (CsvReader<CsvRecord> reader =
                CsvReader.builder().fieldSeparator(separator).ofCsvRecord(row)) {
            List<CsvRecord> records = reader.stream().toList();
            return records.size() == 1 ? Optional.of(records.get(0).getFields()) : Optional.empty();
        } catch (CsvParseException e) {
            return Optional.empty();
        }
    }

    private static boolean unbalanced(String text) {
        return text.chars().filter(c -> c == '"').count() % 2 == 1;
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

        /** The number below that column name, with a decimal point or comma; NumberFormatException where it is none. */
        double number(String column) {
            return Double.parseDouble(get(column).replace(',', '.'));
        }
    }
}
