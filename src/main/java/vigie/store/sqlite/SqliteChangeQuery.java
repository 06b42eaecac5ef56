package vigie.store.sqlite;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vigie.model.BulletinRef;
import vigie.model.Change;
import vigie.model.ChangeKind;
import vigie.model.CveId;
import vigie.model.Difference;
import vigie.store.ChangeQuery;

/** {@link ChangeQuery}, in SQLite. */
final class SqliteChangeQuery extends SqliteQuery implements ChangeQuery {

    private static final String COLUMNS =
            "SELECT id, at, kind, cve, ref, field, who, old_value, new_value, source, day FROM change";

    private static final String CVES = "cve IN (SELECT value FROM json_each(?))";
    private static final String CITING = "ref IN (SELECT b.ref FROM bulletin_cve c JOIN bulletin b ON b.id = c.bulletin"
            + " WHERE c.cve IN (SELECT value FROM json_each(?)))";
    private static final String PUBLICATIONS = "ref IN (SELECT value FROM json_each(?))";

    SqliteChangeQuery(Connection db) {
        super(db);
    }

    @Override
    public List<Change> following(Filter filter, long after, int limit) {
        return page(where(filter).and("id > ?", after), " ORDER BY id LIMIT ?", limit);
    }

    @Override
    public List<Change> preceding(Filter filter, long before, int limit) {
        return page(where(filter).and("id < ?", before), " ORDER BY id DESC LIMIT ?", limit);
    }

    private List<Change> page(Where where, String order, int limit) {
        Object[] values =
                Stream.concat(Stream.of(where.values()), Stream.of(limit)).toArray();
        return list(COLUMNS + where.sql() + order, SqliteChangeQuery::read, values);
    }

    private Where where(Filter filter) {
        Where where = new Where();
        List<String> subjects = new ArrayList<>();
        List<Object> named = new ArrayList<>();
        if (!filter.cves().isEmpty()) {
            subjects.addAll(List.of(CVES, CITING));
            named.addAll(List.of(Sql.keys(filter.cves()), Sql.keys(filter.cves())));
        }
        if (!filter.publications().isEmpty()) {
            subjects.add(PUBLICATIONS);
            named.add(Sql.references(filter.publications()));
        }
        if (!subjects.isEmpty()) {
            // One question for each index: joined by OR, SQLite would look at every event.
            where.and(
                    subjects.stream()
                            .map(subject -> "SELECT id FROM change WHERE " + subject)
                            .collect(Collectors.joining(" UNION ALL ", "id IN (", ")")),
                    named.toArray());
        }
        if (!filter.kinds().isEmpty()) {
            where.and(
                    "kind IN (SELECT value FROM json_each(?))",
                    filter.kinds().stream()
                            .map(kind -> '"' + kind.toString() + '"')
                            .collect(Collectors.joining(",", "[", "]")));
        }
        if (!filter.product().any()) {
            new ProductSql(this, filter.product())
                    .either(where, "(cve IN (%s) OR ref IN (SELECT ref FROM bulletin WHERE id IN (%s)))");
        }
        if (filter.from().isPresent()) {
            String from = moment(filter.from().get());
            // The numbers of later events are mostly greater: what is before the first of them is not looked at.
            where.and("id >= (SELECT min(id) FROM change WHERE at >= ?)", from).and("at >= ?", from);
        }
        return where;
    }

    /** Moments of equal length, whose order is that of their texts. */
    static String moment(Instant at) {
        return at.truncatedTo(java.time.temporal.ChronoUnit.SECONDS).toString();
    }

    private static Change read(ResultSet row) throws SQLException {
        Optional<String> publication = Sql.text(row, "ref");
        return new Change(
                row.getLong("id"),
                Instant.parse(row.getString("at")),
                publication.isPresent() ? Optional.empty() : Optional.of(CveId.ofKey(row.getLong("cve"))),
                publication.map(BulletinRef::new),
                new Difference(
                        ChangeKind.parse(row.getString("kind")).orElseThrow(IllegalArgumentException::new),
                        row.getString("field"),
                        row.getString("who"),
                        Sql.text(row, "old_value"),
                        Sql.text(row, "new_value"),
                        Sql.text(row, "day").map(LocalDate::parse)),
                row.getString("source"));
    }

    @Override
    public Optional<Instant> since() {
        return first(ChangeWriter.SINCE, row -> Instant.parse(row.getString(1)));
    }

    @Override
    public long last() {
        return first(ChangeWriter.LAST, row -> row.getLong(1)).orElse(0L);
    }
}
