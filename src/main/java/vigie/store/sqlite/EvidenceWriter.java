package vigie.store.sqlite;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vigie.model.Evidence;
import vigie.model.EvidenceKind;
import vigie.model.Plausible;
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
    private final Set<String> firstLoads = new HashSet<>();

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
        Told before = left.put(key, Told.DONE);
        if (before == Told.DONE) {
            return WriteResult.SAME;
        }
        // What was there on the day on which it was first seen is not of a later day, whatever the source says since.
        LocalDate seen = before == null ? origin.today() : before.firstSeen();
        Optional<LocalDate> date = evidence.date().flatMap(Plausible.on(seen)::day);
        Optional<LocalDate> given = date.isPresent() ? Optional.empty() : evidence.date();
        Told told = new Told(date, given, evidence.url(), seen, false);
        if (told.equals(before)) {
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
                "INSERT INTO evidence (cve, kind, collection, source, ref, date, given, url, first_seen, first_load)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (cve, kind, collection, source, ref)"
                        + " DO UPDATE SET date = excluded.date, given = excluded.given, url = excluded.url,"
                        + " withdrawn = NULL",
                key.cve(),
                key.kind(),
                collection,
                key.source(),
                key.ref(),
                told.date(),
                told.given(),
                told.url(),
                today,
                firstLoads.contains(collection) ? 1 : 0);
    }

    private Map<Key, Told> left(String collection) throws SQLException {
        Map<Key, Told> known = collections.get(collection);
        if (known == null) {
            known = new HashMap<>();
            for (Map.Entry<Key, Told> entry : Sql.list(
                    tx.db(),
                    "SELECT cve, kind, source, ref, date, given, url, first_seen, withdrawn FROM evidence"
                            + " WHERE collection = ?",
                    row -> Map.entry(
                            new Key(row.getLong(1), row.getInt(2), row.getString(3), row.getString(4)),
                            new Told(
                                    Sql.text(row, "date").map(LocalDate::parse),
                                    Sql.text(row, "given").map(LocalDate::parse),
                                    row.getString(7),
                                    LocalDate.parse(row.getString(8)),
                                    row.getString(9) != null)),
                    collection)) {
                known.put(entry.getKey(), entry.getValue());
            }
            collections.put(collection, known);
            if (known.isEmpty()) {
                firstLoads.add(collection);
            }
        }
        return known;
    }

    private record Key(long cve, int kind, String source, String ref) {}

    /** What is kept of a piece: the day that can be true, what the source gives instead, and where to read on. */
    private record Told(
            Optional<LocalDate> date, Optional<LocalDate> given, String url, LocalDate firstSeen, boolean withdrawn) {
        /** Compared by identity: in the snapshot, nothing left to do. */
        static final Told DONE = new Told(Optional.empty(), Optional.empty(), "", LocalDate.MIN, false);
    }
}
