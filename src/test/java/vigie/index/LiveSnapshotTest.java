package vigie.index;

import static org.assertj.core.api.Assertions.assertThat;
import static vigie.testing.CveText.cve;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vigie.store.FeedStamp;
import vigie.store.Ingest;
import vigie.store.JobState;
import vigie.store.Watch;
import vigie.store.Writer;
import vigie.store.sqlite.SqliteStore;

class LiveSnapshotTest {

    @TempDir
    private Path home;

    @Test
    void whatCouldNotBeReadIsTriedAgain() throws Exception {
        List<Exception> trouble = new CopyOnWriteArrayList<>();
        SqliteStore store = SqliteStore.at(home);
        try (Watch watch = store.watch();
                LiveSnapshot live = new LiveSnapshot(store, watch, trouble::add)) {
            live.start();
            await(() -> !trouble.isEmpty());
            assertThat(live.now()).isEmpty();

            Files.createDirectories(home);
            write(store, "CVE-2026-0001");
            await(() -> live.now().isPresent());
            await(() -> live.get().cves().size() == 1);
        }
    }

    @Test
    void whatJobsNoteIsNoReasonToReadEverythingAgain() throws Exception {
        SqliteStore store = SqliteStore.at(home);
        write(store, "CVE-2026-0001");
        try (Watch watch = store.watch();
                LiveSnapshot live = new LiveSnapshot(store, watch, e -> {})) {
            live.start();
            Snapshot first = live.get();
            try (Writer writer = store.unlockedWriter()) {
                JobState job = JobState.fresh("certfr", Instant.EPOCH);
                for (int i = 0; i < 10; i++) {
                    writer.keep(job.begun(Instant.EPOCH.plusSeconds(i), Optional.empty()));
                    write(store, "CVE-2026-0001");
                    Thread.sleep(500);
                }
            }
            assertThat(live.get()).isSameAs(first);
            write(store, "CVE-2026-0002");
            await(() -> live.get().cves().size() == 2);
        }
    }

    private static void write(SqliteStore store, String cve) {
        try (Writer writer = store.unlockedWriter();
                Ingest ingest = writer.ingest(new Ingest.Origin("test", "feed", LocalDate.of(2026, 1, 30), true))) {
            ingest.accept(cve(cve).listed());
            ingest.fetched("feed", new FeedStamp(Optional.empty(), Optional.empty(), 1), Instant.now());
            ingest.commit();
        }
    }

    private interface Condition {
        boolean holds();
    }

    private static void await(Condition condition) throws InterruptedException {
        for (int i = 0; i < 300 && !condition.holds(); i++) {
            Thread.sleep(50);
        }
        assertThat(condition.holds()).isTrue();
    }
}
