package vigie.store.sqlite;

import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;

/**
 * Which CVEs may have a record. Of a database that was opened empty this is known without asking, which saves the first fill one look-up
 * a record; of any other each may. Only the one process that holds the lock writes records.
 */
final class RecordedCves {

    private final boolean all;
    private final Set<Long> written = new HashSet<>();

    private RecordedCves(boolean all) {
        this.all = all;
    }

    /** Nothing is known: each CVE may have one. */
    static RecordedCves any() {
        return new RecordedCves(true);
    }

    static RecordedCves of(Tx tx) throws SQLException {
        return new RecordedCves(
                Sql.first(tx.db(), "SELECT 1 FROM record LIMIT 1", row -> true).isPresent());
    }

    /** A record is written now; one whose transaction is taken back is asked for next time, as any. */
    void add(long cve) {
        if (!all) {
            written.add(cve);
        }
    }

    boolean mayHave(long cve) {
        return all || written.contains(cve);
    }
}
