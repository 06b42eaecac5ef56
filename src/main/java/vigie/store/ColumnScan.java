package vigie.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Hands out what lists and charts need of all CVEs and publications, column by column. Everything about CVEs comes in the
 * order of their keys, so that it can be put together without looking anything up. For one thread at a time.
 */
public final class ColumnScan {

    private static final String EXPLOITED = "SELECT cve, min(day) FROM ("
            + "SELECT cve, added AS day FROM kev WHERE withdrawn IS NULL"
            + " UNION ALL SELECT cve, coalesce(date, first_seen) FROM evidence WHERE kind = 0 AND withdrawn IS NULL)"
            + " GROUP BY cve ORDER BY cve";

    private static final String EXPLOITS = "SELECT cve, min(coalesce(date, first_seen)) FROM evidence"
            + " WHERE kind BETWEEN 1 AND 4 AND withdrawn IS NULL GROUP BY cve ORDER BY cve";

    private static final int ROWS_A_BREATH = 4096;

    private final Connection db;
    private final Runnable breath;
    private int rows;

    /** @param breath called every few thousand rows, so that a scan can make way for others */
    ColumnScan(Connection db, Runnable breath) {
        this.db = db;
        this.breath = breath;
    }

    /** Takes what stands for a CVE. */
    public interface Cves {
        /**
         * @param key {@code CveId.key()}
         * @param published moment of publication, ISO; null where there is none
         * @param modified moment of the last change, ISO; null where there is none
         * @param cvss base score, 0 to 10; NaN where there is none
         * @param cwe {@code CWE-79}; null where there is none
         */
        void cve(long key, String state, String published, String modified, double cvss, String cwe);
    }

    /** Takes a number of a CVE. */
    public interface Numbers {
        void number(long key, double value);
    }

    /** Takes a day of a CVE, ISO. */
    public interface Days {
        void day(long key, String day);
    }

    /** Takes a product with its names as written and its keys ({@code vigie.text.Names}). */
    public interface Products {
        void product(int id, String vendor, String product, String vendorKey, String productKey);
    }

    /** Takes a pair of numbers. */
    public interface Pairs {
        void pair(long first, long second);
    }

    /** Takes a publication; days in ISO, kind as {@code Bulletin.Kind} names it. */
    public interface Publications {
        void publication(long id, String ref, String kind, String title, String published, String revised);
    }

    /** Takes a system that a publication names. */
    public interface Systems {
        void system(long publication, String vendorKey, String productKey);
    }

    /** All CVEs. */
    public void cves(Cves all) {
        each("SELECT id, state, published, modified, cvss_score, cwe FROM cve ORDER BY id", row -> {
            double cvss = row.getDouble(5);
            boolean none = cvss == 0 && row.wasNull();
            all.cve(
                    row.getLong(1),
                    row.getString(2),
                    row.getString(3),
                    row.getString(4),
                    none ? Double.NaN : cvss,
                    row.getString(6));
        });
    }

    /** EPSS scores of now. */
    public void epss(Numbers all) {
        each("SELECT cve, score FROM epss ORDER BY cve", row -> all.number(row.getLong(1), row.getDouble(2)));
    }

    /** Scores of now. */
    public void scores(Numbers all) {
        each("SELECT cve, score FROM score ORDER BY cve", row -> all.number(row.getLong(1), row.getDouble(2)));
    }

    /** Since when CVEs are known to be exploited, by a catalogue or by evidence. */
    public void exploited(Days all) {
        each(EXPLOITED, row -> all.day(row.getLong(1), row.getString(2)));
    }

    /** Since when exploits of CVEs are public. */
    public void exploits(Days all) {
        each(EXPLOITS, row -> all.day(row.getLong(1), row.getString(2)));
    }

    /** All products. */
    public void products(Products all) {
        each(
                "SELECT id, vendor, product, vendor_key, product_key FROM product",
                row -> all.product(
                        row.getInt(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5)));
    }

    /** CVE and product; a pair that two sources name comes twice. */
    public void affects(Pairs all) {
        each("SELECT cve, product FROM affects ORDER BY cve", row -> all.pair(row.getLong(1), row.getLong(2)));
    }

    /** All publications, newest first. */
    public void publications(Publications all) {
        each(
                "SELECT id, ref, kind, title, published, revised FROM bulletin ORDER BY published DESC, ref DESC",
                row -> all.publication(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6)));
    }

    /** Publication and the CVE that it cites. */
    public void citations(Pairs all) {
        each("SELECT bulletin, cve FROM bulletin_cve", row -> all.pair(row.getLong(1), row.getLong(2)));
    }

    /** The systems that publications name. */
    public void systems(Systems all) {
        each(
                "SELECT bulletin, vendor_key, product_key FROM bulletin_system",
                row -> all.system(row.getLong(1), row.getString(2), row.getString(3)));
    }

    private interface Row {
        void take(ResultSet row) throws SQLException;
    }

    private void each(String sql, Row taker) {
        try (PreparedStatement statement = db.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                taker.take(row);
                if (++rows % ROWS_A_BREATH == 0) {
                    breath.run();
                }
            }
        } catch (SQLException e) {
            throw Store.failure(e);
        }
    }
}
