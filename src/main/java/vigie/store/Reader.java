package vigie.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/** The embedded database, open for reading: never waits for a writer, and never keeps one waiting. */
public final class Reader implements AutoCloseable {

    private final Connection db;
    private final Path home;

    private Reader(Connection db, Path home) {
        this.db = db;
        this.home = home;
    }

    /**
     * Opens the database of a home.
     *
     * @throws StoreException if there is none, or it is from another version
     */
    public static Reader open(Path home) {
        Path file = home.resolve(Connections.FILE);
        if (!Files.exists(file)) {
            throw new StoreException("there is no database in " + home + " yet: run 'vigie up' or 'vigie sync' first");
        }
        try {
            Connection db = Connections.reader(home);
            try {
                if (Schema.version(db, file) < Schema.VERSION) {
                    throw new StoreException(file + " is from an older version of Vigie: 'vigie sync' upgrades it");
                }
                return new Reader(db, home);
            } catch (StoreException | SQLException e) {
                db.close();
                throw e;
            }
        } catch (SQLException e) {
            throw Store.failure(e);
        }
    }

    /** Publications and CVEs, row by row. */
    public TableQuery table() {
        return new TableQuery(db);
    }

    /** All that is known of single CVEs and publications. */
    public DossierQuery dossiers() {
        return new DossierQuery(db);
    }

    /** What CVEs contribute to the history of others. */
    public TraitQuery traits() {
        return new TraitQuery(db);
    }

    /** All that is known of many CVEs at once. */
    public DossierScan scan() {
        return new DossierScan(db);
    }

    /** CVEs by words and properties. */
    public SearchQuery search() {
        return new SearchQuery(db);
    }

    /** What is held of each source. */
    public StatusQuery status() {
        return new StatusQuery(db, home);
    }

    /** What runs have changed. */
    public ChangeQuery changes() {
        return new ChangeQuery(db);
    }

    /** Scores and the runs that made them. */
    public ScoreQuery scores() {
        return new ScoreQuery(db);
    }

    /** From the next question on, all answers are of one moment, whatever is written meanwhile; until it is closed. */
    public void hold() {
        try {
            Sql.run(db, "BEGIN");
        } catch (SQLException e) {
            throw Store.failure(e);
        }
    }

    /** A digest of everything that sources said. */
    public ContentHash contentHash() {
        return new ContentHash(db);
    }

    @Override
    public void close() {
        try {
            db.close();
        } catch (SQLException e) {
            throw Store.failure(e);
        }
    }
}
