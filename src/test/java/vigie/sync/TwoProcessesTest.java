package vigie.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vigie.model.CveId;
import vigie.model.Observation;
import vigie.store.Ingest;
import vigie.store.StoreException;
import vigie.store.Writer;
import vigie.store.sqlite.SqliteStore;
import vigie.testing.Jvm;

class TwoProcessesTest extends Syncing {

    private Process other;

    private void holdElsewhere() throws Exception {
        Files.createDirectories(home());
        other = Jvm.start(LockHolder.class, folder.resolve("errors"), List.of(home().toString()));
        assertThat(other.getInputStream().read())
                .as("the other process holds the lock")
                .isEqualTo('+');
    }

    @AfterEach
    void endTheOther() {
        if (other != null) {
            other.destroyForcibly();
        }
    }

    @Test
    void theSecondWriterSaysWhoHoldsTheHome() throws Exception {
        holdElsewhere();
        assertThatThrownBy(() -> SqliteStore.at(home()).writer(Duration.ofMillis(300), holder -> {}))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("process " + other.pid())
                .hasMessageNotContaining("\n");
    }

    @Test
    void theSecondWriterWaitsUntilTheFirstIsDone() throws Exception {
        holdElsewhere();
        List<String> told = new CopyOnWriteArrayList<>();
        try (Writer lock = SqliteStore.at(home()).writer(Duration.ofSeconds(20), holder -> {
            told.add(holder);
            close(other);
        })) {
            assertThat(lock).isNotNull();
        }
        assertThat(told).singleElement().asString().startsWith("process " + other.pid());
    }

    @Test
    void aKilledWriterLocksNobodyOut() throws Exception {
        holdElsewhere();
        other.destroyForcibly().waitFor();
        SqliteStore.at(home()).writer(Duration.ZERO, holder -> {}).close();
    }

    @Test
    void readersAreNotHeldUpByAWriterAndSeeNothingHalfDone() throws Exception {
        sync(fetcher().body("a", "1", "CVE-2024-0001"), FakeSource.of("a", "1"));
        Map<String, String> before = hash();
        try (Writer store = SqliteStore.at(home()).unlockedWriter();
                Ingest ingest = store.ingest(new Ingest.Origin("b", "1", LocalDate.of(2026, 1, 30), false))) {
            ingest.accept(new Observation.CveAbsent(CveId.of("CVE-2024-0002")));
            long from = System.nanoTime();
            assertThat(hash()).isEqualTo(before);
            assertThat(store.mark("nothing")).isEmpty();
            assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(5));
            ingest.commit();
            assertThat(hash()).isNotEqualTo(before);
        }
    }

    private static void close(Process process) {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
