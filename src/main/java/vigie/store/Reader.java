package vigie.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/** The embedded database, open for reading: never waits for a writer, and never keeps one waiting. */
public final class Reader implements AutoCloseable {

    private final Connection db;
    private final Path home;
    private boolean held;

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
        return open(home, Connections.CACHE);
    }

    /** As above, with so many KiB at most of memory of its own. */
    static Reader open(Path home, int cache) {
        Path file = home.resolve(Connections.FILE);
        if (!Files.exists(file)) {
            throw new StoreException("there is no database in " + home + " yet: run 'vigie up' or 'vigie sync' first");
        }
        try {
            Connection db = Connections.reader(home, cache);
            try {
                if (Schema.version(db, file) < Schema.VERSION) {
                    throw new StoreException(file + " is from an older version of Vigie: 'vigie sync' upgrades it");
                }
                return new Reader(KeptStatements.of(db), home);
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

    /**
     * What lists and charts need of all CVEs and publications.
     *
     * @param breath called every few thousand rows
     */
    public ColumnScan columns(Runnable breath) {
        return new ColumnScan(db, breath);
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

    /** Scores of one CVE over time. */
    public CurveQuery curves() {
        return new CurveQuery(db);
    }

    /** CVEs whose scores rose most. */
    public RiseQuery rises() {
        return new RiseQuery(db);
    }

    /** CVEs newly known to be exploited. */
    public NewsQuery news() {
        return new NewsQuery(db);
    }

    /**
     * A number that differs from the one before if anyone has committed to the database meanwhile: what was kept of
     * earlier answers may be out of date. Numbers of different readers have nothing to do with each other.
     */
    public long dataVersion() {
        try {
            return Sql.first(db, "PRAGMA data_version", row -> row.getLong(1)).orElseThrow();
        } catch (SQLException e) {
            throw Store.failure(e);
        }
    }

    /** From the next question on, all answers are of one moment, whatever is written meanwhile; until it is closed. */
    public void hold() {
        try {
            Sql.run(db, "BEGIN");
            held = true;
        } catch (SQLException e) {
            throw Store.failure(e);
        }
    }

    /** Ends what {@link #hold} began: answers are of the moment of the question again. */
    void release() {
        if (held) {
            try {
                Sql.run(db, "ROLLBACK");
                held = false;
            } catch (SQLException e) {
                throw Store.failure(e);
            }
        }
    }

    /** Publications that are new or were revised. */
    public PublicationNews publicationNews() {
        return new PublicationNews(db);
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
