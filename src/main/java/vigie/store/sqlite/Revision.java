package vigie.store.sqlite;

import java.sql.SQLException;

/**
 * Tells transactions that change what is held from those that only note how work goes: what jobs did, when something was fetched,
 * what is to be fetched. The former give the database another revision. What is thinned is of the past, and no reason for another.
 */
final class Revision {

    /** By chance instead of by counting: a database that was restored must not come to a number that another one had. */
    private static final String RENEW = "INSERT INTO mark (key, value) VALUES ('revision', lower(hex(randomblob(8))))"
            + " ON CONFLICT (key) DO UPDATE SET value = excluded.value";

    /** With the number of the schema: the scripts of an upgrade know nothing of revisions. */
    static final String READ = "SELECT coalesce((SELECT value FROM mark WHERE key = 'revision'), '')"
            + " || ' ' || (SELECT schema_version FROM pragma_schema_version)";

    private final Tx tx;
    private final long from;
    private long notes;

    /** A statement that changes nothing of what is held. */
    @FunctionalInterface
    interface Note {
        void write() throws SQLException;
    }

    /** Watches what is written in the open transaction from now on. */
    Revision(Tx tx) throws SQLException {
        this.tx = tx;
        this.from = rows(tx);
    }

    /** Writes what is no reason for another revision. */
    void note(Note note) throws SQLException {
        long before = rows(tx);
        note.write();
        notes += rows(tx) - before;
    }

    /** At the end of the transaction: gives it another revision if it wrote anything but notes. */
    void settle() throws SQLException {
        if (rows(tx) - from > notes) {
            renew(tx);
        }
    }

    /** Gives the open transaction another revision. */
    static void renew(Tx tx) throws SQLException {
        tx.run(RENEW);
    }

    /** How many rows the connection has ever written, by triggers, too. */
    private static long rows(Tx tx) throws SQLException {
        return Sql.first(tx.prepare("SELECT total_changes()"), row -> row.getLong(1))
                .orElseThrow();
    }
}
