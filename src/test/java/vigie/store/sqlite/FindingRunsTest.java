package vigie.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vigie.model.Retention;
import vigie.model.Thinning;
import vigie.store.FindingRun;
import vigie.testing.TestHome;

class FindingRunsTest {

    private static final Retention SHORT = new Retention(new Thinning(90, 200, 400), 100, 60, 3, 100);

    private final TestHome home = TestHome.make();

    @AfterEach
    void close() {
        home.close();
    }

    private long keep(String name, String day, String... parts) {
        FindingRun run = new FindingRun(0, name, Instant.parse(day + "T12:00:00Z"), "{}");
        return home.writer()
                .keep(
                        run,
                        List.of(parts).stream()
                                .map(part -> part.getBytes(StandardCharsets.UTF_8))
                                .iterator());
    }

    private List<String> parts(long run) {
        List<String> all = new ArrayList<>();
        home.reader().findingRuns().parts(run, part -> all.add(new String(part, StandardCharsets.UTF_8)));
        return all;
    }

    @Test
    void aRunIsReadAsItWasKept() {
        long first = keep("nginx", "2026-01-12", "{\"a\":1}\n", "{\"b\":2}\n");
        long second = keep("nginx", "2026-01-30", "{\"c\":3}\n");
        long other = keep("redis", "2026-01-30");

        assertThat(parts(first)).containsExactly("{\"a\":1}\n", "{\"b\":2}\n");
        assertThat(parts(other)).isEmpty();
        assertThat(home.reader().findingRuns().runs(Optional.of("nginx"), 10))
                .extracting(FindingRun::id)
                .containsExactly(second, first);
        assertThat(home.reader().findingRuns().runs(Optional.empty(), 1))
                .extracting(FindingRun::id)
                .containsExactly(other);
        assertThat(home.reader().findingRuns().run(first).orElseThrow().at())
                .isEqualTo(Instant.parse("2026-01-12T12:00:00Z"));
        assertThat(home.reader().findingRuns().names()).containsExactly("nginx", "redis");
    }

    @Test
    void oldRunsGoButTheLastOfEachName() {
        long old = keep("nginx", "2025-01-12", "{\"a\":1}\n");
        long young = keep("nginx", "2026-01-12", "{\"b\":2}\n");
        long only = keep("redis", "2025-01-12", "{\"c\":3}\n");

        home.writer().thin(SHORT, LocalDate.parse("2026-01-30"), List.of());

        assertThat(home.reader().findingRuns().runs(Optional.empty(), 10))
                .extracting(FindingRun::id)
                .containsExactlyInAnyOrder(young, only);
        assertThat(parts(old)).isEmpty();
        assertThat(parts(only)).hasSize(1);
    }
}
