package vigie.report;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import vigie.model.CveId;
import vigie.ssvc.Answer;
import vigie.ssvc.AssetClass;
import vigie.ssvc.Assets;
import vigie.ssvc.CvePoints;
import vigie.ssvc.Decision;
import vigie.ssvc.DecisionPoint;
import vigie.ssvc.Exchange;
import vigie.ssvc.SsvcWords;
import vigie.ssvc.Tree;
import vigie.text.CveIds;

/**
 * SSVC decisions as columns beside those of a CSV file that a person has: all columns and rows are kept, in their order. A row may
 * name an asset, and may answer decision points itself.
 */
public final class DecisionTable {

    private static final String PREFIX = "ssvc_";

    /**
     * A row.
     *
     * @param cells as they are
     * @param cve the first CVE that it names; empty if it names none
     * @param stated what it says besides
     */
    public record Row(List<String> cells, Optional<CveId> cve, Assets.Stated stated) {}

    private final List<String> head = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();
    private final Set<String> notUnderstood = new LinkedHashSet<>();

    private DecisionTable() {}

    /** A list of CVEs and nothing besides. */
    public static DecisionTable of(Iterable<CveId> cves) {
        DecisionTable table = new DecisionTable();
        table.head.add("cve");
        cves.forEach(
                cve -> table.rows.add(new Row(List.of(cve.toString()), Optional.of(cve), Assets.stated(Map.of()))));
        return table;
    }

    /**
     * Reads a CSV file with a heading, separated by commas, semicolons or tabs. Columns that this class writes are left out, so that its own output can be read again.
     *
     * @param text the file, decoded
     * @return empty if it is no CSV, or has no heading
     */
    public static Optional<DecisionTable> read(String text) {
        String plain = text.startsWith("\ufeff") ? text.substring(1) : text;
        String first = plain.lines().findFirst().orElse("");
        char separator =
                first.indexOf(',') >= 0 ? ',' : first.indexOf(';') >= 0 ? ';' : first.indexOf('\t') >= 0 ? '\t' : ',';
        DecisionTable table = new DecisionTable();
        List<Integer> kept = new ArrayList<>();
        try (CsvReader<CsvRecord> lines = CsvReader.builder()
                .fieldSeparator(separator)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(new StringReader(plain))) {
            for (CsvRecord line : lines) {
                if (kept.isEmpty()) {
                    IntStream.range(0, line.getFieldCount())
                            .filter(i -> !line.getField(i).startsWith(PREFIX))
                            .forEach(kept::add);
                    kept.forEach(i -> table.head.add(line.getField(i)));
                } else {
                    table.add(line, kept);
                }
            }
        } catch (CsvParseException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return table.head.isEmpty() ? Optional.empty() : Optional.of(table);
    }

    /** A row with more fields than there are headings keeps them. */
    private void add(CsvRecord line, List<Integer> kept) {
        List<String> cells = new ArrayList<>();
        Map<String, String> fields = new LinkedHashMap<>();
        for (int i = 0; i < kept.size(); i++) {
            String cell = kept.get(i) < line.getFieldCount() ? line.getField(kept.get(i)) : "";
            cells.add(cell);
            fields.putIfAbsent(head.get(i), cell);
        }
        Assets.Stated stated = Assets.stated(fields);
        notUnderstood.addAll(stated.notUnderstood());
        rows.add(new Row(cells, cve(cells), stated));
    }

    /** The column of identifiers comes first, else whatever cell begins with one. */
    private Optional<CveId> cve(List<String> cells) {
        for (int i = 0; i < cells.size(); i++) {
            if (head.get(i).toLowerCase(Locale.ROOT).contains("cve")) {
                Optional<CveId> named = CveIds.in(cells.get(i)).stream().findFirst();
                if (named.isPresent()) {
                    return named;
                }
            }
        }
        return cells.stream()
                .filter(cell -> cell.strip().regionMatches(true, 0, "CVE-", 0, 4))
                .flatMap(cell -> CveIds.in(cell).stream())
                .findFirst();
    }

    /** The rows. */
    public List<Row> rows() {
        return List.copyOf(rows);
    }

    /** The CVEs that rows name. */
    public Set<CveId> cves() {
        return rows.stream().flatMap(row -> row.cve().stream()).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Columns that would answer a decision point, with values that are none. */
    public Set<String> notUnderstood() {
        return Set.copyOf(notUnderstood);
    }

    /** The headings of {@link #cells}. */
    public List<String> head(Tree tree) {
        List<String> all = new ArrayList<>(head);
        all.addAll(List.of(
                PREFIX + "table", PREFIX + "decision", PREFIX + "outcomes", PREFIX + "due", PREFIX + "due_from"));
        tree.points().forEach(point -> {
            all.add(column(point));
            all.add(column(point) + "_basis");
        });
        all.add(PREFIX + "vector");
        return all;
    }

    private static String column(DecisionPoint point) {
        return PREFIX + point.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
    }

    /**
     * A row with its decision; without one where nothing is to be decided.
     *
     * @param points of the CVE of the row
     * @param asset what is known of its asset, with what the row itself says
     * @param decided empty where the row names no CVE, or one that is no reported vulnerability
     */
    public static List<Optional<?>> cells(
            Row row, Tree tree, Optional<Decision> decided, CvePoints points, AssetClass asset, Instant at) {
        List<Optional<?>> cells = new ArrayList<>();
        row.cells().forEach(cell -> cells.add(Optional.of(cell)));
        if (decided.isEmpty()) {
            int empty = 6 + 2 * tree.points().size();
            IntStream.range(0, empty).forEach(i -> cells.add(Optional.empty()));
            return cells;
        }
        Decision decision = decided.get();
        List<String> outcomes = new ArrayList<>(
                decision.outcomes().stream().map(DecisionPoint.Value::name).toList());
        java.util.Collections.reverse(outcomes);
        cells.add(Optional.of(tree.id()));
        cells.add(Optional.of(decision.worst().name()));
        cells.add(Optional.of(String.join("|", outcomes)));
        cells.add(decision.due().map(due -> due.day().toString()));
        cells.add(decision.due().map(due -> due.from().name().toLowerCase(Locale.ROOT)));
        for (DecisionPoint point : tree.points()) {
            Answer answer = decision.answers().get(point.point());
            cells.add(Optional.of(answer.values().stream()
                    .map(value -> point.value(value).orElseThrow().name())
                    .collect(Collectors.joining("|"))));
            cells.add(Optional.of(SsvcWords.basisName(answer)));
        }
        cells.add(Exchange.vector(points.points(), asset, at));
        return cells;
    }
}
