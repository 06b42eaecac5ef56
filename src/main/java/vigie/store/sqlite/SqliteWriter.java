package vigie.store.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import vigie.model.CveId;
import vigie.model.Retention;
import vigie.store.AlertWriter;
import vigie.store.FeedStamp;
import vigie.store.FindingRun;
import vigie.store.FirstLoad;
import vigie.store.Ingest;
import vigie.store.JobState;
import vigie.store.KeptWatchList;
import vigie.store.Preparer;
import vigie.store.RunAccount;
import vigie.store.ScoreWriter;
import vigie.store.StoreException;
import vigie.store.Thinned;
import vigie.store.Writer;

/** {@link Writer}, in SQLite. */
final class SqliteWriter implements Writer {

    /** A record whose last change cannot be true is as new as the day on which it was seen. */
    private static final String LISTED = "SELECT CASE WHEN misdated = 1"
            + " THEN max(coalesce(modified, ''), seen || 'T00:00:00Z') ELSE coalesce(modified, '1970-01-01T00:00:00Z') END"
            + " FROM record WHERE cve = ? AND source = 0";

    private static final String THINNED = "thinned";

    private static final String THINNED_WITH = "thinned.with";

    /** Feeds in a row with few records after which the next one is expected to have few, too. */
    private static final int MANY_SMALL = 16;

    private final Tx tx;
    private final RecordedCves recorded;

    /** Feeds with few records in a row, the last ones that were taken. */
    private int smallInARow;

    /** Questions do not wait for the feed that is being written: they see what was committed before it. */
    private final Connection view;

    private final Runnable unlock;

    private SqliteWriter(Tx tx, Connection view, RecordedCves recorded, Runnable unlock) {
        this.tx = tx;
        this.recorded = recorded;
        this.view = view;
        this.unlock = unlock;
    }

    /**
     * Opens the database of a home, making or upgrading it where needed.
     *
     * @param unlock run when the writer is closed
     * @throws StoreException if it cannot be written or is from a newer version
     */
    static Writer open(Path home, Runnable unlock) {
        try {
            Schema.migrate(home);
            Connection view = Connections.reader(home);
            boolean open = false;
            try {
                Tx tx = new Tx(Connections.writer(home));
                try {
                    Writer writer = new SqliteWriter(tx, view, RecordedCves.of(tx), unlock);
                    open = true;
                    return writer;
                } finally {
                    if (!open) {
                        tx.close();
                    }
                }
            } finally {
                if (!open) {
                    view.close();
                }
            }
        } catch (SQLException e) {
            throw Complaint.explained(e);
        }
    }

    @Override
    public Preparer preparer() {
        return new SqlitePreparer();
    }

    @Override
    public Ingest ingest(Ingest.Origin origin) {
        try {
            if (smallInARow++ == MANY_SMALL) {
                Connections.forSmallFeeds(tx.db());
            }
            return new SqliteIngest(tx, origin, recorded, this::large);
        } catch (SQLException e) {
            throw Complaint.explained(e);
        }
    }

    private void large() throws SQLException {
        if (smallInARow > MANY_SMALL) {
            Connections.forLargeFeeds(tx.db());
        }
        smallInARow = 0;
    }

    @Override
    public ScoreWriter scores(Instant started) {
        try {
            return new SqliteScoreWriter(tx, started);
        } catch (SQLException e) {
            throw Complaint.explained(e);
        }
    }

    @Override
    public Optional<FeedStamp> fetched(String url) {
        return ask(db -> Sql.first(
                db,
                "SELECT etag, last_modified, bytes FROM feed WHERE url = ?",
                row -> new FeedStamp(Sql.text(row, "etag"), Sql.text(row, "last_modified"), row.getLong("bytes")),
                url));
    }

    @Override
    public Optional<String> mark(String key) {
        return ask(db -> Sql.first(db, "SELECT value FROM mark WHERE key = ?", row -> row.getString(1), key));
    }

    @Override
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

    @Override
    public Optional<Instant> listed(CveId cve) {
        return ask(db -> Sql.first(db, LISTED, row -> row.getString(1), cve.key()))
                .map(Instant::parse);
    }

    @Override
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

    @Override
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

    @Override
    public long lastChange() {
        return ask(db -> Sql.first(db, ChangeWriter.LAST, row -> row.getLong(1)))
                .orElse(0L);
    }

    @Override
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

    @Override
    public void keep(JobState job) {
        write(db -> SqliteJobs.keep(db, job));
    }

    @Override
    public void keep(KeptWatchList list) {
        write(db -> SqliteWatchLists.keep(db, list));
    }

    @Override
    public long keep(FindingRun run, Iterator<byte[]> parts) {
        return write(db -> SqliteFindingRuns.keep(tx, run, parts));
    }

    @Override
    public boolean removeWatchList(String name) {
        return new SqliteAlertWriter(tx).removeWatchList(name);
    }

    @Override
    public AlertWriter alerts() {
        return new SqliteAlertWriter(tx);
    }

    @Override
    public FirstLoad firstLoad(String source, Instant now) {
        return ask(db -> Sql.first(
                        db,
                        "SELECT max(outcome = 'DONE' OR started <= ?) FROM run WHERE source = ? AND outcome <> 'FAILED'"
                                + " HAVING count(*) > 0",
                        row -> row.getBoolean(1) ? FirstLoad.OVER : FirstLoad.BEGUN,
                        now.minus(FirstLoad.LONGEST),
                        source))
                .orElse(FirstLoad.AHEAD);
    }

    @Override
    public Thinned thin(Retention retention, LocalDate today, Collection<LocalDate> kept) {
        return write(db -> {
            // With other ages or days to keep, all is looked at again.
            String with = retention + " " + new TreeSet<>(kept);
            Optional<LocalDate> last = mark(THINNED_WITH).filter(with::equals).flatMap(same -> thinned());
            Thinned thinned = new Thinner(tx, retention, today, last).run(kept);
            Sql.run(db, "INSERT OR REPLACE INTO mark (key, value) VALUES (?, ?)", THINNED_WITH, with);
            Sql.run(db, "INSERT OR REPLACE INTO mark (key, value) VALUES (?, ?)", THINNED, today);
            return thinned;
        });
    }

    @Override
    public Optional<LocalDate> thinned() {
        return mark(THINNED).map(LocalDate::parse);
    }

    @Override
    public void fill() {
        write(db -> {
            UnrecordedCves.postpone(tx);
            return true;
        });
    }

    @Override
    public void settle() {
        write(db -> {
            UnrecordedCves.FILL.run(tx);
            try (var statement = db.createStatement()) {
                statement.execute("PRAGMA optimize");
                statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
            }
            return true;
        });
    }

    @Override
    public void close() {
        try {
            view.close();
            tx.close();
        } catch (SQLException e) {
            throw Complaint.explained(e);
        } finally {
            unlock.run();
        }
    }

    private interface Question<T> {
        T ask(Connection db) throws SQLException;
    }

    private synchronized <T> T ask(Question<T> question) {
        try {
            return question.ask(view);
        } catch (SQLException e) {
            throw Complaint.explained(e);
        }
    }

    private <T> T write(Question<T> question) {
        try {
            return question.ask(tx.db());
        } catch (SQLException e) {
            throw Complaint.explained(e);
        }
    }
}
