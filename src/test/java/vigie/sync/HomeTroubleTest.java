package vigie.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import vigie.store.Reader;
import vigie.store.Store;
import vigie.store.StoreException;
import vigie.store.WriteLock;

class HomeTroubleTest extends Syncing {

    @Test
    void aHomeThatCannotBeMadeIsSaidInOneLine() throws Exception {
        Path below = Files.writeString(folder.resolve("file"), "").resolve("home");
        assertSaid(() -> Store.open(below), below + " cannot be made");
        assertSaid(() -> WriteLock.take(below, Duration.ZERO, holder -> {}), below + " cannot be locked");
    }

    @Test
    void aReadOnlyHomeIsSaidInOneLine() throws Exception {
        Path home = Files.createDirectories(home());
        assumeFalse(
                !home.toFile().setWritable(false) || Files.isWritable(home), "SKIPPED: to root no folder is read-only");
        assertSaid(() -> Store.open(home), "read-only");
    }

    @Test
    void aDatabaseOfANewerVersionIsRefusedInOneLine() throws Exception {
        Store.open(home()).close();
        try (Connection db = DriverManager.getConnection("jdbc:sqlite:" + home().resolve("vigie.db"));
                Statement statement = db.createStatement()) {
            statement.execute("INSERT INTO schema_history SELECT 99, '99', description, type, script, checksum,"
                    + " installed_by, installed_on, execution_time, success FROM schema_history LIMIT 1");
        }
        byte[] before = Files.readAllBytes(home().resolve("vigie.db"));
        assertSaid(() -> Store.open(home()), "newer version");
        assertSaid(() -> Reader.open(home()), "newer version");
        assertThat(Files.readAllBytes(home().resolve("vigie.db"))).isEqualTo(before);
    }

    @Test
    void aFileThatIsNoDatabaseIsSaidInOneLine() throws Exception {
        byte[] noise = new byte[20_000];
        Arrays.fill(noise, (byte) 'x');
        Files.write(Files.createDirectories(home()).resolve("vigie.db"), noise);
        assertSaid(() -> Store.open(home()), "damaged or no database");
        assertSaid(() -> Reader.open(home()), "damaged or no database");
    }

    @Test
    void aHomeWithoutDatabaseIsSaidInOneLine() {
        assertSaid(() -> Reader.open(home()), "there is no database in " + home());
    }

    private static void assertSaid(ThrowingCallable call, String message) {
        assertThatThrownBy(call)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("\n");
    }
}
