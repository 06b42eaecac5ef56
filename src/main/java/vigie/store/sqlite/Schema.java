package vigie.store.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import vigie.store.StoreException;

/** The form of the database: made and upgraded by the numbered scripts in {@code migrations}. */
final class Schema {

    /** The last script. */
    static final int VERSION = 28;

    private static final String NEWER = " is from a newer version of Vigie: upgrade Vigie, or choose another --home";

    /** What no script can compute, in the order in which one needs the other; after an upgrade that was broken off, too. */
    private static final List<Fill> FILLS = List.of(
            HeadlineFill.FILL,
            ExploitedFill.FILL,
            DateFill.FILL,
            Rereading.RECORDS_AND_NAMES,
            Rereading.PUBLICATIONS,
            UnrecordedCves.FILL,
            AdvisoryWriter.FILL,
            StatementFill.FILL);

    private Schema() {}

    /** Brings the database of a home to {@link #VERSION}. */
    static void migrate(Path home) throws SQLException {
        Path file = home.resolve(Connections.FILE);
        try (Tx tx = new Tx(Connections.writer(home))) {
            if (version(tx.db(), file) == VERSION) {
                fill(tx);
                return;
            }
        }
        try {
            FluentConfiguration configuration = Flyway.configure()
                    .dataSource(Connections.address(file), "", "")
                    .locations("classpath:vigie/store/migrations")
                    .table("schema_history");
            configuration.load().migrate();
        } catch (FlywayException e) {
            throw new StoreException(file + " cannot be made or upgraded: " + firstLine(e), e);
        }
        try (Tx tx = new Tx(Connections.writer(home))) {
            fill(tx);
        }
    }

    private static void fill(Tx tx) throws SQLException {
        for (Fill fill : FILLS) {
            fill.run(tx);
        }
    }

    /** The version of a database, 0 for one that has none; refuses one that is newer than this program. */
    static int version(Connection db, Path file) throws SQLException {
        int version = versionOfAny(db);
        if (version > VERSION) {
            throw new StoreException(file + NEWER);
        }
        return version;
    }

    /** The version of a database, 0 for one that has none; also one that this program does not know. */
    static int versionOfAny(Connection db) throws SQLException {
        Optional<String> table =
                Sql.first(db, "SELECT name FROM sqlite_master WHERE name = 'schema_history'", row -> row.getString(1));
        if (table.isEmpty()) {
            return 0;
        }
        return Sql.first(
                        db,
                        "SELECT max(CAST(version AS INTEGER)) FROM schema_history WHERE success = 1",
                        row -> row.getInt(1))
                .orElse(0);
    }

    private static String firstLine(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage()).lines().findFirst().orElse("");
    }
}
