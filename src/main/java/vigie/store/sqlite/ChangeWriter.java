package vigie.store.sqlite;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vigie.model.BulletinRef;
import vigie.model.Difference;

/** Writes the record of changes, within the open transaction. */
final class ChangeWriter {

    /** The number of the last event ever; none if there was none. */
    static final String LAST = "SELECT seq FROM sqlite_sequence WHERE name = 'change'";

    /** The moment from which on events are written; none before the first source was read. */
    static final String SINCE = "SELECT value FROM mark WHERE key = 'changes.since'";

    /** Events before a moment are no longer held. */
    static final String LATER = "UPDATE mark SET value = max(value, ?) WHERE key = 'changes.since'";

    private final Tx tx;
    private final String at;
    private final String source;
    private final boolean logged;

    /**
     * @param at the moment that all events bear
     * @param source the source that says so
     * @param logged whether anything is written: not at the first load of a source
     */
    ChangeWriter(Tx tx, Instant at, String source, boolean logged) {
        this(tx, SqliteChangeQuery.moment(at), source, logged);
    }

    private ChangeWriter(Tx tx, String at, String source, boolean logged) {
        this.tx = tx;
        this.at = at;
        this.source = source;
        this.logged = logged;
    }

    /** One that writes nothing: what is derived again from stored documents is no news. */
    static ChangeWriter none(Tx tx) {
        return new ChangeWriter(tx, Instant.EPOCH, "", false);
    }

    /** One of the same moment and source that writes whatever it is given. */
    ChangeWriter always() {
        return new ChangeWriter(tx, at, source, true);
    }

    /** Writes down the moment of the first reading: what changes from then on is recorded. */
    void begin() throws SQLException {
        tx.run("INSERT OR IGNORE INTO mark (key, value) VALUES ('changes.since', ?)", at);
    }

    /** Whether events are written. */
    boolean logged() {
        return logged;
    }

    /** What changed of a CVE. */
    void cve(long cve, List<Difference> differences) throws SQLException {
        write(Optional.of(cve), Optional.empty(), differences);
    }

    /** What changed of a publication. */
    void publication(BulletinRef ref, List<Difference> differences) throws SQLException {
        write(Optional.empty(), Optional.of(ref.text()), differences);
    }

    private void write(Optional<Long> cve, Optional<String> ref, List<Difference> differences) throws SQLException {
        if (!logged) {
            return;
        }
        for (Difference what : differences) {
            tx.run(
                    "INSERT INTO change (at, kind, cve, ref, field, who, old_value, new_value, source, day)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    at,
                    what.kind().toString(),
                    cve,
                    ref,
                    what.field(),
                    what.who(),
                    what.before(),
                    what.after(),
                    source,
                    what.day());
        }
    }
}
