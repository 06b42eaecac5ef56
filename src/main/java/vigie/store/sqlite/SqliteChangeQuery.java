package vigie.store.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import vigie.model.BulletinRef;
import vigie.model.CveId;
import vigie.store.ChangeQuery;

/** {@link ChangeQuery}, in SQLite. */
final class SqliteChangeQuery implements ChangeQuery {

    private final Connection db;

    SqliteChangeQuery(Connection db) {
        this.db = db;
    }

    @Override
    public List<Publication> publications(long after) {
        return list(
                "SELECT b.ref, b.title, b.published, min(c.what) = 'CHANGED' FROM change c JOIN bulletin b ON b.ref = c.ref"
                        + " WHERE c.id > ? GROUP BY b.id ORDER BY b.published DESC, b.ref DESC",
                row -> new Publication(
                        new BulletinRef(row.getString(1)),
                        row.getString(2),
                        LocalDate.parse(row.getString(3)),
                        row.getBoolean(4)),
                after);
    }

    @Override
    public List<CveId> exploited(long after) {
        return list(
                "SELECT DISTINCT c.cve FROM change c JOIN exploited x ON x.cve = c.cve"
                        + " WHERE c.id > ? AND c.what = 'EXPLOITED' ORDER BY c.cve DESC",
                row -> CveId.ofKey(row.getLong(1)),
                after);
    }

    @Override
    public long cves(long after) {
        return list("SELECT count(DISTINCT cve) FROM change WHERE id > ?", row -> row.getLong(1), after)
                .get(0);
    }

    private <T> List<T> list(String sql, Sql.Mapper<T> mapper, Object... values) {
        try {
            return Sql.list(db, sql, mapper, values);
        } catch (SQLException e) {
            throw Complaint.explained(e);
        }
    }
}
