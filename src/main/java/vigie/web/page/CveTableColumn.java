package vigie.web.page;

import java.util.List;
import java.util.Optional;
import vigie.facts.CveLine;
import vigie.web.site.QueryValues;

/** The columns of the list of CVEs, of which a person chooses; the identifier is always shown. */
public final class CveTableColumn {

    /** All, in their order. */
    public static final List<String> ALL = List.of(
            "headline",
            "vendor",
            "product",
            "score",
            "epss",
            "cvss",
            "severity",
            "kev",
            "exploit",
            "cwe",
            "published",
            "state");

    /** Those that are shown unless others are chosen. */
    public static final List<String> USUAL =
            List.of("headline", "vendor", "score", "epss", "cvss", "kev", "exploit", "published");

    private static final int NAMES = 3;

    private CveTableColumn() {}

    /** The columns that the query names, in their order; the usual ones if it names none. */
    static List<String> chosen(QueryValues query) {
        List<String> asked =
                query.values("columns", "column", text -> Optional.of(text).filter(ALL::contains));
        List<String> known = ALL.stream().filter(asked::contains).toList();
        return known.isEmpty() ? USUAL : known;
    }

    /** The order that a click on the head of a column asks for; empty where there is none. */
    public static String sort(String column) {
        return switch (column) {
            case "score", "epss", "cvss", "exploit", "published" -> column;
            case "severity" -> "cvss";
            case "kev" -> "exploited";
            default -> "";
        };
    }

    /** Whether a column holds numbers. */
    public static boolean number(String column) {
        return column.equals("score") || column.equals("epss") || column.equals("cvss");
    }

    /** The column's name in a file, the same as in answers of the API. */
    static String name(String column) {
        return switch (column) {
            case "headline" -> "title";
            case "vendor" -> "vendors";
            case "product" -> "products";
            case "epss" -> "epss_score";
            case "cvss" -> "cvss_score";
            case "severity" -> "base_severity";
            case "kev" -> "known_exploited_since";
            case "exploit" -> "exploit_public_date";
            default -> column;
        };
    }

    /** What stands in a column of a file: a text, a number, or a list of texts; empty where there is nothing. */
    static Optional<?> cell(CveLine line, String column) {
        return switch (column) {
            case "headline" -> some(line.headline());
            case "vendor" -> some(first(line.vendors()));
            case "product" -> some(first(line.products()));
            case "score" -> line.score();
            case "epss" -> line.epss();
            case "cvss" -> line.cvss();
            case "severity" -> line.severity().map(Object::toString);
            case "kev" -> line.exploited().map(Object::toString);
            case "exploit" -> line.exploit().map(Object::toString);
            case "cwe" -> line.cwe();
            case "published" -> line.published().map(Object::toString);
            case "state" -> line.state().map(Object::toString);
            default -> Optional.empty();
        };
    }

    /** As many names of vendors or products as a cell has room for. */
    public static List<String> first(List<String> names) {
        return Excerpt.first(names, NAMES);
    }

    private static Optional<String> some(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    private static Optional<List<String>> some(List<String> names) {
        return names.isEmpty() ? Optional.empty() : Optional.of(names);
    }
}
