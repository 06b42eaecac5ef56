package vigie.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vigie.store.StoreException;
import vigie.testing.SmallDisk;

class FullDiskTest extends Syncing {

    private SmallDisk disk;

    @BeforeEach
    void mount() throws Exception {
        disk = SmallDisk.below(folder, 6);
    }

    @AfterEach
    void unmount() throws Exception {
        if (disk != null) {
            disk.close();
        }
    }

    @Override
    Path home() {
        return disk.place();
    }

    @Test
    void aFullDiskIsSaidInOneLineAndNothingIsHalfWritten() throws Exception {
        FakeFetcher fetcher = fetcher().body("a", "1", "CVE-2024-0001");
        sync(fetcher, FakeSource.of("a", "1"));
        Map<String, String> before = hash();
        fetcher.body("b", "1", cves(200_000));
        assertThatThrownBy(() -> sync(fetcher, FakeSource.of("b", "1"), FakeSource.numbered("c", 40)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("the disk is full")
                .hasMessageNotContaining("\n");
        assertThat(hash()).isEqualTo(before);
        assertThat(left()).isEmpty();
        fetcher.body("b", "1", cves(10));
        sync(fetcher, FakeSource.of("b", "1"));
        assertThat(records("b")).isEqualTo(10);
    }

    private static String cves(int count) {
        List<String> lines = IntStream.range(0, count)
                .mapToObj(i -> "CVE-2024-" + (10_000 + i))
                .toList();
        return lines.stream().collect(Collectors.joining("\n"));
    }
}
