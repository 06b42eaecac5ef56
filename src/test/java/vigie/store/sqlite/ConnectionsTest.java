package vigie.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectionsTest {

    @TempDir
    private Path dir;

    @Test
    void makesADatabaseOfLargerPages() throws SQLException {
        Schema.migrate(dir);

        assertThat(pageSize()).isEqualTo(Connections.PAGE);
    }

    @Test
    void makesAndReadsItInADirectoryWhoseNameMeansSomethingInAddresses() throws Exception {
        Path home = Files.createDirectory(dir.resolve("a?page_size=512&b#c%20 é"));

        Schema.migrate(home);

        assertThat(home.resolve(Connections.FILE)).exists();
        try (Connection db = Connections.reader(home)) {
            assertThat(Schema.version(db, home.resolve(Connections.FILE))).isEqualTo(Schema.VERSION);
        }
    }

    @Test
    void leavesThePagesOfADatabaseThatIsThere() throws SQLException {
        try (Connection db = DriverManager.getConnection("jdbc:sqlite:" + dir.resolve(Connections.FILE));
                Statement statement = db.createStatement()) {
            statement.execute("PRAGMA page_size = 4096");
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("CREATE TABLE earlier (id INTEGER)");
        }

        Connections.writer(dir).close();

        assertThat(pageSize()).isEqualTo(4096);
    }

    private long pageSize() throws SQLException {
        try (Connection db = Connections.reader(dir)) {
            return Sql.first(db, "PRAGMA page_size", row -> row.getLong(1)).orElseThrow();
        }
    }
}
