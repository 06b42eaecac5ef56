package vigie.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vigie.testing.CveText.cve;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vigie.testing.Scores;
import vigie.testing.TestHome;

/** A database of the first version, as its users have it. */
class UpgradeTest {

    private static final String ONE = "CVE-2026-0001";

    @TempDir
    private Path dir;

    private Map<String, String> firstVersion() throws Exception {
        try (TestHome home = TestHome.make()) {
            home.ingest("2026-01-30", cve(ONE).cvss(9.8).title("Words").listed());
            Map<String, String> content = home.reader().contentHash().parts();
            String url = "jdbc:sqlite:" + home.dir().resolve(Connections.FILE);
            try (Connection db = DriverManager.getConnection(url);
                    Statement statement = db.createStatement()) {
                for (String table : List.of("score", "score_gone", "score_run", "feature_name", "trait")) {
                    statement.execute("DROP TABLE " + table);
                }
                statement.execute("DELETE FROM schema_history WHERE CAST(version AS INTEGER) > 1");
                statement.execute("VACUUM INTO '" + dir.resolve(Connections.FILE) + "'");
            }
            return content;
        }
    }

    @Test
    void anOlderDatabaseIsUpgradedByTheNextWriterAndLosesNothing() throws Exception {
        Map<String, String> before = firstVersion();
        assertThatThrownBy(() -> Reader.open(dir))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("older version")
                .hasMessageContaining("vigie sync");
        try (Store store = Store.open(dir)) {
            Scores.run(store, Instant.parse("2026-01-30T12:00:00Z"), 1, List.of(ONE), List.of());
        }
        try (Reader reader = Reader.open(dir)) {
            assertThat(reader.contentHash().parts()).isEqualTo(before);
            assertThat(reader.scores().count()).isEqualTo(1);
        }
    }
}
