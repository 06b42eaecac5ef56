package vigie.store.sqlite;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import vigie.model.ChangeKind;
import vigie.model.Difference;
import vigie.model.Evidence;
import vigie.model.EvidenceKind;
import vigie.model.Observation;
import vigie.model.Plausible;
import vigie.store.Ingest;
import vigie.store.ShrunkException;

/** Writes dated evidence; what a snapshot holds no more stays, marked as withdrawn. */
final class EvidenceWriter {

    private final Tx tx;
    private final Ingest.Origin origin;
    private final String today;
    private final ChangeWriter changes;
    private final ExploitedWriter exploited;
    private final UnrecordedCves unrecorded;
    private final Map<String, Map<Key, Told>> collections = new HashMap<>();
    private final Set<String> firstLoads = new HashSet<>();
    private final Map<String, Map<Key, Told>> added = new HashMap<>();
    /** What is to be told of when everything is read: until then it may turn out to have another name only. */
    private final Map<Piece, Told> untold = new LinkedHashMap<>();

    EvidenceWriter(
            Tx tx, Ingest.Origin origin, ChangeWriter changes, ExploitedWriter exploited, UnrecordedCves unrecorded) {
        this.tx = tx;
        this.changes = changes;
        this.exploited = exploited;
        this.unrecorded = unrecorded;
        this.origin = origin;
        this.today = origin.today().toString();
    }

    WriteResult write(String collection, Evidence evidence) throws SQLException {
        Map<Key, Told> left = left(collection);
        Key key = Key.of(evidence);
        Told before = left.put(key, Told.DONE);
        if (before == Told.DONE) {
            return WriteResult.SAME;
        }
        // What was there on the day on which it was first seen is not of a later day, whatever the source says since.
        LocalDate seen = before == null ? origin.today() : before.firstSeen();
        Optional<LocalDate> date = evidence.date().flatMap(Plausible.on(seen)::day);
        Optional<LocalDate> given = date.isPresent() ? Optional.empty() : evidence.date();
        boolean firstLoad = before == null ? firstLoads.contains(collection) : before.firstLoad();
        LocalDate known = known(collection, evidence, seen, firstLoad, Optional.ofNullable(before));
        Told told = new Told(date, given, evidence.url(), seen, firstLoad, known, false);
        if (told.equals(before)) {
            return WriteResult.SAME;
        }
        put(collection, key, told);
        if (before == null && !firstLoads.contains(collection)) {
            added.computeIfAbsent(collection, c -> new LinkedHashMap<>()).put(key, told);
        }
        if (changes.logged() && !firstLoads.contains(collection) && (before == null || before.withdrawn())) {
            untold.put(new Piece(collection, key), told);
        }
        return before == null ? WriteResult.ADDED : WriteResult.CHANGED;
    }

    /**
     * From which day on a piece was known: since it was first seen; of what the first load held, since the source has held it, if it
     * says so. What changes later is not known later for it. A file of the user's own says what it says.
     */
    private static LocalDate known(
            String collection, Evidence evidence, LocalDate seen, boolean firstLoad, Optional<Told> before) {
        Optional<LocalDate> listed = evidence.listed().flatMap(Plausible.on(seen)::day);
        Optional<LocalDate> kept = before.map(Told::known);
        if (!firstLoad) {
            return kept.orElse(seen);
        }
        return Stream.concat(listed.stream(), ownFile(collection) ? Stream.of() : kept.stream())
                .min(LocalDate::compareTo)
                .orElse(seen);
    }

    /** Moves the day from which on a piece was known back to one since when its source has held it. */
    WriteResult held(Observation.EvidenceHeld held) throws SQLException {
        int moved = tx.run(
                "UPDATE evidence SET known = ? WHERE cve = ? AND kind = ? AND collection = ? AND url = ? AND "
                        + EvidenceSql.LISTED + " > ?",
                held.since(),
                held.cve().key(),
                held.kind().ordinal(),
                held.collection(),
                held.url(),
                held.since());
        return moved > 0 ? WriteResult.CHANGED : WriteResult.SAME;
    }

    private static boolean ownFile(String collection) {
        return collection.startsWith("file:");
    }

    /** Marks what the snapshot did not hold, some CVEs apart; returns how many were withdrawn. */
    int end(String collection, Set<Long> spared) throws SQLException {
        Map<Key, Told> known = left(collection);
        renamed(collection, known);
        List<Key> gone = known.entrySet().stream()
                .filter(entry ->
                        entry.getValue() != Told.DONE && !entry.getValue().withdrawn())
                .map(Map.Entry::getKey)
                .filter(key -> !spared.contains(key.cve()))
                .toList();
        // A file of the user's own says what it says.
        if (!ownFile(collection)) {
            long withdrawnBefore =
                    known.values().stream().filter(Told::withdrawn).count();
            ShrunkException.check(origin, gone.size(), known.size() - withdrawnBefore);
        }
        collections.remove(collection);
        return withdraw(collection, known, gone);
    }

    /**
     * Writes what one publication says, in place of what it said before; what it says no more is withdrawn. What it said on an earlier day
     * it has said since then.
     *
     * @param collection all publications of the source
     * @param ref the publication, which each piece names
     * @param firstLoad whether the publication is held since the first load of the source
     */
    void publication(String collection, String ref, List<Evidence> said, boolean firstLoad) throws SQLException {
        Map<Key, Told> known = left(collection);
        if (firstLoad) {
            firstLoads.add(collection);
        } else {
            firstLoads.remove(collection);
        }
        for (Evidence one : said) {
            Optional<LocalDate> before = Optional.ofNullable(known.get(Key.of(one)))
                    .filter(told -> !told.withdrawn())
                    .flatMap(Told::date);
            boolean earlier = before.isPresent()
                    && one.date().filter(before.get()::isAfter).isEmpty();
            write(collection, earlier ? one.of(before.get()) : one);
        }
        List<Key> gone = known.entrySet().stream()
                .filter(entry -> entry.getKey().ref().equals(ref))
                .filter(entry ->
                        entry.getValue() != Told.DONE && !entry.getValue().withdrawn())
                .map(Map.Entry::getKey)
                .toList();
        collections.remove(collection);
        added.remove(collection);
        withdraw(collection, known, gone);
    }

    private int withdraw(String collection, Map<Key, Told> known, List<Key> gone) throws SQLException {
        int withdrawn = 0;
        for (Key key : gone) {
            touch(key);
            Optional<String> said = Optional.of(key.words(known.get(key)));
            tell(key, ChangeKind.EVIDENCE, key.kindName(), said, Optional.empty(), Optional.empty());
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
        return withdrawn;
    }

    /**
     * What the source calls otherwise now is no new sign: it takes the place of the old one and keeps the day on which that was
     * first seen. This is the one rule for it: the same CVE, kind, source and day of the source's (or none for both), and the same
     * file name at the end of the reference, or, where there is a day, the same folder before it. Each old one once.
     */
    private void renamed(String collection, Map<Key, Told> known) throws SQLException {
        Map<Key, Told> fresh = Optional.ofNullable(added.remove(collection)).orElse(Map.of());
        if (fresh.isEmpty()) {
            return;
        }
        Map<Key, List<Key>> old = new HashMap<>();
        known.forEach((key, told) -> {
            if (told != Told.DONE) {
                old.computeIfAbsent(key.unnamed(), any -> new ArrayList<>()).add(key);
            }
        });
        old.values().forEach(keys -> keys.sort(Comparator.comparing(Key::ref)));
        for (Map.Entry<Key, Told> entry : fresh.entrySet()) {
            Key now = entry.getKey();
            Optional<LocalDate> day = entry.getValue().date();
            List<Key> candidates = old.getOrDefault(now.unnamed(), List.of());
            Optional<Key> before = candidates.stream()
                    .filter(key -> known.get(key).date().equals(day))
                    .filter(key -> key.file().equals(now.file())
                            || day.isPresent()
                                    && !now.folder().isEmpty()
                                    && key.folder().equals(now.folder()))
                    .min(Comparator.comparing(key -> key.file().equals(now.file()) ? 0 : 1));
            if (before.isPresent()) {
                replace(collection, before.get(), now);
                untold.remove(new Piece(collection, now));
                candidates.remove(before.get());
                known.remove(before.get());
            }
        }
    }

    private void replace(String collection, Key before, Key now) throws SQLException {
        touch(now);
        tx.run(
                "UPDATE evidence SET first_seen = old.first_seen, first_load = old.first_load, known = old.known"
                        + " FROM (SELECT first_seen, first_load, " + EvidenceSql.LISTED + " AS known FROM evidence"
                        + " WHERE cve = ? AND kind = ? AND collection = ? AND source = ? AND ref = ?) AS old"
                        + " WHERE cve = ? AND kind = ? AND collection = ? AND source = ? AND ref = ?",
                before.cve(),
                before.kind(),
                collection,
                before.source(),
                before.ref(),
                now.cve(),
                now.kind(),
                collection,
                now.source(),
                now.ref());
        tx.run(
                "DELETE FROM evidence WHERE cve = ? AND kind = ? AND collection = ? AND source = ? AND ref = ?",
                before.cve(),
                before.kind(),
                collection,
                before.source(),
                before.ref());
    }

    /** Writes down what is new: of a public exploit, whether it is the first of its CVE. */
    void settle() throws SQLException {
        Map<Long, Long> come = new HashMap<>();
        untold.keySet().stream()
                .filter(piece -> piece.key().exploit())
                .forEach(piece -> come.merge(piece.key().cve(), 1L, Long::sum));
        for (Map.Entry<Piece, Told> one : untold.entrySet()) {
            Key key = one.getKey().key();
            Optional<LocalDate> day = one.getValue().date();
            if (key.exploit()) {
                // The others that came with it are further ones.
                Long together = come.remove(key.cve());
                boolean first = together != null && exploits(key.cve()) == together;
                String said = key.kindName() + " " + key.words(one.getValue());
                tell(key, ChangeKind.EXPLOIT, first ? "first" : "further", Optional.empty(), Optional.of(said), day);
            } else {
                Optional<String> said = Optional.of(key.words(one.getValue()));
                tell(key, ChangeKind.EVIDENCE, key.kindName(), Optional.empty(), said, day);
            }
        }
        untold.clear();
    }

    private void tell(
            Key key,
            ChangeKind kind,
            String field,
            Optional<String> before,
            Optional<String> after,
            Optional<LocalDate> day)
            throws SQLException {
        changes.cve(key.cve(), List.of(new Difference(kind, field, key.source(), before, after, day)));
    }

    /** How many public exploits of a CVE are held that no source has withdrawn. */
    private long exploits(long cve) throws SQLException {
        return Sql.first(
                        tx.prepare("SELECT count(*) FROM evidence WHERE cve = ? AND kind BETWEEN 1 AND 4"
                                + " AND withdrawn IS NULL"),
                        row -> row.getLong(1),
                        cve)
                .orElse(0L);
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
                "INSERT INTO evidence (cve, kind, collection, source, ref, date, given, url, first_seen, first_load,"
                        + " known) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (cve, kind, collection, source, ref)"
                        + " DO UPDATE SET date = excluded.date, given = excluded.given, url = excluded.url,"
                        + " known = excluded.known, withdrawn = NULL",
                key.cve(),
                key.kind(),
                collection,
                key.source(),
                key.ref(),
                told.date(),
                told.given(),
                told.url(),
                today,
                told.firstLoad() ? 1 : 0,
                told.known().equals(told.date().orElse(told.firstSeen())) ? Optional.empty() : told.known());
    }

    private Map<Key, Told> left(String collection) throws SQLException {
        Map<Key, Told> known = collections.get(collection);
        if (known == null) {
            known = new HashMap<>();
            for (Map.Entry<Key, Told> entry : Sql.list(
                    tx.db(),
                    "SELECT cve, kind, source, ref, date, given, url, first_seen, first_load, "
                            + EvidenceSql.LISTED + ", withdrawn FROM evidence"
                            + " WHERE collection = ?",
                    row -> Map.entry(
                            new Key(row.getLong(1), row.getInt(2), row.getString(3), row.getString(4)),
                            new Told(
                                    Sql.text(row, "date").map(LocalDate::parse),
                                    Sql.text(row, "given").map(LocalDate::parse),
                                    row.getString(7),
                                    LocalDate.parse(row.getString(8)),
                                    row.getInt(9) == 1,
                                    LocalDate.parse(row.getString(10)),
                                    row.getString(11) != null)),
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

    private record Piece(String collection, Key key) {}

    private record Key(long cve, int kind, String source, String ref) {

        static Key of(Evidence evidence) {
            return new Key(evidence.cve().key(), evidence.kind().ordinal(), evidence.source(), evidence.ref());
        }

        String kindName() {
            return EvidenceKind.values()[kind].toString();
        }

        boolean exploit() {
            return EvidenceKind.values()[kind].publicExploit();
        }

        /** What the record of changes says of it: where to read on, else its name. */
        String words(Told told) {
            return told.url().isEmpty() ? ref : told.url();
        }

        /** The same for every name. */
        Key unnamed() {
            return new Key(cve, kind, source, "");
        }

        /** The last part of the reference; all of it where it ends in a slash. */
        String file() {
            String file = ref.substring(ref.lastIndexOf('/') + 1);
            return (file.isEmpty() ? ref : file).toLowerCase(Locale.ROOT);
        }

        /** What stands before the last part of the reference; empty where nothing does. */
        String folder() {
            return ref.substring(0, Math.max(0, ref.lastIndexOf('/'))).toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What is kept of a piece: the day that can be true, what the source gives instead, where to read on, and from which day on it was
     * known.
     */
    private record Told(
            Optional<LocalDate> date,
            Optional<LocalDate> given,
            String url,
            LocalDate firstSeen,
            boolean firstLoad,
            LocalDate known,
            boolean withdrawn) {
        /** Compared by identity: in the snapshot, nothing left to do. */
        static final Told DONE =
                new Told(Optional.empty(), Optional.empty(), "", LocalDate.MIN, false, LocalDate.MIN, false);
    }
}
