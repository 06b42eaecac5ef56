package vigie.store.sqlite;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Consumer;
import vigie.model.BulletinRef;
import vigie.model.CveId;
import vigie.store.TableEntry;
import vigie.store.TableQuery;

/** {@link TableQuery}, in SQLite. */
final class SqliteTableQuery extends SqliteQuery implements TableQuery {

    private static final String FROM = " FROM bulletin b LEFT JOIN bulletin_cve bc ON bc.bulletin = b.id";

    SqliteTableQuery(Connection db) {
        super(db);
    }

    @Override
    public void each(Filter filter, Consumer<TableEntry> rows) {
        Where where = new Where()
                .and("b.published >= ?", filter.since())
                .and("b.published <= ?", filter.until())
                .and("b.kind = ?", filter.kind())
                .and("c.cvss_score >= ?", filter.minScore());
        if (!filter.product().any()) {
            new ProductSql(this, filter.product()).either(where, "(bc.cve IN (%s) OR b.id IN (%s))");
        }
        if (filter.named()) {
            where.and(
                    "(bc.cve IN (SELECT value FROM json_each(?)) OR b.ref IN (SELECT value FROM json_each(?)))",
                    Sql.keys(filter.cves()),
                    Sql.references(filter.publications()));
        }
        String sql = "SELECT b.id, b.ref, b.title, b.published, bc.cve, " + SummarySql.columns("bc.cve") + FROM
                + SummarySql.joins("bc.cve") + where.sql() + " ORDER BY b.published DESC, b.ref DESC, bc.cve";
        each(sql, row -> rows.accept(entry(row)), where.values());
    }

    private static TableEntry entry(ResultSet row) throws SQLException {
        long cve = row.getLong(5);
        return new TableEntry(
                row.getLong(1),
                new BulletinRef(row.getString(2)),
                row.getString(3),
                LocalDate.parse(row.getString(4)),
                cve == 0 ? Optional.empty() : Optional.of(CveId.ofKey(cve)),
                SummarySql.read(row));
    }
}
