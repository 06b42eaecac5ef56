package vigie.store.sqlite;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import vigie.model.Evidence;
import vigie.model.Exploited;
import vigie.record.ExploitedStatements;
import vigie.store.Ingest;
import vigie.store.StoreException;

/**
 * Writes, once, what publications say of exploitation in a database that an older version filled. A publication that came or changed
 * after the first load said so here from the day on which its version was seen.
 */
final class StatementFill {

    static final Fill FILL = new Fill("statements.due", tx -> new StatementFill(tx).all());

    private final Tx tx;
    private final ExploitedWriter exploited;
    private final UnrecordedCves unrecorded;

    private StatementFill(Tx tx) throws SQLException {
        this.tx = tx;
        this.exploited = new ExploitedWriter(tx, ChangeWriter.none(tx));
        this.unrecorded = new UnrecordedCves(tx);
    }

    private record Said(long publication, List<Evidence> pieces) {}

    private void all() throws SQLException {
        Optional<LocalDate> load = Sql.first(
                tx.db(), "SELECT seen FROM bulletin ORDER BY seen LIMIT 1", row -> LocalDate.parse(row.getString(1)));
        if (load.isPresent()) {
            PackedRecords.each(
                    tx.db(),
                    "SELECT id, body FROM bulletin ORDER BY id",
                    StatementFill::read,
                    one -> write(one, load.get()));
        }
        exploited.settle();
        unrecorded.settle();
    }

    /** None for a document that cannot be read: the next version of the publication will bring what it says. */
    private static Stream<Said> read(PackedRecords.Packed packed) {
        try {
            List<Evidence> pieces = ExploitedStatements.in(
                    Documents.bulletin("publication " + packed.key(), packed.body(), LocalDate.MAX));
            return pieces.isEmpty() ? Stream.of() : Stream.of(new Said(packed.key(), pieces));
        } catch (JacksonException | IllegalArgumentException | StoreException e) {
            return Stream.of();
        }
    }

    private void write(Said said, LocalDate load) throws SQLException {
        LocalDate seen = Sql.first(
                        tx.prepare("SELECT seen FROM bulletin WHERE id = ?"),
                        row -> LocalDate.parse(row.getString(1)),
                        said.publication())
                .orElseThrow();
        Ingest.Origin origin = new Ingest.Origin(Exploited.CERTFR, "", seen, false);
        EvidenceWriter evidence = new EvidenceWriter(tx, origin, ChangeWriter.none(tx), exploited, unrecorded);
        String ref = said.pieces().get(0).ref();
        evidence.publication(Exploited.CERTFR, ref, said.pieces(), seen.equals(load));
    }
}
