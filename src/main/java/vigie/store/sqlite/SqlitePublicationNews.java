package vigie.store.sqlite;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import vigie.model.Bulletin;
import vigie.model.BulletinRef;
import vigie.store.PublicationNews;

/** {@link PublicationNews}, in SQLite. */
final class SqlitePublicationNews implements PublicationNews {

    /** A rejected or reserved CVE is no reported vulnerability: it is cited, and counts for nothing else. */
    private static final String NEWEST = "SELECT b.ref, b.kind, b.title, b.published, b.revised, count(bc.cve),"
            + " count(x.cve), max(c.cvss_score) AS cvss, max(s.score) AS score"
            + " FROM (SELECT id FROM bulletin WHERE revised >= ? ORDER BY revised DESC, ref DESC LIMIT ?) n"
            + " JOIN bulletin b ON b.id = n.id LEFT JOIN bulletin_cve bc ON bc.bulletin = b.id"
            + " LEFT JOIN cve c ON c.id = bc.cve AND c.state NOT IN ('REJECTED', 'RESERVED')"
            + " LEFT JOIN score s ON s.cve = c.id LEFT JOIN exploited x ON x.cve = bc.cve"
            + " GROUP BY b.id ORDER BY b.revised DESC, b.ref DESC";

    private final Connection db;

    SqlitePublicationNews(Connection db) {
        this.db = db;
    }

    @Override
    public List<News> since(LocalDate day, int limit) {
        try {
            return Sql.list(db, NEWEST, SqlitePublicationNews::news, day, limit);
        } catch (SQLException e) {
            throw Complaint.explained(e);
        }
    }

    private static News news(ResultSet row) throws SQLException {
        return new News(
                new BulletinRef(row.getString(1)),
                Bulletin.Kind.valueOf(row.getString(2).toUpperCase(java.util.Locale.ROOT)),
                row.getString(3),
                LocalDate.parse(row.getString(4)),
                LocalDate.parse(row.getString(5)),
                row.getInt(6),
                row.getInt(7),
                Sql.real(row, "cvss"),
                Sql.real(row, "score"));
    }
}
