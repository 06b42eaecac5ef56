package vigie.store.sqlite;

import java.sql.SQLException;
import java.util.Optional;
import vigie.model.CveId;
import vigie.store.Ingest;

/** Writes down what the reading of a feed changed, and what of it could not be used. */
final class NewsWriter {

    private final Tx tx;
    private final Ingest.Origin origin;

    NewsWriter(Tx tx, Ingest.Origin origin) {
        this.tx = tx;
        this.origin = origin;
    }

    /** A change is news only after the first load of its source. */
    void change(WriteResult outcome, Optional<CveId> cve, Optional<String> ref) throws SQLException {
        if (origin.logged() && outcome != WriteResult.SAME) {
            tx.run(
                    "INSERT INTO change (day, source, cve, ref, what) VALUES (?, ?, ?, ?, ?)",
                    origin.today(),
                    origin.source(),
                    cve.map(CveId::key),
                    ref,
                    outcome);
        }
    }

    /** A CVE that was not known to be exploited became so. */
    void exploited(long cve) throws SQLException {
        if (origin.logged()) {
            tx.run(
                    "INSERT INTO change (day, source, cve, what) VALUES (?, ?, ?, 'EXPLOITED')",
                    origin.today(),
                    origin.source(),
                    cve);
        }
    }

    void problem(String record, String cause) throws SQLException {
        tx.run(
                "INSERT INTO problem (source, feed, record, cause, day) VALUES (?, ?, ?, ?, ?)",
                origin.source(),
                origin.feed(),
                record,
                cause,
                origin.today());
    }
}
