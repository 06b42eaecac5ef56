package vigie.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vigie.testing.Replay;

@Tag("mirror")
class MirrorSecondSyncTest {

    @TempDir
    Path folder;

    @Test
    void aSecondSyncDownloadsNoBodyTwiceAndChangesNothing() throws Exception {
        try (Replay mirror = Replay.start("--as-of", Undisturbed.DAY)) {
            MirrorHome home = new MirrorHome(folder.resolve("home"));
            Map<String, String> first = Undisturbed.fill(home, mirror);
            Replay.Traffic before = mirror.traffic();
            assertThat(home.sync(mirror, Undisturbed.DAY)).allSatisfy(report -> {
                assertThat(report.error()).isEmpty();
                assertThat(report.feeds()).as(report.source()).isZero();
            });
            assertThat(mirror.traffic().since(before).bodies()).isZero();
            assertThat(mirror.answers(304)).isPositive();
            assertThat(home.hash()).isEqualTo(first);
        }
    }
}
