package vigie.store.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import vigie.model.CveId;
import vigie.store.SearchQuery;

/** {@link SearchQuery}, in SQLite. */
final class SqliteSearchQuery implements SearchQuery {

    private final Connection db;

    SqliteSearchQuery(Connection db) {
        this.db = db;
    }

    private static final String KNOWN = "WITH known (cve) AS MATERIALIZED ("
            + "SELECT cve FROM kev WHERE withdrawn IS NULL"
            + " UNION SELECT cve FROM evidence WHERE kind = 0 AND withdrawn IS NULL)";

    private static final String FIRST = " ORDER BY known DESC, epss_score DESC, cvss DESC, id DESC";

    @Override
    public List<Hit> find(Filter filter) {
        Where where = conditions(filter);
        Object[] values = Arrays.copyOf(where.values(), where.values().length + 1);
        values[values.length - 1] = filter.limit();
        // The hits are chosen before the rest of their columns is looked up: there may be a hundred thousand.
        String sql = KNOWN + ", hit AS (SELECT c.id AS id, c.id IN (SELECT cve FROM known) AS known,"
                + " e.score AS epss_score, c.cvss_score AS cvss FROM cve c LEFT JOIN epss e ON e.cve = c.id"
                + where.sql() + FIRST + " LIMIT ?) SELECT h.id AS id, h.known AS known, h.epss_score, h.cvss AS cvss, "
                + SummarySql.columns("h.id") + " FROM hit h" + SummarySql.joins("h.id") + FIRST;
        try {
            return Sql.list(
                    db,
                    sql,
                    row -> new Hit(CveId.ofKey(row.getLong(1)), row.getBoolean(2), SummarySql.read(row)),
                    values);
        } catch (SQLException e) {
            throw Complaint.explained(e);
        }
    }

    @Override
    public long count(Filter filter) {
        Where where = conditions(filter);
        try {
            return Sql.first(
                            db,
                            KNOWN + " SELECT count(*) FROM cve c" + where.sql(),
                            row -> row.getLong(1),
                            where.values())
                    .orElseThrow();
        } catch (SQLException e) {
            throw Complaint.explained(e);
        }
    }

    @Override
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
            throw Complaint.explained(e);
        }
    }

    private static Where conditions(Filter filter) {
        Where where = new Where().and("c.state NOT IN ('REJECTED', 'RESERVED')");
        if (!filter.phrases().isEmpty()) {
            where.and("c.id IN (SELECT rowid FROM cve_text WHERE cve_text MATCH ?)", match(filter.phrases()));
        }
        if (!filter.product().any()) {
            ProductSql product = new ProductSql(filter.product());
            where.and("c.id IN (" + product.cves() + ")", product.values());
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
