package vigie.store.sqlite;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vigie.model.KnownExploited;
import vigie.store.Ingest;
import vigie.store.ShrunkException;

/** Writes catalogues of known exploited vulnerabilities; entries that vanish stay, marked as withdrawn. */
final class KevWriter {

    private final Tx tx;
    private final Ingest.Origin origin;
    private final String today;
    private final ExploitedWriter exploited;
    private final UnrecordedCves unrecorded;
    private final Map<String, Set<Long>> seen = new HashMap<>();

    KevWriter(Tx tx, Ingest.Origin origin, ExploitedWriter exploited, UnrecordedCves unrecorded) {
        this.tx = tx;
        this.exploited = exploited;
        this.unrecorded = unrecorded;
        this.origin = origin;
        this.today = origin.today().toString();
    }

    WriteResult write(KnownExploited entry) throws SQLException {
        long cve = entry.cve().key();
        seen.computeIfAbsent(entry.catalogue(), c -> new HashSet<>()).add(cve);
        List<Object> told = List.of(
                entry.added().toString(),
                entry.due().map(Object::toString).orElse(""),
                entry.ransomware(),
                entry.vendor(),
                entry.product(),
                entry.name(),
                entry.notes(),
                "");
        Optional<List<Object>> held = held(cve, entry.catalogue());
        if (held.equals(Optional.of(told))) {
            return WriteResult.SAME;
        }
        exploited.touch(cve);
        unrecorded.touch(cve);
        tx.run(
                "INSERT INTO kev (cve, catalogue, added, due, ransomware, vendor, product, name, notes, first_seen)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (cve, catalogue) DO UPDATE SET"
                        + " added = excluded.added, due = excluded.due, ransomware = excluded.ransomware,"
                        + " vendor = excluded.vendor, product = excluded.product, name = excluded.name,"
                        + " notes = excluded.notes, withdrawn = NULL",
                cve,
                entry.catalogue(),
                entry.added(),
                entry.due(),
                entry.ransomware(),
                entry.vendor(),
                entry.product(),
                entry.name(),
                entry.notes(),
                today);
        return held.isPresent() ? WriteResult.CHANGED : WriteResult.ADDED;
    }

    private Optional<List<Object>> held(long cve, String catalogue) throws SQLException {
        return Sql.first(
                tx.prepare("SELECT added, coalesce(due, ''), ransomware, vendor, product, name, notes,"
                        + " coalesce(withdrawn, '') FROM kev WHERE cve = ? AND catalogue = ?"),
                row -> {
                    Object[] fields = new Object[8];
                    for (int i = 0; i < fields.length; i++) {
                        fields[i] = row.getString(i + 1);
                    }
                    return List.of(fields);
                },
                cve,
                catalogue);
    }

    /** Marks what the snapshot did not hold, some CVEs apart; returns how many entries were withdrawn. */
    int end(String catalogue, Set<Long> spared) throws SQLException {
        Set<Long> present = Optional.ofNullable(seen.remove(catalogue)).orElse(Set.of());
        List<Long> held = Sql.list(
                tx.db(),
                "SELECT cve FROM kev WHERE catalogue = ? AND withdrawn IS NULL",
                row -> row.getLong(1),
                catalogue);
        List<Long> gone = held.stream()
                .filter(cve -> !present.contains(cve) && !spared.contains(cve))
                .toList();
        ShrunkException.check(origin, gone.size(), held.size());
        int withdrawn = 0;
        for (long cve : gone) {
            exploited.touch(cve);
            unrecorded.touch(cve);
            withdrawn += tx.run("UPDATE kev SET withdrawn = ? WHERE cve = ? AND catalogue = ?", today, cve, catalogue);
        }
        return withdrawn;
    }
}
