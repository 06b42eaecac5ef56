package vigie.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import vigie.model.CveId;

/**
 * The embedded database, open for writing. One process writes, see {@link WriteLock}, and one of its threads at a time;
 * any thread may ask.
 */
public final class Store implements AutoCloseable {

    private final Tx tx;
    /** Questions do not wait for the feed that is being written: they see what was committed before it. */
    private final Connection view;

    private final Path home;

    private Store(Tx tx, Connection view, Path home) {
        this.tx = tx;
        this.view = view;
        this.home = home;
    }

    /**
     * Opens the database of a home, making or upgrading it where needed.
     *
     * @param home directory of the installation; made if missing
     * @throws StoreException if it cannot be written or is from a newer version
     */
    public static Store open(Path home) {
        prepare(home);
        try {
            Schema.migrate(home);
            return new Store(new Tx(Connections.writer(home)), Connections.reader(home), home);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** Makes the directory of the installation if it is missing; refuses one that cannot be written. */
    public static void prepare(Path home) {
        try {
            Files.createDirectories(home);
        } catch (IOException e) {
            throw new StoreException("the home " + home + " cannot be made: " + e.getMessage(), e);
        }
        if (!Files.isWritable(home)) {
            throw new StoreException("the home " + home + " is read-only: choose another with --home");
        }
    }

    /** Begins to take a feed; one at a time. */
    public Ingest ingest(Ingest.Origin origin) {
        try {
            return new Ingest(tx, origin);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /**
     * Begins a run that scores; one at a time, and not while a feed is taken.
     *
     * @param started moment of its beginning
     */
    public ScoreWriter scores(Instant started) {
        try {
            return new ScoreWriter(tx, started);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** What makes the next request for an address conditional; empty for one that was never fetched. */
    public Optional<FeedStamp> fetched(String url) {
        return ask(db -> Sql.first(
                db,
                "SELECT etag, last_modified, bytes FROM feed WHERE url = ?",
                row -> new FeedStamp(Sql.text(row, "etag"), Sql.text(row, "last_modified"), row.getLong("bytes")),
                url));
    }

    /** A value that a source left at an earlier run. */
    public Optional<String> mark(String key) {
        return ask(db -> Sql.first(db, "SELECT value FROM mark WHERE key = ?", row -> row.getString(1), key));
    }

    /** Something offered and not held in the version offered. */
    public record Offer(String ref, String stamp) {}

    /**
     * What a queue offers from a day on, newest first.
     *
     * @param all whether also what is held already
     */
    public List<Offer> offers(String queue, LocalDate since, boolean all) {
        return ask(db -> Sql.list(
                db,
                "SELECT ref, stamp FROM queue WHERE queue = ? AND day >= ?"
                        + " AND (? OR held IS NULL OR held < stamp) ORDER BY day DESC, ref DESC",
                row -> new Offer(row.getString(1), row.getString(2)),
                queue,
                since,
                all ? 1 : 0));
    }

    /** When the record of the CVE List was last changed; empty where none is held. */
    public Optional<Instant> listed(CveId cve) {
        return ask(db -> Sql.first(
                        db,
                        "SELECT coalesce(modified, '1970-01-01T00:00:00Z') FROM record WHERE cve = ? AND source = 0",
                        row -> row.getString(1),
                        cve.key()))
                .map(Instant::parse);
    }

    /**
     * CVEs that publications cite and the CVE List lacks, newest first, unless CVE Services were asked lately.
     *
     * @param fromYear the first year of young identifiers
     * @param young young ones that were last asked for after this day are left out
     * @param old the same for older ones: what has been unknown for years is rarely published
     */
    public List<CveId> citedWithoutRecord(int fromYear, LocalDate young, LocalDate old) {
        return ask(db -> Sql.list(
                db,
                "SELECT DISTINCT b.cve FROM bulletin_cve b"
                        + " LEFT JOIN record r ON r.cve = b.cve AND r.source = 0"
                        + " LEFT JOIN asked a ON a.service = 'cve-services' AND a.cve = b.cve"
                        + " WHERE r.cve IS NULL AND (a.day IS NULL OR a.day <= CASE WHEN b.cve >= ? THEN ? ELSE ? END)"
                        + " ORDER BY b.cve DESC",
                row -> CveId.ofKey(row.getLong(1)),
                new CveId(fromYear, 0).key(),
                young,
                old));
    }

    /** Published CVEs that publications cite and that have no EPSS score, unless the API was asked after a day. */
    public List<CveId> citedWithoutEpss(LocalDate askedAfter) {
        return ask(db -> Sql.list(
                db,
                "SELECT DISTINCT b.cve FROM bulletin_cve b JOIN cve c ON c.id = b.cve AND c.state = 'PUBLISHED'"
                        + " LEFT JOIN epss e ON e.cve = b.cve"
                        + " LEFT JOIN asked a ON a.service = 'epss-api' AND a.cve = b.cve"
                        + " WHERE e.cve IS NULL AND (a.day IS NULL OR a.day <= ?) ORDER BY b.cve DESC",
                row -> CveId.ofKey(row.getLong(1)),
                askedAfter));
    }

    /** The place of the last change, to ask later for what came after it. */
    public long lastChange() {
        return ask(db -> Sql.first(db, "SELECT coalesce(max(id), 0) FROM change", row -> row.getLong(1)))
                .orElseThrow();
    }

    /** Keeps the account of a source's run; after one in which nothing failed, no feed of it is in trouble any more. */
    public void finished(RunAccount run) {
        if (run.outcome() == RunAccount.Outcome.DONE) {
            write(db -> Sql.run(db, "DELETE FROM problem WHERE source = ? AND record = ''", run.source()));
        }
        write(db -> Sql.run(
                db,
                "INSERT INTO run (source, started, finished, outcome, feeds, records, changed, skipped, error)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                run.source(),
                run.started(),
                run.finished(),
                run.outcome(),
                run.feeds(),
                run.tally().seen(),
                run.tally().added() + run.tally().changed(),
                run.tally().skipped(),
                run.error()));
    }

    /** Whether the source was ever read to its end. */
    public boolean loaded(String source) {
        return ask(db -> Sql.first(
                        db, "SELECT 1 FROM run WHERE source = ? AND outcome <> 'FAILED' LIMIT 1", row -> true, source))
                .isPresent();
    }

    /** Lets SQLite refresh its statistics and fold the write-ahead log into the database. */
    public void settle() {
        write(db -> {
            try (var statement = db.createStatement()) {
                statement.execute("PRAGMA optimize");
                statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
            }
            return true;
        });
    }

    /** The directory of the installation. */
    public Path home() {
        return home;
    }

    @Override
    public void close() {
        try {
            view.close();
            tx.close();
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private interface Question<T> {
        T ask(Connection db) throws SQLException;
    }

    private synchronized <T> T ask(Question<T> question) {
        try {
            return question.ask(view);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private <T> T write(Question<T> question) {
        try {
            return question.ask(tx.db());
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** What the database's complaint means for a person. */
    static StoreException failure(SQLException e) {
        return Complaint.explained(e);
    }
}
