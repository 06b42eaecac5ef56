package vigie.store.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** Opens the database file. */
final class Connections {

    static final String FILE = "vigie.db";

    /** What a connection for reading takes of memory. */
    enum Memory {
        /** One or two of them: the file is mapped. */
        ALONE(65_536, 1 << 30),

        /**
         * Many in one process: each maps the file for itself, and what it touches would count once for each as resident.
         * Their pages come from the cache of the system.
         */
        SHARED(16_384, 0);

        private final int cacheKib;
        private final int mappedBytes;

        Memory(int cacheKib, int mappedBytes) {
            this.cacheKib = cacheKib;
            this.mappedBytes = mappedBytes;
        }
    }

    /**
     * Bytes of a page of a new database; one that is there keeps its own. With 4,096, SQLite's own choice, filling a database takes a
     * twentieth longer, and reading is no faster.
     */
    static final int PAGE = 8_192;

    /** In KiB; what does not fit is written before the end of the transaction, some of it more than once. */
    private static final String LARGE_CACHE = "PRAGMA cache_size = -200000";

    private Connections() {}

    /** The address of a database file, in which signs of its path that would mean something else are escaped. */
    static String address(Path file) {
        return "jdbc:sqlite:file:" + file.toAbsolutePath().toUri().getRawPath();
    }

    /** For the one process that writes. */
    static Connection writer(Path home) throws SQLException {
        Properties properties = new Properties();
        // Otherwise the driver prepares and runs a query of its own after each INSERT.
        properties.setProperty("jdbc.get_generated_keys", "false");
        return open(address(home.resolve(FILE)), properties, statement -> {
            statement.execute("PRAGMA page_size = " + PAGE);
            statement.execute("PRAGMA journal_mode = WAL");
            // Commits survive a kill; a power cut may lose the last ones, which the next sync fetches again.
            statement.execute("PRAGMA synchronous = NORMAL");
            statement.execute("PRAGMA busy_timeout = 10000");
            statement.execute(LARGE_CACHE);
            statement.execute("PRAGMA temp_store = MEMORY");
            // 64 MB: the pages of indexes, which every feed changes, are copied into the database less often than with
            // SQLite's own choice.
            statement.execute("PRAGMA wal_autocheckpoint = 8000");
            statement.execute("PRAGMA mmap_size = 268435456");
        });
    }

    /** Makes a writer ready for feeds of many records, whose pages are written once, at the end. */
    static void forLargeFeeds(Connection writer) throws SQLException {
        execute(writer, LARGE_CACHE);
    }

    /**
     * Makes a writer ready for many feeds of few records: SQLite looks through its whole cache at the end of a transaction in which
     * it moved a page, which takes longer than the rest of a small one where the cache is large.
     */
    static void forSmallFeeds(Connection writer) throws SQLException {
        execute(writer, "PRAGMA cache_size = -8000");
    }

    private static void execute(Connection db, String sql) throws SQLException {
        try (Statement statement = db.createStatement()) {
            statement.execute(sql);
        }
    }

    private interface Setting {
        void with(Statement statement) throws SQLException;
    }

    /** Opens a connection and sets it up; one of a damaged file that cannot be set up is closed again. */
    private static Connection open(String url, Properties properties, Setting setting) throws SQLException {
        Connection db = DriverManager.getConnection(url, properties);
        boolean set = false;
        try (Statement statement = db.createStatement()) {
            setting.with(statement);
            set = true;
            return db;
        } finally {
            if (!set) {
                db.close();
            }
        }
    }

    /** As {@link #reader(Path, Memory)}, for the one or two connections of a command. */
    static Connection reader(Path home) throws SQLException {
        return reader(home, Memory.ALONE);
    }

    /**
     * For reading beside a writer; on a read-only medium, where no writer can be, without locks.
     *
     * @param memory what the connection takes of it
     */
    static Connection reader(Path home, Memory memory) throws SQLException {
        Path file = home.resolve(FILE);
        boolean fixed = !java.nio.file.Files.isWritable(home);
        Properties properties = new Properties();
        properties.setProperty("open_mode", "1");
        String url = address(file) + (fixed ? "?immutable=1" : "");
        return open(url, properties, statement -> {
            statement.execute("PRAGMA busy_timeout = 10000");
            statement.execute("PRAGMA query_only = ON");
            statement.execute("PRAGMA mmap_size = " + memory.mappedBytes);
            statement.execute("PRAGMA cache_size = -" + memory.cacheKib);
        });
    }
}
