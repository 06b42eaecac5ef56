package vigie.store.sqlite;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * What no script of an upgrade can compute: due while its mark stands, which a script sets, and done in one transaction that takes
 * the mark away, so that one that is broken off begins anew with the next writer.
 *
 * @param mark key of the mark
 * @param work what is to be written, within an open transaction
 */
record Fill(String mark, Work work) {

    /** Writes within an open transaction. */
    @FunctionalInterface
    interface Work {
        void in(Tx tx) throws SQLException;
    }

    /** Whether it is still to be done in this database. */
    boolean due(Connection db) throws SQLException {
        return Sql.first(db, "SELECT 1 FROM mark WHERE key = ?", row -> true, mark)
                .isPresent();
    }

    /** Does it if it is due. */
    void run(Tx tx) throws SQLException {
        if (!due(tx.db())) {
            return;
        }
        tx.run("BEGIN IMMEDIATE");
        boolean done = false;
        try {
            work.in(tx);
            tx.run("DELETE FROM mark WHERE key = ?", mark);
            Revision.renew(tx);
            tx.run("COMMIT");
            done = true;
        } finally {
            if (!done) {
                tx.rollback();
            }
        }
    }
}
