package vigie.index;

import static org.assertj.core.api.Assertions.assertThat;
import static vigie.testing.CveText.cve;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
            try (Writer writer = store.unlockedWriter();
                    var ingest = writer.ingest(
                            new vigie.store.Ingest.Origin("test", "feed", java.time.LocalDate.of(2026, 1, 30), true))) {
                ingest.accept(cve("CVE-2026-0001").listed());
                ingest.commit();
            }
            await(() -> live.now().isPresent());
            await(() -> live.get().cves().size() == 1);
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
