package vigie.store.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import vigie.store.StoreException;
import vigie.store.Watch;

/**
 * Asks one connection for SQLite's {@code data_version}, which differs after a commit of any other one. Numbers of different
 * connections have nothing to do with each other.
 */
final class SqliteProbe implements Watch.Probe {

    private final Path home;
    private Optional<Connection> open = Optional.empty();

    /** @param home directory of the installation */
    SqliteProbe(Path home) {
        this.home = home;
    }

    @Override
    public long look() {
        try {
            if (open.isEmpty()) {
                open = Optional.of(SqliteReader.connect(home, Connections.Memory.SHARED));
            }
            return Sql.first(open.get(), "PRAGMA data_version", row -> row.getLong(1))
                    .orElseThrow();
        } catch (SQLException e) {
            close();
            throw Complaint.explained(e);
        } catch (StoreException e) {
            close();
            throw e;
        }
    }

    @Override
    public void close() {
        Optional<Connection> old = open;
        open = Optional.empty();
        try {
            if (old.isPresent()) {
                old.get().close();
            }
        } catch (SQLException e) {
            throw Complaint.explained(e);
        }
    }
}
