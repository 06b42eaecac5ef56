package vigie.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import vigie.model.Bulletin;
import vigie.model.BulletinRef;
import vigie.model.CveId;

/** The consolidated table of publications and their CVEs. */
public final class TableQuery {

    private static final String FROM = " FROM bulletin b LEFT JOIN bulletin_cve bc ON bc.bulletin = b.id";

    private final Connection db;

    TableQuery(Connection db) {
        this.db = db;
    }

    /**
     * Which rows.
     *
     * @param since first day of publication
     * @param until last day of publication
     * @param kind avis or alerte
     * @param product vendor and product, of the publication or of the CVE
     * @param minScore lowest CVSS base score; rows without a score are then left out
     */
    public record Filter(
            Optional<LocalDate> since,
            Optional<LocalDate> until,
            Optional<Bulletin.Kind> kind,
            ProductFilter product,
            Optional<Double> minScore) {

        /** All rows. */
        public static final Filter ALL =
                new Filter(Optional.empty(), Optional.empty(), Optional.empty(), ProductFilter.ANY, Optional.empty());
    }

    /** Hands out the rows, newest publication first. */
    public void each(Filter filter, Consumer<TableEntry> rows) {
        Where where = new Where()
                .and("b.published >= ?", filter.since())
                .and("b.published <= ?", filter.until())
                .and("b.kind = ?", filter.kind())
                .and("c.cvss_score >= ?", filter.minScore());
        ProductFilter product = filter.product();
        if (!product.any()) {
            Object[] twice = Stream.of(product.values(), product.values())
                    .flatMap(Stream::of)
                    .toArray();
            where.and("(b.id IN (" + product.bulletins() + ") OR bc.cve IN (" + product.cves() + "))", twice);
        }
        String sql = "SELECT b.id, b.ref, b.title, b.published, bc.cve, " + CveSummary.columns("bc.cve") + FROM
                + CveSummary.joins("bc.cve") + where.sql() + " ORDER BY b.published DESC, b.ref DESC, bc.cve";
        try (PreparedStatement statement = db.prepareStatement(sql)) {
            Sql.bind(statement, where.values());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    rows.accept(entry(row));
                }
            }
        } catch (SQLException e) {
            throw Store.failure(e);
        }
    }

    private static TableEntry entry(ResultSet row) throws SQLException {
        long cve = row.getLong(5);
        return new TableEntry(
                row.getLong(1),
                new BulletinRef(row.getString(2)),
                row.getString(3),
                LocalDate.parse(row.getString(4)),
                cve == 0 ? Optional.empty() : Optional.of(CveId.ofKey(cve)),
                CveSummary.read(row));
    }
}
