package vigie.store.sqlite;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import vigie.store.FindingRun;
import vigie.store.FindingRunQuery;

/** {@link FindingRunQuery}, in SQLite. */
final class SqliteFindingRuns extends SqliteQuery implements FindingRunQuery {

    private static final String RUNS = "SELECT id, name, at, summary FROM finding_run";

    SqliteFindingRuns(Connection db) {
        super(db);
    }

    @Override
    public List<FindingRun> runs(Optional<String> name, int most) {
        return name.map(one ->
                        list(RUNS + " WHERE name = ? ORDER BY id DESC LIMIT ?", SqliteFindingRuns::read, one, most))
                .orElseGet(() -> list(RUNS + " ORDER BY id DESC LIMIT ?", SqliteFindingRuns::read, most));
    }

    @Override
    public Optional<FindingRun> run(long id) {
        return first(RUNS + " WHERE id = ?", SqliteFindingRuns::read, id);
    }

    @Override
    public List<String> names() {
        return list("SELECT DISTINCT name FROM finding_run ORDER BY name", row -> row.getString(1));
    }

    @Override
    public void parts(long run, Consumer<byte[]> taker) {
        each(
                "SELECT body FROM finding_part WHERE run = ? ORDER BY id",
                row -> taker.accept(Packing.unpack(row.getBytes(1))),
                run);
    }

    private static FindingRun read(ResultSet row) throws SQLException {
        return new FindingRun(
                row.getLong("id"), row.getString("name"), Instant.parse(row.getString("at")), row.getString("summary"));
    }

    /** Keeps a run and its parts in one transaction; its number. */
    static long keep(Tx tx, FindingRun run, Iterator<byte[]> parts) throws SQLException {
        tx.run("BEGIN IMMEDIATE");
        boolean done = false;
        try (Packing packing = new Packing()) {
            tx.run(
                    "INSERT INTO finding_run (name, at, summary) VALUES (?, ?, ?)",
                    run.name(),
                    SqliteChangeQuery.moment(run.at()),
                    run.summary());
            long id = Sql.first(tx.prepare("SELECT last_insert_rowid()"), row -> row.getLong(1))
                    .orElseThrow();
            while (parts.hasNext()) {
                byte[] part = parts.next();
                tx.run(
                        "INSERT INTO finding_part (run, body) VALUES (?, ?)",
                        id,
                        packing.pack(Packing.Form.PLAIN, part, part.length));
            }
            tx.run("COMMIT");
            done = true;
            return id;
        } finally {
            if (!done) {
                tx.rollback();
            }
        }
    }
}
