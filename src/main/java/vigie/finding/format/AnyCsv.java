package vigie.finding.format;

import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import vigie.finding.Component;
import vigie.finding.Finding;
import vigie.finding.Format;
import vigie.finding.Head;
import vigie.finding.Input;
import vigie.finding.MalformedReportException;
import vigie.finding.Out;
import vigie.finding.Table;
import vigie.text.CveIds;

/**
 * Any table with a column of CVE identifiers, as people make and export them. There is no documentation of it: separator, encoding
 * and headings are found out.
 *
 * <p>The column is the one under a heading that means a vulnerability, else the one whose cells consist of identifiers and nothing
 * else, so that a description that mentions one is not it. Each row is a finding with all identifiers of its cell. The other
 * columns are understood where their headings are known words, see {@link Headings}.
 * A column of states suppresses nothing: what "closed" or "accepted" means there, nobody has written down. Cells that are formulas
 * are text. A table of findings, by its headings, without such a column is read, too: its rows name no vulnerability, whatever their
 * texts mention.
 */
final class AnyCsv implements Format {

    private static final int LOOKED_AT = 300;

    /** Encodings of office programs before Unicode, in which headings of the languages of {@link Headings} are written. */
    private static final List<String> OLDER =
            List.of("windows-1250", "windows-1251", "windows-1254", "windows-31j", "GB18030", "x-windows-949");

    private static final Pattern FIXED_IN = Pattern.compile("(?i)fixed in:? (.+)");

    /** Words up to this length between identifiers say nothing: "and", "und". */
    private static final int LONGEST_FILLER = 3;

    /** Headings of a table of findings that have to be known words, if none means a vulnerability. */
    private static final int LEAST_KNOWN = 4;

    /**
     * What was found out of a table.
     *
     * @param id number of the column of identifiers; -1 if it has none
     * @param columns numbers of the columns by their meaning
     */
    private record Found(Table table, int id, Map<String, List<Integer>> columns) {

        /** How many of its headings are known words. */
        private long known() {
            return table.headings().stream()
                    .filter(heading -> !Headings.meaning(heading).isEmpty())
                    .count();
        }

        private String get(Table.Row row, String meaning) {
            for (int column : columns.getOrDefault(meaning, List.of())) {
                if (!row.cell(column).isEmpty()) {
                    return row.cell(column);
                }
            }
            return "";
        }
    }

    @Override
    public String name() {
        return "csv";
    }

    @Override
    public boolean recognises(Head head) {
        return !head.isJson() && head.xmlRoot().isEmpty() && find(decoded(head)).isPresent();
    }

    /** The beginning in the encoding in which most of its headings are known words, the first one of equals. */
    private static Head decoded(Head head) {
        Head best = head;
        long most = head.older() ? find(head).map(Found::known).orElse(0L) : Long.MAX_VALUE;
        for (String name : OLDER) {
            Optional<Head> other = most < Long.MAX_VALUE && Charset.isSupported(name)
                    ? head.in(Charset.forName(name))
                    : Optional.empty();
            long known = other.flatMap(AnyCsv::find).map(Found::known).orElse(0L);
            if (known > most) {
                most = known;
                best = other.get();
            }
        }
        return best;
    }

    private static Optional<Found> find(Head head) {
        Optional<Found> best = Optional.empty();
        Optional<Found> without = Optional.empty();
        long most = 0;
        for (char separator : Table.SEPARATORS) {
            List<List<String>> records = Table.beginning(head, separator, LOOKED_AT);
            int width = width(records);
            long alike =
                    records.stream().filter(record -> record.size() == width).count();
            if (width >= 2 && alike * 5 >= records.size() * 3L && alike * width > most) {
                Optional<Found> found = find(records, separator, width);
                if (found.isPresent()) {
                    best = found;
                    most = alike * width;
                } else {
                    without = without.or(() -> withoutIds(records, separator, width));
                }
            }
        }
        return best.isPresent() ? best : without;
    }

    /** A table of findings, by its headings, of which none means a vulnerability. */
    private static Optional<Found> withoutIds(List<List<String>> records, char separator, int width) {
        for (int i = 0; i < records.size(); i++) {
            List<String> headings = records.get(i).stream().map(Table::plain).toList();
            long known = headings.stream()
                    .filter(heading -> !Headings.meaning(heading).isEmpty())
                    .count();
            boolean severity = headings.stream()
                    .anyMatch(heading -> Headings.meaning(heading).equals("severity"));
            if (headings.size() == width && severity && known >= LEAST_KNOWN) {
                return Optional.of(new Found(new Table(separator, i + 1, records.get(i)), -1, Map.of()));
            }
        }
        return Optional.empty();
    }

    /** The number of cells that most records have. */
    private static int width(List<List<String>> records) {
        Map<Integer, Integer> counts = new HashMap<>();
        records.forEach(record -> counts.merge(record.size(), 1, Integer::sum));
        return counts.entrySet().stream()
                .max(Map.Entry.<Integer, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .orElse(0);
    }

    private static Optional<Found> find(List<List<String>> records, char separator, int width) {
        int above = headings(records, width);
        boolean headed = above >= 0;
        List<List<String>> rows = records.subList(above + 1, records.size());
        Table table = new Table(separator, above + 1, headed ? records.get(above) : List.of());
        int column = -1;
        long most = 0;
        for (int i = 0; i < width; i++) {
            String heading = headed ? table.headings().get(i) : "";
            String meaning = Headings.meaning(heading);
            long weight = weight(rows, i, meaning.equals(Headings.ID), !meaning.isEmpty());
            if (weight > most) {
                most = weight;
                column = i;
            }
        }
        if (column < 0) {
            return Optional.empty();
        }
        Map<String, List<Integer>> columns = new HashMap<>();
        for (int i = 0; i < table.headings().size(); i++) {
            columns.computeIfAbsent(Headings.meaning(table.headings().get(i)), key -> new ArrayList<>())
                    .add(i);
        }
        // Beside each other stand scores of several versions of CVSS.
        for (String scored : List.of("cvss", "vector")) {
            if (columns.containsKey(scored)) {
                columns.get(scored)
                        .sort(Comparator.comparing(
                                at -> -Headings.version(table.headings().get(at))));
            }
        }
        return Optional.of(new Found(table, column, columns));
    }

    /** Of the records above the first identifier the one with most known words, then most cells; -1 if there is none. */
    private static int headings(List<List<String>> records, int width) {
        int best = -1;
        long most = -1;
        for (int i = 0; i < records.size(); i++) {
            List<String> record = records.get(i);
            if (record.stream().anyMatch(cell -> !CveIds.in(cell).isEmpty())) {
                return best;
            }
            long known = record.stream()
                    .filter(cell -> !Headings.meaning(Table.plain(cell)).isEmpty())
                    .count();
            long filled = record.stream().filter(cell -> !cell.isBlank()).count();
            if (record.size() == width && known * LOOKED_AT + filled > most) {
                most = known * LOOKED_AT + filled;
                best = i;
            }
        }
        return best;
    }

    /**
     * How much a column is that of the identifiers; 0 if it is not.
     *
     * @param headed whether its heading means a vulnerability
     * @param other whether its heading means something else
     */
    private static long weight(List<List<String>> rows, int column, boolean headed, boolean other) {
        long filled = 0;
        long with = 0;
        long pure = 0;
        for (List<String> row : rows) {
            String cell = column < row.size() ? row.get(column) : "";
            if (!cell.isBlank()) {
                filled++;
                if (!Ids.of(cell).isEmpty() && !CveIds.in(cell).isEmpty()) {
                    with++;
                    pure += pure(cell, headed || !other) ? 1 : 0;
                }
            }
        }
        if (headed && (with * 2 >= filled || rows.isEmpty())) {
            return 2 + 2L * LOOKED_AT + pure * 2 + with;
        }
        return pure * 2 >= filled ? pure * 2 : 0;
    }

    /**
     * Whether a cell holds identifiers and what people put around them, but no sentence.
     *
     * @param around whether anything may stand around them, which under a heading of another meaning is a text
     */
    private static boolean pure(String cell, boolean around) {
        String rest = CveIds.without(cell.replaceAll("[|&+\\[\\]()\"'=]", " "));
        return Stream.of(rest.split("[\\s,;]+"))
                        .filter(word -> word.length() > (around ? LONGEST_FILLER : 0))
                        .count()
                <= (around ? 1 : 0);
    }

    @Override
    public void read(Input in, Out out) throws IOException {
        Head head = decoded(in.head());
        Optional<Found> found = find(head);
        if (found.isEmpty()) {
            throw new MalformedReportException("no column of it holds identifiers of vulnerabilities");
        }
        found.get().table().read(in.with(head), out, row -> row(row, found.get(), out));
    }

    private static void row(Table.Row row, Found found, Out out) {
        if (found.id() < 0) {
            out.other();
            return;
        }
        String asset = found.get(row, "asset");
        Finding.Draft draft = new Finding.Draft()
                // A machine has several addresses; one is enough to know it by.
                .asset(asset.isEmpty() ? found.get(row, "address").split("[,;\\s]+", 2)[0] : asset)
                .component(new Component(
                        found.get(row, "name"),
                        found.get(row, "version"),
                        found.get(row, "purl"),
                        "",
                        found.get(row, "path")))
                .fixed(fixed(row, found))
                .severity(found.get(row, "severity"))
                .cvss(found.get(row, "cvss"))
                .vector(found.get(row, "vector"))
                .firstSeen(Days.unambiguous(found.get(row, "first")));
        Ids.row(draft, row.cell(found.id()), false, row.position(), out);
    }

    /** Of a status of fixes, as Prisma Cloud has it, the version: {@code fixed in 1.2.3}. */
    private static String fixed(Table.Row row, Found found) {
        String fixed = found.get(row, "fixed");
        String status = fixed.isEmpty() ? found.get(row, "fix status") : "";
        if (status.isEmpty()) {
            return fixed;
        }
        Matcher said = FIXED_IN.matcher(status);
        return said.matches() ? said.group(1) : "";
    }
}
