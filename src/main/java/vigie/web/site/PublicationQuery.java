package vigie.web.site;

import java.util.List;
import java.util.Optional;
import vigie.index.Publications;

/**
 * The query of a list of publications; the page and the API use the same names.
 *
 * @param filter which publications
 * @param alertsFirst whether alerts stand above the others
 * @param page number of the page, from 1 on
 * @param limit publications on a page
 * @param wrong what could not be read
 */
public record PublicationQuery(
        Publications.Filter filter, boolean alertsFirst, int page, int limit, List<QueryValues.Wrong> wrong) {

    private static final int USUAL = 50;
    private static final int MOST = 500;
    private static final int LAST_PAGE = 1_000_000;

    /** Reads it. */
    public static PublicationQuery of(Query query) {
        return of(new QueryValues(query));
    }

    /** Reads it from a query that also has other parameters. */
    public static PublicationQuery of(QueryValues asked) {
        Publications.Filter filter = new Publications.Filter(
                asked.day("since"), asked.day("until"), CveQuery.kinds(asked), asked.texts("vendor"));
        Optional<Boolean> alertsFirst = asked.value("sort", "sort", text -> switch (text) {
            case "alerts" -> Optional.of(true);
            case "published" -> Optional.of(false);
            default -> Optional.empty();
        });
        int page = asked.count("page", 1, LAST_PAGE).orElse(1);
        int limit = asked.count("limit", 1, MOST).orElse(USUAL);
        return new PublicationQuery(filter, alertsFirst.orElse(false), page, limit, asked.wrong());
    }
}
