package vigie.store.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.stream.Stream;
import vigie.store.StoreException;
import vigie.text.Advisories;

/** Keeps which advisories of other names a record refers to. */
final class AdvisoryWriter {

    /** Those of records that an older version took in. */
    static final Fill FILL = new Fill("advisories.due", tx -> new AdvisoryWriter(tx).all(tx.db()));

    private final Tx tx;

    AdvisoryWriter(Tx tx) {
        this.tx = tx;
    }

    /** @param replace whether an earlier version of the record was held */
    void write(long cve, int source, Set<String> names, boolean replace) throws SQLException {
        if (replace) {
            tx.run("DELETE FROM advisory WHERE cve = ? AND source = ?", cve, source);
        }
        for (String name : names) {
            tx.run("INSERT OR IGNORE INTO advisory (name, cve, source) VALUES (?, ?, ?)", name, cve, source);
        }
    }

    private record Named(long key, Set<String> names) {}

    private void all(Connection db) throws SQLException {
        tx.run("DELETE FROM advisory");
        PackedRecords.each(
                db,
                "SELECT id, body FROM raw ORDER BY id",
                AdvisoryWriter::read,
                one -> write(
                        Documents.cve(one.key()), Documents.source(one.key()).ordinal(), one.names(), false));
    }

    /** None for a document that cannot be read: the next version of the record will bring what it says. */
    private static Stream<Named> read(PackedRecords.Packed packed) {
        try {
            byte[] text = Documents.raw(packed.key(), packed.body());
            Set<String> names = Advisories.in(text, text.length);
            return names.isEmpty() ? Stream.of() : Stream.of(new Named(packed.key(), names));
        } catch (StoreException e) {
            return Stream.of();
        }
    }
}
