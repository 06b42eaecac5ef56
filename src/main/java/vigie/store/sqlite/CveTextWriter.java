package vigie.store.sqlite;

import java.sql.SQLException;

/** Keeps the words by which a CVE is found; those of the CVE List, or NVD's where the list has no record. */
final class CveTextWriter {

    private static final String VALUES = " INTO cve_text (rowid, title, description, products) VALUES (?, ?, ?, ?)";

    private final Tx tx;

    CveTextWriter(Tx tx) {
        this.tx = tx;
    }

    void write(CveRow row, boolean known) throws SQLException {
        long cve = row.id().key();
        if (row.rejected()) {
            tx.run("DELETE FROM cve_text WHERE rowid = ?", cve);
            return;
        }
        tx.run(
                (known ? "INSERT OR REPLACE" : "INSERT") + VALUES,
                cve,
                row.title(),
                row.description(),
                row.productWords());
    }
}
