package vigie.store.sqlite;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.sqlite.SQLiteConnection;
import vigie.store.AlertQuery;
import vigie.store.ChangeQuery;
import vigie.store.ColumnScan;
import vigie.store.DossierQuery;
import vigie.store.DossierScan;
import vigie.store.FindingRunQuery;
import vigie.store.JobState;
import vigie.store.KeptWatchList;
import vigie.store.NewsQuery;
import vigie.store.Reader;
import vigie.store.ScoreQuery;
import vigie.store.SearchQuery;
import vigie.store.StatusQuery;
import vigie.store.StoreException;
import vigie.store.TableQuery;

/** {@link Reader}, in SQLite. */
final class SqliteReader implements Reader {

    private final Connection db;
    private final Path home;
    private boolean held;

    SqliteReader(Connection db, Path home) {
        this.db = db;
        this.home = home;
    }

    /**
     * Opens the database of a home.
     *
     * @param memory what it takes of it
     * @throws StoreException if there is none, or it is from another version
     */
    static Reader open(Path home, Connections.Memory memory) {
        return new SqliteReader(KeptStatements.of(connect(home, memory)), home);
    }

    /** A connection for reading; fails as {@link #open} does. */
    static Connection connect(Path home, Connections.Memory memory) {
        Path file = home.resolve(Connections.FILE);
        if (!Files.exists(file)) {
            throw new StoreException("there is no database in " + home + " yet: run 'vigie up' or 'vigie sync' first");
        }
        try {
            Connection db = Connections.reader(home, memory);
            try {
                if (Schema.version(db, file) < Schema.VERSION) {
                    throw new StoreException(file + " is from an older version of Vigie: 'vigie sync' upgrades it");
                }
                return db;
            } catch (StoreException | SQLException e) {
                db.close();
                throw e;
            }
        } catch (SQLException e) {
            throw Complaint.explained(e);
        }
    }

    @Override
    public TableQuery table() {
        return new SqliteTableQuery(db);
    }

    @Override
    public DossierQuery dossiers() {
        return new SqliteDossierQuery(db);
    }

    @Override
    public DossierScan scan() {
        return new SqliteDossierScan(db);
    }

    @Override
    public ColumnScan columns(Runnable breath) {
        return new SqliteColumnScan(db, breath);
    }

    @Override
    public SearchQuery search() {
        return new SqliteSearchQuery(db);
    }

    @Override
    public StatusQuery status() {
        return new SqliteStatusQuery(db, home);
    }

    @Override
    public ScoreQuery scores() {
        return new SqliteScoreQuery(db);
    }

    @Override
    public ChangeQuery changes() {
        return new SqliteChangeQuery(db);
    }

    @Override
    public AlertQuery alerts() {
        return new SqliteAlertQuery(db);
    }

    @Override
    public NewsQuery news() {
        return new SqliteNewsQuery(db);
    }

    @Override
    public List<JobState> jobs() {
        return new SqliteJobs(db).all();
    }

    @Override
    public FindingRunQuery findingRuns() {
        return new SqliteFindingRuns(db);
    }

    @Override
    public List<KeptWatchList> watchLists() {
        return new SqliteWatchLists(db).all();
    }

    @Override
    public void hold() {
        try {
            Sql.run(db, "BEGIN");
            held = true;
        } catch (SQLException e) {
            throw Complaint.explained(e);
        }
    }

    @Override
    public void release() {
        if (held) {
            try {
                Sql.run(db, "ROLLBACK");
                held = false;
            } catch (SQLException e) {
                throw Complaint.explained(e);
            }
        }
    }

    @Override
    public void interrupt() {
        try {
            db.unwrap(SQLiteConnection.class).getDatabase().interrupt();
        } catch (SQLException e) {
            throw Complaint.explained(e);
        }
    }

    @Override
    public Map<String, String> contentHash() {
        return new ContentHash(db).parts();
    }

    @Override
    public void close() {
        try {
            db.close();
        } catch (SQLException e) {
            throw Complaint.explained(e);
        }
    }
}
