package vigie.store.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads the documents that a database holds, some hundred at a time in parallel, for what an upgrade is to compute from them. */
final class PackedRecords {

    private static final int BATCH = 1_000;

    /** Writes what was read of a record. */
    @FunctionalInterface
    interface Sink<T> {
        void accept(T read) throws SQLException;
    }

    /**
     * A document as it is stored.
     *
     * @param key of a record, see {@link Documents#key}; of a publication, its row
     */
    record Packed(long key, byte[] body) {}

    private PackedRecords() {}

    /**
     * Reads records and writes what is read of them, in the order of the records.
     *
     * @param select gives the columns {@code id} and {@code body} of table {@code raw} or {@code bulletin}
     * @param read called by several threads; nothing for a record that says nothing of the matter or cannot be read
     */
    static <T> void each(Connection db, String select, Function<Packed, Stream<T>> read, Sink<T> sink)
            throws SQLException {
        try (PreparedStatement records = db.prepareStatement(select);
                ResultSet row = records.executeQuery()) {
            List<Packed> batch = new ArrayList<>(BATCH);
            while (row.next()) {
                batch.add(new Packed(row.getLong(1), row.getBytes(2)));
                if (batch.size() == BATCH) {
                    write(batch, read, sink);
                    batch.clear();
                }
            }
            write(batch, read, sink);
        }
    }

    private static <T> void write(List<Packed> batch, Function<Packed, Stream<T>> read, Sink<T> sink)
            throws SQLException {
        for (T one : batch.parallelStream().flatMap(read).toList()) {
            sink.accept(one);
        }
    }
}
