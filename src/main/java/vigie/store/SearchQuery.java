package vigie.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import vigie.model.CveId;

/** Finds CVEs by words of their title, description and products, and by properties. */
public final class SearchQuery {

    private final Connection db;

    SearchQuery(Connection db) {
        this.db = db;
    }

    /**
     * What to look for.
     *
     * @param phrases all must occur, each as a phrase; accents and case do not matter; none means no words are asked
     * @param product vendor and product
     * @param known whether only CVEs known to be exploited, by a catalogue or by evidence
     * @param minScore lowest CVSS base score
     * @param since first day of publication
     * @param limit most results
     */
    public record Filter(
            List<String> phrases,
            ProductFilter product,
            boolean known,
            Optional<Double> minScore,
            Optional<LocalDate> since,
            int limit) {}

    /** A CVE that was found, and whether it is known to be exploited. */
    public record Hit(CveId cve, boolean known, CveSummary summary) {}

    private static final String KNOWN = "WITH known (cve) AS MATERIALIZED ("
            + "SELECT cve FROM kev WHERE withdrawn IS NULL"
            + " UNION SELECT cve FROM evidence WHERE kind = 0 AND withdrawn IS NULL)";

    private static final String FIRST = " ORDER BY known DESC, epss_score DESC, cvss DESC, id DESC";

    /** The CVEs to look at first come first: known exploited, then by EPSS, then by CVSS. */
    public List<Hit> find(Filter filter) {
        Where where = conditions(filter);
        Object[] values = Arrays.copyOf(where.values(), where.values().length + 1);
        values[values.length - 1] = filter.limit();
        // The hits are chosen before the rest of their columns is looked up: there may be a hundred thousand.
        String sql = KNOWN + ", hit AS (SELECT c.id AS id, c.id IN (SELECT cve FROM known) AS known,"
                + " e.score AS epss_score, c.cvss_score AS cvss FROM cve c LEFT JOIN epss e ON e.cve = c.id"
                + where.sql() + FIRST + " LIMIT ?) SELECT h.id AS id, h.known AS known, h.epss_score, h.cvss AS cvss, "
                + CveSummary.columns("h.id") + " FROM hit h" + CveSummary.joins("h.id") + FIRST;
        try {
            return Sql.list(
                    db,
                    sql,
                    row -> new Hit(CveId.ofKey(row.getLong(1)), row.getBoolean(2), CveSummary.read(row)),
                    values);
        } catch (SQLException e) {
            throw Store.failure(e);
        }
    }

    /** The keys of the CVEs whose title, description or products hold all phrases; one phrase or more. */
    public long[] matching(List<String> phrases) {
        try {
            return Sql.list(
                            db,
                            "SELECT rowid FROM cve_text WHERE cve_text MATCH ?",
                            row -> row.getLong(1),
                            match(phrases))
                    .stream()
                    .mapToLong(key -> key)
                    .toArray();
        } catch (SQLException e) {
            throw Store.failure(e);
        }
    }

    private static Where conditions(Filter filter) {
        Where where = new Where().and("c.state NOT IN ('REJECTED', 'RESERVED')");
        if (!filter.phrases().isEmpty()) {
            where.and("c.id IN (SELECT rowid FROM cve_text WHERE cve_text MATCH ?)", match(filter.phrases()));
        }
        if (!filter.product().any()) {
            where.and(
                    "c.id IN (" + filter.product().cves() + ")",
                    filter.product().values());
        }
        if (filter.known()) {
            where.and("c.id IN (SELECT cve FROM known)");
        }
        return where.and("c.cvss_score >= ?", filter.minScore()).and("c.published >= ?", filter.since());
    }

    /** FTS5 query text: every phrase quoted, so that no character of it is an operator; NUL would end the query. */
    private static String match(List<String> phrases) {
        return phrases.stream()
                .map(p -> '"' + p.replace('\0', ' ').replace("\"", "\"\"") + '"')
                .collect(Collectors.joining(" AND "));
    }
}
