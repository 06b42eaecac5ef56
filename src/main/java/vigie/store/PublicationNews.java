package vigie.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import vigie.model.Bulletin;
import vigie.model.BulletinRef;

/** Publications that are new or were revised, with what weighs most among their CVEs. */
public final class PublicationNews {

    private static final String EXPLOITED = "(SELECT cve FROM kev WHERE withdrawn IS NULL"
            + " UNION SELECT cve FROM evidence WHERE kind = 0 AND withdrawn IS NULL)";

    /** A rejected or reserved CVE is no reported vulnerability: it is cited, and counts for nothing else. */
    private static final String NEWEST = "SELECT b.ref, b.kind, b.title, b.published, b.revised, count(bc.cve),"
            + " count(x.cve), max(c.cvss_score) AS cvss, max(s.score) AS score"
            + " FROM (SELECT id FROM bulletin WHERE revised >= ? ORDER BY revised DESC, ref DESC LIMIT ?) n"
            + " JOIN bulletin b ON b.id = n.id LEFT JOIN bulletin_cve bc ON bc.bulletin = b.id"
            + " LEFT JOIN cve c ON c.id = bc.cve AND c.state NOT IN ('REJECTED', 'RESERVED')"
            + " LEFT JOIN score s ON s.cve = c.id LEFT JOIN " + EXPLOITED + " x ON x.cve = c.id"
            + " GROUP BY b.id ORDER BY b.revised DESC, b.ref DESC";

    private final Connection db;

    PublicationNews(Connection db) {
        this.db = db;
    }

    /**
     * A publication.
     *
     * @param cves how many CVEs it cites
     * @param exploited how many of them are known to be exploited
     * @param cvss highest CVSS base score of them, 0 to 10
     * @param score highest score of them, 0 to 1
     */
    public record News(
            BulletinRef ref,
            Bulletin.Kind kind,
            String title,
            LocalDate published,
            LocalDate revised,
            int cves,
            int exploited,
            Optional<Double> cvss,
            Optional<Double> score) {}

    /** Publications whose last version is of a day or later, the latest first. */
    public List<News> since(LocalDate day, int limit) {
        try {
            return Sql.list(db, NEWEST, PublicationNews::news, day, limit);
        } catch (SQLException e) {
            throw Store.failure(e);
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
