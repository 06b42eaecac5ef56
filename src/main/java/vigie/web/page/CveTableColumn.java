package vigie.web.page;

import java.util.List;
import java.util.Optional;
import vigie.report.CveTable;
import vigie.web.site.QueryValues;

/** The columns of the list of CVEs, of which a person chooses; the identifier is always shown. */
public final class CveTableColumn {

    /** Those that are shown unless others are chosen. */
    public static final List<String> USUAL =
            List.of("headline", "vendor", "score", "epss", "cvss", "kev", "exploit", "published");

    private CveTableColumn() {}

    /** The columns that the query names, in their order; the usual ones if it names none. */
    static List<String> chosen(QueryValues query) {
        List<String> asked =
                query.values("columns", "column", text -> Optional.of(text).filter(CveTable.ALL::contains));
        List<String> known = CveTable.ALL.stream().filter(asked::contains).toList();
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
}
