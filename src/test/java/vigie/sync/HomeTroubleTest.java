package vigie.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import vigie.store.StoreException;
import vigie.store.sqlite.SqliteStore;
import vigie.testing.Needs;

class HomeTroubleTest extends Syncing {

    @Test
    void aHomeThatCannotBeMadeIsSaidInOneLine() throws Exception {
        Path below = Files.writeString(folder.resolve("file"), "").resolve("home");
        assertSaid(() -> SqliteStore.at(below).unlockedWriter(), below + " cannot be made");
        assertSaid(() -> SqliteStore.at(below).writer(Duration.ZERO, holder -> {}), below + " cannot be made");
    }

    @Test
    void aReadOnlyHomeIsSaidInOneLine() throws Exception {
        Path home = Files.createDirectories(home());
        Needs.that(home.toFile().setWritable(false) && !Files.isWritable(home), "to root no folder is read-only");
        assertSaid(() -> SqliteStore.at(home).unlockedWriter(), "read-only");
    }

    @Test
    void aDatabaseOfANewerVersionIsRefusedInOneLine() throws Exception {
        SqliteStore.at(home()).unlockedWriter().close();
        try (Connection db = DriverManager.getConnection("jdbc:sqlite:" + home().resolve("vigie.db"));
                Statement statement = db.createStatement()) {
            statement.execute("INSERT INTO schema_history SELECT 99, '99', description, type, script, checksum,"
                    + " installed_by, installed_on, execution_time, success FROM schema_history LIMIT 1");
        }
        byte[] before = Files.readAllBytes(home().resolve("vigie.db"));
        assertSaid(() -> SqliteStore.at(home()).unlockedWriter(), "newer version");
        assertSaid(() -> SqliteStore.at(home()).reader(), "newer version");
        assertThat(Files.readAllBytes(home().resolve("vigie.db"))).isEqualTo(before);
    }

    @Test
    void aFileThatIsNoDatabaseIsSaidInOneLine() throws Exception {
        byte[] noise = new byte[20_000];
        Arrays.fill(noise, (byte) 'x');
        Files.write(Files.createDirectories(home()).resolve("vigie.db"), noise);
        assertSaid(() -> SqliteStore.at(home()).unlockedWriter(), "damaged or not a database");
        assertSaid(() -> SqliteStore.at(home()).reader(), "damaged or not a database");
    }

    @Test
    void aHomeWithoutDatabaseIsSaidInOneLine() {
        assertSaid(() -> SqliteStore.at(home()).reader(), "there is no database in " + home());
    }

    private static void assertSaid(ThrowingCallable call, String message) {
        assertThatThrownBy(call)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("\n");
    }
}
