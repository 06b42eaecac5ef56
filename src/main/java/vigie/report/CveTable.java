package vigie.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import vigie.facts.CveLine;
import vigie.facts.Lookup;
import vigie.ssvc.DecisionPoint;

/** Lists of CVEs as the columns of a file: what a page can export, and the answer to a list of identifiers. */
public final class CveTable {

    /** The column of the SSVC decision, which lines have only if they are asked for it. */
    public static final String DECISION = "ssvc";

    /** All columns but the identifier, by the names that pages use, in their order. */
    public static final List<String> ALL = List.of(
            "headline",
            "vendor",
            "product",
            "score",
            "band",
            "epss",
            "cvss",
            "severity",
            "kev",
            "exploit",
            "cwe",
            DECISION,
            "published",
            "state");

    /** The columns of the answer to a list of identifiers: those that cost no reading of records. */
    private static final List<String> LOOKUP =
            ALL.stream().filter(column -> !column.equals(DECISION)).toList();

    private static final List<String> DAYS = List.of("kev", "exploit", "published");

    private static final int NAMES = 3;

    private CveTable() {}

    /** The column's name in a file, the same as in answers of the API. */
    public static String name(String column) {
        return switch (column) {
            case "headline" -> "title";
            case "vendor" -> "vendors";
            case "product" -> "products";
            case "epss" -> "epss_score";
            case "band" -> "score_band";
            case "cvss" -> "cvss_score";
            case "severity" -> "base_severity";
            case "kev" -> "known_exploited_since";
            case DECISION -> "ssvc_decision";
            case "exploit" -> "exploit_public_date";
            case "kev_origin" -> "known_exploited_since_origin";
            case "exploit_origin" -> "exploit_public_date_origin";
            default -> column;
        };
    }

    /** What stands in a column of a file: a text, a number, or a list of texts; empty where there is nothing. */
    public static Optional<?> cell(CveLine line, String column) {
        return switch (column) {
            case "headline" -> some(CveLine.unmarked(line.headline()));
            case "disputed" -> Optional.of(line.disputed());
            case "vendor" -> some(first(line.vendors()));
            case "product" -> some(first(line.products()));
            case "score" -> line.score();
            case "band" -> line.band().map(Object::toString);
            case "epss" -> line.epss();
            case "cvss" -> line.cvss();
            case "severity" -> line.severity().map(Object::toString);
            case "kev" -> line.exploited().map(known -> known.day().toString());
            case "exploit" -> line.exploit().map(known -> known.day().toString());
            case "kev_origin" -> line.exploited().map(known -> known.origin().toString());
            case "exploit_origin" -> line.exploit().map(known -> known.origin().toString());
            case "published_origin" ->
                line.published().map(known -> known.origin().toString());
            case "cwe" -> line.cwe();
            case "published" -> line.published().map(known -> known.day().toString());
            case DECISION -> line.decision().map(decision -> decision.worst().name());
            case "ssvc_outcomes" ->
                line.decision()
                        .map(decision -> decision.outcomes().stream()
                                .map(DecisionPoint.Value::name)
                                .toList());
            case "state" -> line.state().map(Object::toString);
            default -> Optional.empty();
        };
    }

    /** Whether there is nothing in a column for a CVE. */
    public static boolean blank(CveLine line, String column) {
        return cell(line, column).isEmpty();
    }

    /** As many names of vendors or products as a cell has room for. */
    public static List<String> first(List<String> names) {
        return names.subList(0, Math.min(NAMES, names.size()));
    }

    /**
     * The columns of a file: in a file, each day has one beside it that says how it is known, a decision one with all outcomes that are
     * possible, and a title one that says whether the CVE is disputed.
     */
    public static List<String> inFiles(List<String> columns) {
        return columns.stream().flatMap(CveTable::inFiles).toList();
    }

    private static Stream<String> inFiles(String column) {
        if (column.equals(DECISION)) {
            return Stream.of(column, "ssvc_outcomes");
        }
        if (column.equals("headline")) {
            return Stream.of(column, "disputed");
        }
        return DAYS.contains(column) ? Stream.of(column, column + "_origin") : Stream.of(column);
    }

    /** The names of the columns of CSV, after that of the identifier. */
    public static List<String> head(List<String> columns) {
        List<String> names = new ArrayList<>(List.of("cve"));
        inFiles(columns).forEach(column -> names.add(name(column)));
        return names;
    }

    /** The cells of a row of CSV: names in one cell, separated by commas. */
    public static List<Optional<?>> row(CveLine line, List<String> columns) {
        List<Optional<?>> cells = new ArrayList<>(List.of(Optional.of(line.id().toString())));
        inFiles(columns)
                .forEach(column -> cells.add(cell(line, column)
                        .map(value -> value instanceof List<?> names
                                ? String.join(
                                        ", ",
                                        names.stream().map(Object::toString).toList())
                                : value)));
        return cells;
    }

    /** The names of the columns of {@link #write}. */
    public static List<String> lookupHead() {
        List<String> names = head(LOOKUP);
        names.add("found");
        return names;
    }

    /**
     * The answer to a list of identifiers: a row for each, the most urgent first, then those of which nothing is known and those
     * that are none. The last column tells them apart: {@code known}, {@code unknown}, {@code unreadable}.
     */
    public static void write(Lookup lookup, Collection<String> unreadable, TableWriter table) {
        for (CveLine line : lookup.lines()) {
            List<Optional<?>> cells = row(line, LOOKUP);
            cells.add(Optional.of("known"));
            table.row(cells);
        }
        lookup.unknown().forEach(cve -> table.row(nothing(cve.toString(), "unknown")));
        unreadable.forEach(word -> table.row(nothing(word, "unreadable")));
    }

    private static List<Optional<?>> nothing(String id, String found) {
        List<Optional<?>> cells = new ArrayList<>(List.of(Optional.of(id)));
        inFiles(LOOKUP).forEach(column -> cells.add(Optional.empty()));
        cells.add(Optional.of(found));
        return cells;
    }

    private static Optional<String> some(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    private static Optional<List<String>> some(List<String> names) {
        return names.isEmpty() ? Optional.empty() : Optional.of(names);
    }
}
