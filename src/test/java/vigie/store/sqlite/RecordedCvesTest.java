package vigie.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static vigie.testing.CveText.cve;

import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vigie.model.CveId;
import vigie.testing.TestHome;

class RecordedCvesTest {

    private static final long CVE = CveId.parse("CVE-2026-0001").orElseThrow().key();

    private final TestHome home = TestHome.make();

    @AfterEach
    void close() {
        home.close();
    }

    @Test
    void knowsWithoutAskingWhichRecordsAnEmptyDatabaseGot() throws SQLException {
        RecordedCves recorded = opened();
        assertThat(recorded.mayHave(CVE)).isFalse();

        recorded.add(CVE);

        assertThat(recorded.mayHave(CVE)).isTrue();
        assertThat(recorded.mayHave(CVE + 1)).isFalse();
    }

    @Test
    void supposesARecordOfAnyCveWhereTheDatabaseHoldsOne() throws SQLException {
        home.ingest("2026-01-10", cve("CVE-2026-0002").listed());

        assertThat(opened().mayHave(CVE)).isTrue();
    }

    private RecordedCves opened() throws SQLException {
        try (Tx tx = new Tx(Connections.writer(home.dir()))) {
            return RecordedCves.of(tx);
        }
    }
}
