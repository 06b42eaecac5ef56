package vigie.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vigie.model.Observation;
import vigie.store.Ingest;
import vigie.testing.Seen;
import vigie.testing.TestHome;

class LateIndexTest {

    private static final LocalDate DAY = LocalDate.of(2026, 1, 30);
    private static final String INDEX = "SELECT sql FROM sqlite_master WHERE name = 'epss_score'";

    private final TestHome home = TestHome.make();
    private final List<String> before = home.rows(INDEX);

    @AfterEach
    void close() {
        home.close();
    }

    @Test
    void theFirstScoresLeaveTheIndexAsItWas() {
        home.ingest("2026-01-30", Seen.epss(DAY, Map.of("CVE-2026-0001", 0.1, "CVE-2026-0002", 0.4)));

        assertThat(before).hasSize(1);
        assertThat(home.rows(INDEX)).isEqualTo(before);
        assertThat(home.rows("SELECT count(*) FROM epss INDEXED BY epss_score WHERE score > 0.2"))
                .containsExactly("1");
    }

    @Test
    void scoresThatBreakOffLeaveTheIndexAsItWas() {
        try (Ingest broken = home.writer().ingest(new Ingest.Origin("test", "feed", DAY, true))) {
            broken.accept(new Observation.EpssDay(DAY, "v1"));
        }

        assertThat(home.rows(INDEX)).isEqualTo(before);
        home.ingest("2026-01-30", Seen.epss(DAY, Map.of("CVE-2026-0001", 0.1)));
        assertThat(home.rows(INDEX)).isEqualTo(before);
    }
}
