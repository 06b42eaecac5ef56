package vigie.store.sqlite;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vigie.model.ChangeKind;
import vigie.model.DateOrigin;
import vigie.model.Difference;
import vigie.model.KnownDay;
import vigie.model.KnownExploited;
import vigie.model.Plausible;
import vigie.store.Ingest;
import vigie.store.ShrunkException;

/** Writes catalogues of known exploited vulnerabilities; entries that vanish stay, marked as withdrawn. */
final class KevWriter {

    private final Tx tx;
    private final Ingest.Origin origin;
    private final String today;
    private final ChangeWriter changes;
    private final ExploitedWriter exploited;
    private final UnrecordedCves unrecorded;
    private final Map<String, Set<Long>> seen = new HashMap<>();
    private final Map<String, Boolean> firstLoads = new HashMap<>();

    KevWriter(Tx tx, Ingest.Origin origin, ChangeWriter changes, ExploitedWriter exploited, UnrecordedCves unrecorded) {
        this.tx = tx;
        this.changes = changes;
        this.exploited = exploited;
        this.unrecorded = unrecorded;
        this.origin = origin;
        this.today = origin.today().toString();
    }

    /** What is kept of an entry. */
    private record Told(
            KnownDay added,
            Optional<String> due,
            String ransomware,
            String vendor,
            String product,
            String name,
            String notes,
            boolean withdrawn) {}

    private record Held(Told told, LocalDate firstSeen) {}

    WriteResult write(KnownExploited entry) throws SQLException {
        long cve = entry.cve().key();
        seen.computeIfAbsent(entry.catalogue(), c -> new HashSet<>()).add(cve);
        boolean firstLoad = firstLoad(entry.catalogue());
        Optional<Held> held = held(cve, entry.catalogue());
        Told told = new Told(
                added(entry, held, firstLoad),
                entry.due().map(Object::toString),
                entry.ransomware(),
                entry.vendor(),
                entry.product(),
                entry.name(),
                entry.notes(),
                false);
        if (held.map(Held::told).equals(Optional.of(told))) {
            return WriteResult.SAME;
        }
        if (!firstLoad) {
            changes.cve(cve, differences(entry.source(), held.map(Held::told), told));
        }
        exploited.touch(cve);
        unrecorded.touch(cve);
        tx.run(
                "INSERT INTO kev (cve, catalogue, added, origin, due, ransomware, vendor, product, name, notes, first_seen)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (cve, catalogue) DO UPDATE SET"
                        + " added = excluded.added, origin = excluded.origin, due = excluded.due,"
                        + " ransomware = excluded.ransomware,"
                        + " vendor = excluded.vendor, product = excluded.product, name = excluded.name,"
                        + " notes = excluded.notes, withdrawn = NULL",
                cve,
                entry.catalogue(),
                told.added().day(),
                told.added().origin().ordinal(),
                entry.due(),
                entry.ransomware(),
                entry.vendor(),
                entry.product(),
                entry.name(),
                entry.notes(),
                today);
        return held.isPresent() ? WriteResult.CHANGED : WriteResult.ADDED;
    }

    private static List<Difference> differences(String who, Optional<Told> held, Told told) {
        Optional<LocalDate> day = Optional.of(told.added().day());
        if (held.isEmpty() || held.get().withdrawn()) {
            return List.of(new Difference(
                    ChangeKind.KEV_ADDED, "added", who, Optional.empty(), day.map(LocalDate::toString), day));
        }
        Told old = held.get();
        List<Difference> found = new ArrayList<>();
        compare(found, "added", who, day(old), day(told));
        compare(found, "due", who, old.due(), told.due());
        compare(found, "ransomware", who, Optional.of(old.ransomware()), Optional.of(told.ransomware()));
        return found;
    }

    private static Optional<String> day(Told told) {
        return Optional.of(told.added().day().toString());
    }

    private static void compare(
            List<Difference> found, String field, String who, Optional<String> old, Optional<String> now) {
        if (!old.equals(now)) {
            found.add(new Difference(
                    ChangeKind.KEV_CHANGED,
                    field,
                    who,
                    old.filter(text -> !text.isBlank()),
                    now.filter(text -> !text.isBlank()),
                    Optional.empty()));
        }
    }

    /** The day that the catalogue gives, where it can be true; else that on which the entry was first seen. */
    private KnownDay added(KnownExploited entry, Optional<Held> held, boolean firstLoad) {
        LocalDate firstSeen = held.map(Held::firstSeen).orElse(origin.today());
        Optional<KnownDay> undated =
                held.map(known -> known.told().added()).filter(day -> day.origin() != DateOrigin.SOURCE);
        return entry.added()
                .flatMap(Plausible.on(firstSeen)::day)
                .map(KnownDay::of)
                .or(() -> undated)
                .orElseGet(() -> KnownDay.seen(firstSeen, firstLoad));
    }

    private boolean firstLoad(String catalogue) throws SQLException {
        Boolean known = firstLoads.get(catalogue);
        if (known == null) {
            known = Sql.first(tx.prepare("SELECT 1 FROM kev WHERE catalogue = ? LIMIT 1"), row -> true, catalogue)
                    .isEmpty();
            firstLoads.put(catalogue, known);
        }
        return known;
    }

    private Optional<Held> held(long cve, String catalogue) throws SQLException {
        return Sql.first(
                tx.prepare("SELECT added, origin, due, ransomware, vendor, product, name, notes, withdrawn, first_seen"
                        + " FROM kev WHERE cve = ? AND catalogue = ?"),
                row -> new Held(
                        new Told(
                                new KnownDay(LocalDate.parse(row.getString(1)), DateOrigin.at(row.getInt(2))),
                                Optional.ofNullable(row.getString(3)),
                                row.getString(4),
                                row.getString(5),
                                row.getString(6),
                                row.getString(7),
                                row.getString(8),
                                row.getString(9) != null),
                        LocalDate.parse(row.getString(10))),
                cve,
                catalogue);
    }

    /** Marks what the snapshot did not hold, some CVEs apart; returns how many entries were withdrawn. */
    int end(String catalogue, Set<Long> spared) throws SQLException {
        Set<Long> present = Optional.ofNullable(seen.remove(catalogue)).orElse(Set.of());
        record Listed(long cve, String added) {}
        List<Listed> held = Sql.list(
                tx.db(),
                "SELECT cve, added FROM kev WHERE catalogue = ? AND withdrawn IS NULL",
                row -> new Listed(row.getLong(1), row.getString(2)),
                catalogue);
        List<Listed> gone = held.stream()
                .filter(one -> !present.contains(one.cve()) && !spared.contains(one.cve()))
                .toList();
        ShrunkException.check(origin, gone.size(), held.size());
        int withdrawn = 0;
        for (Listed one : gone) {
            long cve = one.cve();
            changes.cve(
                    cve,
                    List.of(new Difference(
                            ChangeKind.KEV_WITHDRAWN,
                            "added",
                            KnownExploited.source(catalogue),
                            Optional.of(one.added()),
                            Optional.empty(),
                            Optional.empty())));
            exploited.touch(cve);
            unrecorded.touch(cve);
            withdrawn += tx.run("UPDATE kev SET withdrawn = ? WHERE cve = ? AND catalogue = ?", today, cve, catalogue);
        }
        return withdrawn;
    }
}
