package vigie.store.sqlite;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vigie.model.Bulletin;
import vigie.model.BulletinDifferences;
import vigie.model.CveId;
import vigie.model.DateOrigin;
import vigie.model.Evidence;
import vigie.model.Exploited;
import vigie.model.KnownDay;
import vigie.record.ExploitedStatements;
import vigie.store.Ingest;
import vigie.store.StoreException;
import vigie.text.Names;

/** Writes publications, the CVEs they cite, the systems they name and their words. */
final class BulletinWriter {

    private final Tx tx;
    private final LocalDate today;
    private final boolean firstLoad;
    private final String source;
    private final ChangeWriter changes;
    private final ChangeWriter news;
    private final UnrecordedCves unrecorded;
    private final BulletinTextWriter text;
    private final EvidenceWriter evidence;

    BulletinWriter(
            Tx tx, Ingest.Origin origin, ChangeWriter changes, UnrecordedCves unrecorded, EvidenceWriter evidence) {
        this.tx = tx;
        this.source = origin.source();
        this.changes = changes;
        this.news = changes.always();
        this.today = origin.today();
        this.firstLoad = !origin.logged();
        this.unrecorded = unrecorded;
        this.text = new BulletinTextWriter(tx);
        this.evidence = evidence;
    }

    /** What is held of a publication. */
    private record Held(long hash, KnownDay published) {}

    WriteResult write(Bulletin prepared, SqlitePrepared.Document document) throws SQLException {
        long hash = document.hash();
        Optional<Held> held = Sql.first(
                tx.prepare("SELECT hash, published, origin FROM bulletin WHERE ref = ?"),
                row -> new Held(
                        row.getLong(1), new KnownDay(LocalDate.parse(row.getString(2)), DateOrigin.at(row.getInt(3)))),
                prepared.ref());
        if (held.isPresent() && held.get().hash() == hash) {
            return WriteResult.SAME;
        }
        Bulletin bulletin = believed(prepared, document, held.map(Held::published));
        tell(bulletin);
        tx.run(
                "INSERT INTO bulletin (ref, kind, title, published, origin, revised, hash, seen, body)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (ref) DO UPDATE SET kind = excluded.kind,"
                        + " title = excluded.title, published = excluded.published, origin = excluded.origin,"
                        + " revised = excluded.revised,"
                        + " hash = excluded.hash, seen = excluded.seen, body = excluded.body",
                bulletin.ref(),
                bulletin.kind(),
                bulletin.title(),
                bulletin.published(),
                bulletin.origin().ordinal(),
                bulletin.revised(),
                hash,
                today,
                document.packed());
        long id = Sql.first(tx.prepare("SELECT id FROM bulletin WHERE ref = ?"), row -> row.getLong(1), bulletin.ref())
                .orElseThrow();
        parts(id, bulletin, held.isPresent());
        List<Evidence> said = ExploitedStatements.in(bulletin);
        if (held.isPresent() || !said.isEmpty()) {
            evidence.publication(Exploited.CERTFR, bulletin.ref().text(), said, firstLoad);
        }
        return held.isPresent() ? WriteResult.CHANGED : WriteResult.ADDED;
    }

    /** Writes down what the publication says otherwise than the version that is still held. */
    private void tell(Bulletin bulletin) throws SQLException {
        record Kept(byte[] body, LocalDate seen) {}
        Optional<LocalDate> load = firstLoad();
        if (load.isEmpty() && !changes.logged()) {
            return;
        }
        String ref = bulletin.ref().text();
        Optional<Kept> kept = Sql.first(
                tx.prepare("SELECT body, seen FROM bulletin WHERE ref = ?"),
                row -> new Kept(row.getBytes(1), LocalDate.parse(row.getString(2))),
                ref);
        if (kept.isEmpty()) {
            if (load.isEmpty() || !bulletin.published().isBefore(load.get())) {
                news.publication(bulletin.ref(), BulletinDifferences.of(bulletin));
            }
            return;
        }
        try {
            Bulletin old = Documents.bulletin(ref, kept.get().body(), kept.get().seen());
            news.publication(bulletin.ref(), BulletinDifferences.between(old, bulletin));
        } catch (StoreException e) {
            // What the damaged document said nobody knows.
        }
    }

    /**
     * The day on which the first load began. A publication from before it is no news when it comes later, because it could not be read
     * then or because more is read than before; one from after it is, also while others of the first load are still missing.
     */
    private Optional<LocalDate> firstLoad() throws SQLException {
        return Sql.first(
                        tx.prepare("SELECT min(started) FROM run WHERE source = ? AND outcome <> 'FAILED'"),
                        row -> Optional.ofNullable(row.getString(1)),
                        source)
                .orElse(Optional.empty())
                .map(moment -> LocalDate.ofInstant(Instant.parse(moment), ZoneOffset.UTC));
    }

    /** The publication with the dates that can be true today; one without a day of its own keeps that on which it was first seen. */
    private Bulletin believed(Bulletin prepared, SqlitePrepared.Document document, Optional<KnownDay> held) {
        boolean dated = prepared.origin() == DateOrigin.SOURCE;
        Bulletin bulletin = dated && !prepared.latest().isAfter(today)
                ? prepared
                : Documents.bulletin(prepared.ref().text(), document.packed(), today);
        if (bulletin.origin() == DateOrigin.SOURCE) {
            return bulletin;
        }
        KnownDay first = bulletin.published().equals(today)
                ? KnownDay.seen(today, firstLoad)
                : new KnownDay(bulletin.published(), DateOrigin.BEFORE);
        return bulletin.knownFrom(
                held.filter(day -> day.origin() != DateOrigin.SOURCE).orElse(first));
    }

    /**
     * Writes what the publication cites in place of what is held. Which of its versions added a CVE it does not say: one that a later
     * version than the held one adds is cited since that was seen, as evidence is.
     */
    private void parts(long id, Bulletin bulletin, boolean held) throws SQLException {
        Map<Long, Optional<String>> before = new HashMap<>();
        Sql.list(
                        tx.prepare("SELECT cve, since FROM bulletin_cve WHERE bulletin = ?"),
                        row -> Map.entry(row.getLong(1), Sql.text(row, "since")),
                        id)
                .forEach(cited -> before.put(cited.getKey(), cited.getValue()));
        before.keySet().forEach(unrecorded::touch);
        tx.run("DELETE FROM bulletin_cve WHERE bulletin = ?", id);
        Optional<String> added = held && !firstLoad ? Optional.of(today.toString()) : Optional.empty();
        for (CveId cve : bulletin.cves()) {
            tx.run(
                    "INSERT INTO bulletin_cve (bulletin, cve, since) VALUES (?, ?, ?)",
                    id,
                    cve.key(),
                    before.getOrDefault(cve.key(), added));
            unrecorded.touch(cve.key());
        }
        derived(id, bulletin);
    }

    /** Writes the systems that a publication names, and its words, in place of those that are held. */
    void derived(long id, Bulletin bulletin) throws SQLException {
        text.write(id, bulletin);
        tx.run("DELETE FROM bulletin_system WHERE bulletin = ?", id);
        List<Bulletin.AffectedSystem> systems = bulletin.systems().stream()
                .filter(Bulletin.AffectedSystem::mayBeAffected)
                .toList();
        for (Bulletin.AffectedSystem system : systems) {
            String vendor = Names.vendor(system.vendor());
            tx.run(
                    "INSERT OR IGNORE INTO bulletin_system (bulletin, vendor_key, product_key) VALUES (?, ?, ?)",
                    id,
                    vendor,
                    Names.product(vendor, system.product()));
        }
    }
}
