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
 * older version did not keep. What does not differ is not written.
 */
final class Rereading {

    private static final int BATCH = 1000;

    static final Fill RECORDS_AND_NAMES = new Fill("reread.due", tx -> {
        Rereading rereading = new Rereading(tx);
        rereading.affects.renameAll();
        rereading.records(tx.db());
    });

    /** Their words and systems. The script that made the index of their words asks for it, whatever else is due. */
    static final Fill PUBLICATIONS = new Fill("publication_words.due", tx -> new Rereading(tx).publications(tx.db()));

    private static final String RECORDS = "SELECT w.id, w.body, r.misdated, r.seen, r.published, r.basis, "
            + Claim.COLUMNS + " FROM raw w JOIN record r ON r.cve = w.id / 4 AND r.source = w.id % 4 ORDER BY w.id";

    private final CveWriter cves;
    private final AffectsWriter affects;
    private final BulletinWriter bulletins;

    private Rereading(Tx tx) throws SQLException {
        Ingest.Origin nowhere = new Ingest.Origin("", "", LocalDate.EPOCH, false);
        ChangeWriter none = ChangeWriter.none(tx);
        ExploitedWriter exploited = new ExploitedWriter(tx, none);
        UnrecordedCves unrecorded = new UnrecordedCves(tx);
        this.cves = new CveWriter(tx, nowhere, none, exploited, unrecorded, RecordedCves.any());
        this.affects = new AffectsWriter(tx);
        EvidenceWriter evidence = new EvidenceWriter(tx, nowhere, none, exploited, unrecorded);
        this.bulletins = new BulletinWriter(tx, nowhere, none, unrecorded, evidence);
    }

    private record Kept(long key, byte[] body, Optional<Documents.Misdated> dates, Claim claim) {}

    private record Reread(CveRow row, Claim before) {}

    private record Publication(long id, byte[] body) {}

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
