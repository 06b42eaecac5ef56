package vigie.store.sqlite;

import java.sql.SQLException;
import java.util.stream.Stream;
import vigie.text.SearchWords;

/** Keeps the words by which a CVE is found; those of the CVE List, of NVD or of a catalogue, whichever has any first. */
final class CveTextWriter {

    private static final String VALUES = " INTO cve_text (rowid, title, description, products) VALUES (?, ?, ?, ?)";

    private final Tx tx;

    CveTextWriter(Tx tx) {
        this.tx = tx;
    }

    void write(CveRow row, boolean known) throws SQLException {
        long cve = row.id().key();
        if (row.rejected()) {
            clear(cve);
            return;
        }
        write(cve, row.title(), row.description(), row.productWords(), known);
    }

    /** Whether the words of a record are kept otherwise than they are written. */
    static boolean signed(CveRow row) {
        return Stream.of(row.title(), row.description(), row.productWords())
                .anyMatch(text -> !SearchWords.signed(text).equals(text));
    }

    void clear(long cve) throws SQLException {
        tx.run("DELETE FROM cve_text WHERE rowid = ?", cve);
    }

    /** @param known whether the CVE may have words already */
    void write(long cve, String title, String description, String products, boolean known) throws SQLException {
        tx.run(
                (known ? "INSERT OR REPLACE" : "INSERT") + VALUES,
                cve,
                SearchWords.signed(title),
                SearchWords.signed(description),
                SearchWords.signed(products));
    }
}
