package vigie.store.sqlite;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vigie.model.Evidence;
import vigie.model.EvidenceKind;
import vigie.store.Ingest;
import vigie.store.ShrunkException;

/** Writes dated evidence; what a snapshot holds no more stays, marked as withdrawn. */
final class EvidenceWriter {

    private final Tx tx;
    private final Ingest.Origin origin;
    private final String today;
    private final ExploitedWriter exploited;
    private final UnrecordedCves unrecorded;
    private final Map<String, Map<Key, Told>> collections = new HashMap<>();

    EvidenceWriter(Tx tx, Ingest.Origin origin, ExploitedWriter exploited, UnrecordedCves unrecorded) {
        this.tx = tx;
        this.exploited = exploited;
        this.unrecorded = unrecorded;
        this.origin = origin;
        this.today = origin.today().toString();
    }

    WriteResult write(String collection, Evidence evidence) throws SQLException {
        Map<Key, Told> left = left(collection);
        Key key = new Key(evidence.cve().key(), evidence.kind().ordinal(), evidence.source(), evidence.ref());
        Told told = new Told(evidence.date().map(Object::toString), evidence.url(), false);
        Told before = left.put(key, Told.DONE);
        if (before == Told.DONE || told.equals(before)) {
            return WriteResult.SAME;
        }
        put(collection, key, told);
        return before == null ? WriteResult.ADDED : WriteResult.CHANGED;
    }

    /** Marks what the snapshot did not hold, some CVEs apart; returns how many were withdrawn. */
    int end(String collection, Set<Long> spared) throws SQLException {
        Map<Key, Told> known = left(collection);
        List<Key> gone = known.entrySet().stream()
                .filter(entry ->
                        entry.getValue() != Told.DONE && !entry.getValue().withdrawn())
                .map(Map.Entry::getKey)
                .filter(key -> !spared.contains(key.cve()))
                .toList();
        // A file of the user's own says what it says.
        if (!collection.startsWith("file:")) {
            long withdrawnBefore =
                    known.values().stream().filter(Told::withdrawn).count();
            ShrunkException.check(origin, gone.size(), known.size() - withdrawnBefore);
        }
        int withdrawn = 0;
        for (Key key : gone) {
            touch(key);
            withdrawn += tx.run(
                    "UPDATE evidence SET withdrawn = ?"
                            + " WHERE cve = ? AND kind = ? AND collection = ? AND source = ? AND ref = ?",
                    today,
                    key.cve(),
                    key.kind(),
                    collection,
                    key.source(),
                    key.ref());
        }
        collections.remove(collection);
        return withdrawn;
    }

    private void touch(Key key) {
        if (key.kind() == EvidenceKind.EXPLOITED.ordinal()) {
            exploited.touch(key.cve());
        }
    }

    private void put(String collection, Key key, Told told) throws SQLException {
        touch(key);
        unrecorded.touch(key.cve());
        tx.run(
                "INSERT INTO evidence (cve, kind, collection, source, ref, date, url, first_seen)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (cve, kind, collection, source, ref)"
                        + " DO UPDATE SET date = excluded.date, url = excluded.url, withdrawn = NULL",
                key.cve(),
                key.kind(),
                collection,
                key.source(),
                key.ref(),
                told.date(),
                told.url(),
                today);
    }

    private Map<Key, Told> left(String collection) throws SQLException {
        Map<Key, Told> known = collections.get(collection);
        if (known == null) {
            known = new HashMap<>();
            for (Map.Entry<Key, Told> entry : Sql.list(
                    tx.db(),
                    "SELECT cve, kind, source, ref, date, url, withdrawn FROM evidence WHERE collection = ?",
                    row -> Map.entry(
                            new Key(row.getLong(1), row.getInt(2), row.getString(3), row.getString(4)),
                            new Told(Sql.text(row, "date"), row.getString(6), row.getString(7) != null)),
                    collection)) {
                known.put(entry.getKey(), entry.getValue());
            }
            collections.put(collection, known);
        }
        return known;
    }

    private record Key(long cve, int kind, String source, String ref) {}

    private record Told(Optional<String> date, String url, boolean withdrawn) {
        /** Compared by identity: in the snapshot, nothing left to do. */
        static final Told DONE = new Told(Optional.empty(), "", false);
    }
}
