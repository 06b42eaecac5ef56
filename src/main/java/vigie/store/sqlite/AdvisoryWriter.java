package vigie.store.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import vigie.store.StoreException;
import vigie.text.Advisories;

/** Keeps which advisories of other names a record refers to. */
final class AdvisoryWriter {

    private static final int BATCH = 1_000;

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

    private record Packed(long key, byte[] body) {}

    private record Named(long key, Set<String> names) {}

    private void all(Connection db) throws SQLException {
        tx.run("DELETE FROM advisory");
        try (PreparedStatement records = db.prepareStatement("SELECT id, body FROM raw ORDER BY id");
                ResultSet row = records.executeQuery()) {
            List<Packed> batch = new ArrayList<>(BATCH);
            while (row.next()) {
                batch.add(new Packed(row.getLong(1), row.getBytes(2)));
                if (batch.size() == BATCH) {
                    write(batch);
                    batch.clear();
                }
            }
            write(batch);
        }
    }

    private void write(List<Packed> batch) throws SQLException {
        List<Named> all = batch.parallelStream()
                .map(AdvisoryWriter::read)
                .filter(one -> !one.names().isEmpty())
                .toList();
        for (Named one : all) {
            write(Documents.cve(one.key()), Documents.source(one.key()).ordinal(), one.names(), false);
        }
    }

    /** None for a document that cannot be read: the next version of the record will bring what it says. */
    private static Named read(Packed packed) {
        try {
            byte[] text = Documents.raw(packed.key(), packed.body());
            return new Named(packed.key(), Advisories.in(text, text.length));
        } catch (StoreException e) {
            return new Named(packed.key(), Set.of());
        }
    }
}
