package vigie.store.sqlite;

import java.sql.Connection;
import vigie.model.CveDay;
import vigie.store.ColumnScan;

/** {@link ColumnScan}, in SQLite. */
final class SqliteColumnScan extends SqliteQuery implements ColumnScan {

    private static final String EXPLOITS = "SELECT cve, min(" + EvidenceSql.KNOWN + ") FROM evidence"
            + " WHERE kind BETWEEN 1 AND 4 AND withdrawn IS NULL GROUP BY cve ORDER BY cve";

    private static final int ROWS_A_BREATH = 4096;
    private final Runnable breath;
    private int rows;

    /** @param breath called every few thousand rows, so that a scan can make way for others */
    SqliteColumnScan(Connection db, Runnable breath) {
        super(db);
        this.breath = breath;
    }

    @Override
    public void cves(Cves all) {
        scan("SELECT id, state, published, modified, cvss_score, cwe, basis FROM cve ORDER BY id", row -> {
            double cvss = row.getDouble(5);
            boolean none = cvss == 0 && row.wasNull();
            all.cve(
                    row.getLong(1),
                    row.getString(2),
                    row.getString(3),
                    CveDay.at(row.getInt(7)).origin(),
                    row.getString(4),
                    none ? Double.NaN : cvss,
                    row.getString(6));
        });
    }

    @Override
    public void epss(Numbers all) {
        scan("SELECT cve, score FROM epss ORDER BY cve", row -> all.number(row.getLong(1), row.getDouble(2)));
    }

    @Override
    public void scores(Scores all) {
        scan(
                "SELECT cve, score, percentile FROM score ORDER BY cve",
                row -> all.score(row.getLong(1), row.getDouble(2), row.getDouble(3)));
    }

    @Override
    public void exploited(ExploitedCves all) {
        scan(
                "SELECT x.cve, " + ExploitedWriter.columns("x") + " FROM exploited x ORDER BY x.cve",
                row -> all.exploited(row.getLong(1), ExploitedWriter.read(row).orElseThrow()));
    }

    @Override
    public void exploits(Days all) {
        scan(EXPLOITS, row -> all.day(row.getLong(1), EvidenceSql.known(row.getString(2))));
    }

    @Override
    public void products(Products all) {
        scan(
                "SELECT id, vendor, product, vendor_key, product_key FROM product",
                row -> all.product(
                        row.getInt(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5)));
    }

    @Override
    public void affects(Pairs all) {
        scan("SELECT cve, product FROM affects ORDER BY cve", row -> all.pair(row.getLong(1), row.getLong(2)));
    }

    @Override
    public void publications(Publications all) {
        scan(
                "SELECT id, ref, kind, title, published, revised FROM bulletin ORDER BY published DESC, ref DESC",
                row -> all.publication(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6)));
    }

    @Override
    public void citations(Pairs all) {
        scan("SELECT bulletin, cve FROM bulletin_cve", row -> all.pair(row.getLong(1), row.getLong(2)));
    }

    @Override
    public void systems(Systems all) {
        scan(
                "SELECT bulletin, vendor_key, product_key FROM bulletin_system",
                row -> all.system(row.getLong(1), row.getString(2), row.getString(3)));
    }

    private void scan(String sql, Taker taker) {
        each(sql, row -> {
            taker.take(row);
            if (++rows % ROWS_A_BREATH == 0) {
                breath.run();
            }
        });
    }
}
