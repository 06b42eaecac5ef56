package vigie.store.sqlite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteJDBCLoader;
import vigie.io.Pauses;
import vigie.store.StoreException;
import vigie.store.Upkeep;

/** {@link Upkeep}, in SQLite. */
final class SqliteUpkeep implements Upkeep {

    /** Four megabytes of the usual page size: some milliseconds. */
    private static final int PAGES_AT_ONCE = 1024;

    private static final int RETRIES = 100;
    private static final int RETRY_MILLIS = 100;

    private static final String IN_USE = "another program has the database open: stop it first";

    private final Path home;
    private final Path file;

    SqliteUpkeep(Path home) {
        this.home = home;
        this.file = home.resolve(Connections.FILE);
    }

    @Override
    public boolean exists() {
        return Files.exists(file);
    }

    @Override
    public long bytes() {
        try {
            Path log = file.resolveSibling(Connections.FILE + "-wal");
            return (Files.exists(file) ? Files.size(file) : 0) + (Files.exists(log) ? Files.size(log) : 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int version() {
        try (Connection db = Connections.reader(home)) {
            return Schema.versionOfAny(db);
        } catch (SQLException e) {
            throw Complaint.explained(e);
        }
    }

    @Override
    public int supported() {
        return Schema.VERSION;
    }

    @Override
    public String library() {
        return "SQLite " + SQLiteJDBCLoader.getVersion();
    }

    @Override
    public List<String> complaints(int most) {
        try (Connection db = Connections.reader(home)) {
            List<String> found = new ArrayList<>();
            for (String lines : Sql.list(db, "PRAGMA quick_check(" + most + ")", row -> row.getString(1))) {
                lines.lines().filter(line -> !line.equals("ok")).forEach(found::add);
            }
            found.addAll(Sql.list(
                    db,
                    "SELECT \"table\", count(*) AS rows, parent FROM pragma_foreign_key_check GROUP BY 1, 3",
                    row -> row.getString(1) + ": " + row.getLong(2) + " rows refer to none of " + row.getString(3)));
            return found.subList(0, Math.min(most, found.size()));
        } catch (SQLException e) {
            return List.of(Complaint.explained(e).getMessage());
        }
    }

    @Override
    public List<String> damagedVersions() {
        try (Connection db = Connections.reader(home)) {
            List<String> found = new ArrayList<>();
            Sql.list(
                    db,
                    "SELECT record, body FROM record_version WHERE body IS NOT NULL ORDER BY record, id",
                    row -> damage(row.getLong(1), row.getBytes(2))
                            .map(found::add)
                            .isPresent());
            return found;
        } catch (SQLException e) {
            throw Complaint.explained(e);
        }
    }

    private static Optional<String> damage(long key, byte[] body) {
        try {
            Documents.raw(key, body);
            return Optional.empty();
        } catch (StoreException e) {
            return Optional.of(e.getMessage());
        }
    }

    @Override
    public void copy(Path copy, LongConsumer copied) {
        try (Connection db = Connections.reader(home);
                Statement statement = db.createStatement()) {
            Schema.version(db, file);
            long page = Sql.first(db, "PRAGMA page_size", row -> row.getLong(1)).orElseThrow();
            // In one transaction all pages are of one moment. Without it, each commit of another process would make the
            // copying begin anew, and beside a busy writer it would never end.
            statement.execute("BEGIN");
            statement.executeQuery("SELECT count(*) FROM sqlite_master").close();
            Pauses pauses = new Pauses();
            int code = db.unwrap(SQLiteConnection.class)
                    .getDatabase()
                    .backup(
                            "main",
                            copy.toString(),
                            (left, all) -> {
                                copied.accept((all - left) * page);
                                pauses.pause();
                            },
                            RETRY_MILLIS,
                            RETRIES,
                            PAGES_AT_ONCE);
            if (code != SQLiteErrorCode.SQLITE_OK.code && code != SQLiteErrorCode.SQLITE_DONE.code) {
                throw new StoreException(
                        "the database cannot be copied: " + SQLiteErrorCode.getErrorCode(code).message);
            }
            check(copy);
        } catch (SQLException e) {
            throw Complaint.explained(e);
        }
    }

    /** What is read of a damaged file may go unnoticed until it is asked for. */
    private void check(Path copy) throws SQLException {
        try (Connection db = DriverManager.getConnection(Connections.address(copy))) {
            Optional<String> wrong = Sql.first(db, "PRAGMA quick_check(1)", row -> row.getString(1))
                    .filter(said -> !said.equals("ok"));
            if (wrong.isPresent()) {
                throw new StoreException("the database is damaged ("
                        + wrong.get().lines().findFirst().orElse("")
                        + "): restore a backup, or move it away and sync again");
            }
        }
    }

    @Override
    public Sole sole() throws InterruptedException {
        try {
            Files.createDirectories(home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        WriteLock lock = WriteLock.take(home, Duration.ZERO, holder -> {});
        boolean taken = false;
        try {
            Optional<Connection> alone = Files.exists(file) ? alone() : Optional.empty();
            taken = true;
            return () -> {
                close(alone);
                lock.close();
            };
        } finally {
            if (!taken) {
                lock.close();
            }
        }
    }

    /** A connection beside which no other can be; empty if the file is damaged, so that nothing can be asked of it. */
    private Optional<Connection> alone() {
        Optional<Connection> open = Optional.empty();
        try {
            Connection db = Connections.writer(home);
            open = Optional.of(db);
            try (Statement statement = db.createStatement()) {
                statement.execute("PRAGMA busy_timeout = 0");
                // The log is merged and removed, which takes that nobody else has the database open.
                String mode = Sql.first(db, "PRAGMA journal_mode = DELETE", row -> row.getString(1))
                        .orElse("");
                if (!mode.equals("delete")) {
                    throw new StoreException(IN_USE);
                }
                statement.execute("BEGIN EXCLUSIVE");
            }
            return open;
        } catch (SQLException e) {
            close(open);
            if (Complaint.damaged(e)) {
                return Optional.empty();
            }
            throw Complaint.busy(e) ? new StoreException(IN_USE, e) : Complaint.explained(e);
        } catch (StoreException e) {
            close(open);
            throw e;
        }
    }

    private static void close(Optional<Connection> connection) {
        try {
            if (connection.isPresent()) {
                connection.get().close();
            }
        } catch (SQLException e) {
            throw Complaint.explained(e);
        }
    }
}
