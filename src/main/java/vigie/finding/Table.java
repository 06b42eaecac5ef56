package vigie.finding;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import vigie.text.SearchWords;

/**
 * A table in a text file: cells between commas, semicolons, tabs or bars, quoted or not, over any number of lines.
 *
 * <p>The cells are split here and not by a library for what is broken: after a quote that nobody closed, a library goes on to the end
 * of the file, and all rows are one cell. Here the row with the quote is refused, and the next line begins a row.
 */
public final class Table {

    /** What may stand between cells, the usual first. */
    public static final List<Character> SEPARATORS = List.of(',', ';', '\t', '|');

    /** A quoted cell over more lines than this counts as one that nobody closed. */
    private static final int MOST_LINES = 20_000;

    private static final int LONGEST_ROW = 4 << 20;

    /** What is neither letter nor digit, of any script, and the raised letters of abbreviations. */
    private static final Pattern SIGNS = Pattern.compile("(?:[^\\p{L}\\p{N}]|[\u00ba\u00aa])+");

    /** Records that may stand above the headings. */
    private static final int MOST_ABOVE = 60;

    private final char separator;
    private final int above;
    private final List<String> written;
    private final List<String> headings;
    private final Map<String, Integer> columns = new HashMap<>();

    /**
     * A table of a known form.
     *
     * @param separator what stands between cells
     * @param above records before the first row: the headings, and what stands above them
     * @param written the headings as written; empty if there are none
     */
    public Table(char separator, int above, List<String> written) {
        this.separator = separator;
        this.above = above;
        this.written = List.copyOf(written);
        this.headings = written.stream().map(Table::plain).toList();
        for (int i = 0; i < headings.size(); i++) {
            columns.putIfAbsent(headings.get(i), i);
        }
    }

    /** The headings, in small letters without accents and signs. */
    public List<String> headings() {
        return headings;
    }

    /** One record. */
    public final class Row {

        private final List<String> cells;
        private final Position position;

        private Row(List<String> cells, long line) {
            this.cells = cells;
            this.position = Position.line(line);
        }

        /** The first cell with content under one of these headings, trimmed; empty if there is none. */
        public String get(String... names) {
            for (String name : names) {
                Integer at = columns.get(name);
                if (at != null && !cell(at).isEmpty()) {
                    return cell(at);
                }
            }
            return "";
        }

        /** The cell of that column, trimmed; empty if the row is shorter. */
        public String cell(int column) {
            return column < cells.size() ? cells.get(column).strip() : "";
        }

        /** All cells as written. */
        public List<String> cells() {
            return cells;
        }

        /** The line on which it begins. */
        public Position position() {
            return position;
        }
    }

    /** A heading as headings are compared: in small letters, without accents and signs. */
    public static String plain(String heading) {
        return SIGNS.matcher(SearchWords.plain(heading)).replaceAll(" ").strip();
    }

    /** The table with all these headings, in whatever order and between whatever others; empty if the file begins with none. */
    public static Optional<Table> with(Head head, String... wanted) {
        for (char separator : SEPARATORS) {
            List<List<String>> records = beginning(head, separator, MOST_ABOVE);
            for (int i = 0; i < records.size(); i++) {
                if (records.get(i).size() >= wanted.length) {
                    List<String> headings =
                            records.get(i).stream().map(Table::plain).toList();
                    if (headings.containsAll(List.of(wanted))) {
                        return Optional.of(new Table(separator, i + 1, records.get(i)));
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** The first records of a file, as far as they are complete. */
    public static List<List<String>> beginning(Head head, char separator, int most) {
        List<List<String>> records = new ArrayList<>();
        try (TextLines lines = new TextLines(new StringReader(head.text()))) {
            new Reading(lines, separator)
                    .records(record -> records.add(record.cells), broken -> {}, () -> records.size() < most);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!head.whole() && !records.isEmpty() && records.size() < most) {
            records.remove(records.size() - 1);
        }
        return records;
    }

    /** Reads the rows below the headings. One that repeats them is passed over; one that is broken is refused. */
    public void read(Input in, Out out, Consumer<Row> each) throws IOException {
        int[] count = {0};
        try (TextLines lines = new TextLines(in.text())) {
            new Reading(lines, separator)
                    .records(
                            record -> {
                                boolean row = count[0]++ >= above && !record.cells.equals(written);
                                if (row && record.filled()) {
                                    each.accept(new Row(record.cells, record.line));
                                }
                            },
                            broken -> {
                                count[0]++;
                                out.refused(Position.line(broken.line), broken.reason);
                            },
                            () -> true);
        }
    }

    private record Record(long line, List<String> cells) {

        /** A loop, as there are millions of rows. */
        boolean filled() {
            for (String cell : cells) {
                if (!cell.isBlank()) {
                    return true;
                }
            }
            return false;
        }
    }

    private record Broken(long line, String reason) {}

    private interface Going {
        boolean on();
    }

    /** Puts lines together to records. */
    private static final class Reading {

        private final TextLines lines;
        private final char separator;
        private List<String> cells = List.of();
        private final StringBuilder cell = new StringBuilder();
        private boolean open;
        private boolean misplaced;

        Reading(TextLines lines, char separator) {
            this.lines = lines;
            this.separator = separator;
        }

        void records(Consumer<Record> each, Consumer<Broken> broken, Going going) throws IOException {
            for (Optional<TextLines.Line> next = lines.next();
                    next.isPresent();
                    next = going.on() ? lines.next() : Optional.empty()) {
                TextLines.Line line = next.get();
                if (!line.whole()) {
                    broken.accept(new Broken(line.number(), "a line is too long"));
                    rest(line.number());
                } else if (!line.text().isBlank()
                        && !(line.number() == 1 && line.text().startsWith("sep="))) {
                    record(line, each, broken);
                }
            }
        }

        private void rest(long number) throws IOException {
            for (Optional<TextLines.Line> next = lines.next(); next.isPresent(); next = lines.next()) {
                if (next.get().number() != number) {
                    lines.putBack(List.of(next.get()));
                    return;
                }
            }
        }

        private void record(TextLines.Line first, Consumer<Record> each, Consumer<Broken> broken) throws IOException {
            cells = new ArrayList<>(Math.max(4, cells.size()));
            cell.setLength(0);
            open = false;
            misplaced = false;
            feed(first.text());
            if (!open) {
                each.accept(new Record(first.number(), cells));
                return;
            }
            List<TextLines.Line> taken = new ArrayList<>();
            long length = first.text().length();
            while (open && !misplaced && taken.size() < MOST_LINES && length < LONGEST_ROW) {
                Optional<TextLines.Line> more = lines.next();
                if (more.isEmpty()) {
                    break;
                }
                taken.add(more.get());
                length += more.get().text().length();
                cell.append('\n');
                feed(more.get().text());
                if (!more.get().whole()) {
                    break;
                }
            }
            if (open || misplaced) {
                lines.putBack(taken);
                broken.accept(new Broken(first.number(), "a quote is not closed"));
            } else {
                each.accept(new Record(first.number(), cells));
            }
        }

        /**
         * Adds a line to the record. A quote within an unquoted cell is a character of it; what stands behind the closing quote of
         * a cell belongs to the cell, as programs write it that do not double quotes, but in a record of several lines it tells that
         * an earlier quote was never closed.
         */
        private void feed(String line) {
            int at = 0;
            if (!open && line.indexOf('"') < 0) {
                for (int end = line.indexOf(separator); end >= 0; end = line.indexOf(separator, at)) {
                    cells.add(line.substring(at, end));
                    at = end + 1;
                }
                cells.add(line.substring(at));
                return;
            }
            while (true) {
                if (!open && cell.isEmpty() && at < line.length() && line.charAt(at) == '"') {
                    open = true;
                    at++;
                }
                if (open) {
                    at = quoted(line, at);
                    if (open) {
                        return;
                    }
                }
                int end = line.indexOf(separator, at);
                String rest = line.substring(at, end < 0 ? line.length() : end);
                misplaced = misplaced || !cell.isEmpty() && !rest.isBlank();
                cell.append(rest.isBlank() ? "" : rest);
                cells.add(cell.toString());
                cell.setLength(0);
                if (end < 0) {
                    return;
                }
                at = end + 1;
            }
        }

        /** Takes a quoted cell up to behind its closing quote, or to the end of the line. */
        private int quoted(String line, int from) {
            int at = from;
            while (true) {
                int quote = line.indexOf('"', at);
                if (quote < 0) {
                    cell.append(line, at, line.length());
                    return line.length();
                }
                cell.append(line, at, quote);
                if (quote + 1 < line.length() && line.charAt(quote + 1) == '"') {
                    cell.append('"');
                    at = quote + 2;
                } else {
                    open = false;
                    return quote + 1;
                }
            }
        }
    }
}
