package vigie.store.sqlite;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import vigie.model.Bulletin;
import vigie.model.CveId;
import vigie.text.Names;

/** Writes publications, the CVEs they cite and the systems they name. */
final class BulletinWriter {

    private final Tx tx;
    private final String today;
    private final UnrecordedCves unrecorded;

    BulletinWriter(Tx tx, String today, UnrecordedCves unrecorded) {
        this.tx = tx;
        this.today = today;
        this.unrecorded = unrecorded;
    }

    WriteResult write(Bulletin bulletin, SqlitePrepared.Document document) throws SQLException {
        long hash = document.hash();
        Optional<Long> held =
                Sql.first(tx.prepare("SELECT hash FROM bulletin WHERE ref = ?"), row -> row.getLong(1), bulletin.ref());
        if (held.isPresent() && held.get() == hash) {
            return WriteResult.SAME;
        }
        tx.run(
                "INSERT INTO bulletin (ref, kind, title, published, revised, hash, seen, body)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (ref) DO UPDATE SET kind = excluded.kind,"
                        + " title = excluded.title, published = excluded.published, revised = excluded.revised,"
                        + " hash = excluded.hash, seen = excluded.seen, body = excluded.body",
                bulletin.ref(),
                bulletin.kind(),
                bulletin.title(),
                bulletin.published(),
                bulletin.revised(),
                hash,
                today,
                document.packed());
        long id = Sql.first(tx.prepare("SELECT id FROM bulletin WHERE ref = ?"), row -> row.getLong(1), bulletin.ref())
                .orElseThrow();
        parts(id, bulletin);
        return held.isPresent() ? WriteResult.CHANGED : WriteResult.ADDED;
    }

    private void parts(long id, Bulletin bulletin) throws SQLException {
        Sql.list(tx.prepare("SELECT cve FROM bulletin_cve WHERE bulletin = ?"), row -> row.getLong(1), id)
                .forEach(unrecorded::touch);
        tx.run("DELETE FROM bulletin_cve WHERE bulletin = ?", id);
        for (CveId cve : bulletin.cves()) {
            tx.run("INSERT INTO bulletin_cve (bulletin, cve) VALUES (?, ?)", id, cve.key());
            unrecorded.touch(cve.key());
        }
        systems(id, bulletin);
    }

    /** Writes the systems that a publication names, in place of those that are held. */
    void systems(long id, Bulletin bulletin) throws SQLException {
        tx.run("DELETE FROM bulletin_system WHERE bulletin = ?", id);
        List<Bulletin.AffectedSystem> systems = bulletin.systems().stream()
                .filter(Bulletin.AffectedSystem::mayBeAffected)
                .toList();
        for (Bulletin.AffectedSystem system : systems) {
            tx.run(
                    "INSERT OR IGNORE INTO bulletin_system (bulletin, vendor_key, product_key) VALUES (?, ?, ?)",
                    id,
                    Names.vendor(system.vendor()),
                    Names.product(system.product()));
        }
    }
}
