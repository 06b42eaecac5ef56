package vigie.store.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import vigie.model.Bulletin;
import vigie.model.CveRecord;
import vigie.store.Ingest;
import vigie.store.StoreException;

/**
 * Derives again, once, what columns and indexes keep of the stored documents, after an upgrade to a version with other rules: names
 * and their keys, which products are affected, which assessment and weakness stand; or of the publications alone, whose words an
 * older version did not keep. All in one transaction, so that one that is broken off begins anew with the next writer. What does not
 * differ is not written.
 */
final class Rereading {

    private static final int BATCH = 1000;

    private static final String ALL_DUE = "SELECT 1 FROM mark WHERE key = 'reread.due'";
    private static final String DUE = "SELECT 1 FROM mark WHERE key IN ('reread.due', 'publication_words.due')";
    private static final String RECORDS = "SELECT w.id, w.body, r.misdated, r.seen, r.published, r.basis, "
            + Claim.COLUMNS + " FROM raw w JOIN record r ON r.cve = w.id / 4 AND r.source = w.id % 4 ORDER BY w.id";

    private final CveWriter cves;
    private final AffectsWriter affects;
    private final BulletinWriter bulletins;

    private Rereading(Tx tx) throws SQLException {
        Ingest.Origin nowhere = new Ingest.Origin("", "", LocalDate.EPOCH, false);
        ChangeWriter none = ChangeWriter.none(tx);
        this.cves = new CveWriter(tx, nowhere, none, new ExploitedWriter(tx, none), new UnrecordedCves(tx));
        this.affects = new AffectsWriter(tx);
        this.bulletins = new BulletinWriter(tx, nowhere, none, new UnrecordedCves(tx));
    }

    private record Kept(long key, byte[] body, Optional<Documents.Misdated> dates, Claim claim) {}

    private record Reread(CveRow row, Claim before) {}

    private record Publication(long id, byte[] body) {}

    /** Whether this database is still to be read again. */
    static boolean due(Connection db) throws SQLException {
        return Sql.first(db, DUE, row -> true).isPresent();
    }

    /** Reads it again; the connection is closed. */
    static void run(Connection db) throws SQLException {
        try (Tx tx = new Tx(db)) {
            tx.run("BEGIN IMMEDIATE");
            boolean done = false;
            try {
                Rereading rereading = new Rereading(tx);
                if (Sql.first(db, ALL_DUE, row -> true).isPresent()) {
                    rereading.affects.renameAll();
                    rereading.records(db);
                }
                rereading.publications(db);
                tx.run("DELETE FROM mark WHERE key IN ('reread.due', 'publication_words.due')");
                tx.run("COMMIT");
                done = true;
            } finally {
                if (!done) {
                    tx.rollback();
                }
            }
        }
    }

    private void records(Connection db) throws SQLException {
        try (PreparedStatement records = db.prepareStatement(RECORDS);
                ResultSet row = records.executeQuery()) {
            List<Kept> batch = new ArrayList<>(BATCH);
            while (row.next()) {
                batch.add(new Kept(row.getLong(1), row.getBytes(2), MisdatedSql.read(row), Claim.read(row, 7)));
                if (batch.size() == BATCH) {
                    write(batch);
                    batch.clear();
                }
            }
            write(batch);
        }
    }

    private void write(List<Kept> batch) throws SQLException {
        List<Optional<Reread>> rows =
                batch.parallelStream().map(Rereading::read).toList();
        for (Optional<Reread> reread : rows) {
            if (reread.isPresent()) {
                cves.rewrite(reread.get().row(), reread.get().before());
            }
        }
    }

    /** Nothing for a document that cannot be read: the next version of the record will bring what it says. */
    private static Optional<Reread> read(Kept kept) {
        try {
            CveRecord record = Documents.lean(kept.key(), kept.body(), kept.dates());
            return Optional.of(new Reread(CveRow.of(record), kept.claim()));
        } catch (JacksonException | IllegalArgumentException | StoreException e) {
            return Optional.empty();
        }
    }

    private void publications(Connection db) throws SQLException {
        List<Publication> all = new ArrayList<>();
        try (PreparedStatement bodies = db.prepareStatement("SELECT id, body FROM bulletin");
                ResultSet row = bodies.executeQuery()) {
            while (row.next()) {
                all.add(new Publication(row.getLong(1), row.getBytes(2)));
            }
        }
        for (Publication publication : all) {
            Optional<Bulletin> bulletin = read(publication);
            if (bulletin.isPresent()) {
                bulletins.derived(publication.id(), bulletin.get());
            }
        }
    }

    private static Optional<Bulletin> read(Publication publication) {
        try {
            return Optional.of(
                    Documents.bulletin("publication " + publication.id(), publication.body(), LocalDate.MAX));
        } catch (JacksonException | IllegalArgumentException | StoreException e) {
            return Optional.empty();
        }
    }
}
