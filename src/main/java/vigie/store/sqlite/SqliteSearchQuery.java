package vigie.store.sqlite;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.Collectors;
import vigie.model.BulletinRef;
import vigie.model.CveId;
import vigie.model.ScoreBand;
import vigie.model.ScoreBands;
import vigie.model.Severities;
import vigie.model.Severity;
import vigie.model.Urgency;
import vigie.store.SearchQuery;
import vigie.text.SearchWords;

/** {@link SearchQuery}, in SQLite. */
final class SqliteSearchQuery extends SqliteQuery implements SearchQuery {

    SqliteSearchQuery(Connection db) {
        super(db);
    }

    private static final String PASSING =
            "SELECT c.id, x.cve IS NOT NULL, s.score AS score, e.score AS epss, c.cvss_score"
                    + " FROM cve c LEFT JOIN exploited x ON x.cve = c.id LEFT JOIN score s ON s.cve = c.id"
                    + " LEFT JOIN epss e ON e.cve = c.id";

    private static final String ONE =
            "SELECT " + SummarySql.columns("h.id") + " FROM (SELECT ? AS id) h" + SummarySql.joins("h.id");

    @Override
    public Found find(Filter filter) {
        Where where = conditions(filter);
        // The rest of their columns is looked up of those only that are chosen: there may be a hundred thousand.
        PriorityQueue<Urgency> chosen = new PriorityQueue<>(Comparator.reverseOrder());
        int[] total = {0};
        each(
                PASSING + where.sql(),
                row -> {
                    total[0]++;
                    chosen.add(urgency(row));
                    if (chosen.size() > filter.limit()) {
                        chosen.remove();
                    }
                },
                where.values());
        List<Hit> hits = chosen.stream().sorted().map(this::hit).toList();
        return new Found(hits, total[0]);
    }

    private Hit hit(Urgency one) {
        return first(
                        ONE,
                        row -> new Hit(one.cve(), SummarySql.read(row)),
                        one.cve().key())
                .orElseThrow();
    }

    private static Urgency urgency(ResultSet row) throws SQLException {
        return new Urgency(
                row.getBoolean(2),
                Sql.real(row, "score"),
                Sql.real(row, "epss"),
                Sql.real(row, "cvss_score"),
                CveId.ofKey(row.getLong(1)));
    }

    @Override
    public long[] matching(List<String> phrases) {
        return list("SELECT rowid FROM cve_text WHERE cve_text MATCH ?", row -> row.getLong(1), match(phrases)).stream()
                .mapToLong(key -> key)
                .toArray();
    }

    @Override
    public List<PublicationHit> publications(PublicationWords asked) {
        if (asked.cves().isEmpty() && asked.phrases().isEmpty()) {
            return List.of();
        }
        Where where = new Where();
        if (!asked.cves().isEmpty()) {
            where.and(
                    "id IN (SELECT bulletin FROM bulletin_cve WHERE cve IN (SELECT value FROM json_each(?)))",
                    Sql.keys(asked.cves()));
        }
        if (!asked.phrases().isEmpty()) {
            where.and(
                    "id IN (SELECT rowid FROM bulletin_text WHERE bulletin_text MATCH ?)",
                    match(asked.phrases()) + (asked.beginning() ? " *" : ""));
        }
        return list(
                "SELECT ref, title, published FROM bulletin" + where.sql() + " ORDER BY published DESC, ref DESC",
                row -> new PublicationHit(
                        new BulletinRef(row.getString(1)), row.getString(2), LocalDate.parse(row.getString(3))),
                where.values());
    }

    private Where conditions(Filter filter) {
        Where where = new Where();
        if (filter.cves().isEmpty()) {
            where.and("c.state NOT IN ('REJECTED', 'RESERVED')");
        } else {
            where.and("c.id IN (SELECT value FROM json_each(?))", Sql.keys(filter.cves()));
        }
        if (!filter.phrases().isEmpty()) {
            where.and("c.id IN (SELECT rowid FROM cve_text WHERE cve_text MATCH ?)", match(filter.phrases()));
        }
        if (!filter.product().any()) {
            new ProductSql(this, filter.product()).cves(where, "c.id");
        }
        if (filter.known()) {
            where.and("x.cve IS NOT NULL");
        }
        if (!filter.severities().any()) {
            severities(where, filter.severities());
        }
        if (!filter.bands().any()) {
            bands(where, filter.bands());
        }
        return where.and("c.cvss_score >= ?", filter.minScore()).and("c.published >= ?", filter.since());
    }

    private static void severities(Where where, Severities asked) {
        List<String> any = new ArrayList<>();
        List<Object> bounds = new ArrayList<>();
        for (Severity rating : asked.ratings()) {
            any.add("c.cvss_score >= ? AND c.cvss_score < ?");
            bounds.add(rating.from());
            bounds.add(rating.to());
        }
        if (asked.unscored()) {
            any.add("c.cvss_score IS NULL");
        }
        where.and("(" + String.join(" OR ", any) + ")", bounds.toArray());
    }

    private static void bands(Where where, ScoreBands asked) {
        List<String> any = new ArrayList<>();
        List<Object> bounds = new ArrayList<>();
        for (ScoreBand band : asked.bands()) {
            any.add("s.percentile >= ? AND s.percentile < ?");
            bounds.add(band.from());
            bounds.add(band.to());
        }
        if (asked.unscored()) {
            any.add("s.percentile IS NULL");
        }
        where.and("(" + String.join(" OR ", any) + ")", bounds.toArray());
    }

    /** FTS5 query text: every phrase quoted, so that no character of it is an operator; NUL would end the query. */
    private static String match(List<String> phrases) {
        return phrases.stream()
                .map(p -> '"' + SearchWords.signed(p).replace('\0', ' ').replace("\"", "\"\"") + '"')
                .collect(Collectors.joining(" AND "));
    }
}
