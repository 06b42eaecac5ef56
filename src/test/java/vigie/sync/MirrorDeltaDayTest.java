package vigie.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vigie.testing.Replay;

@Tag("mirror")
class MirrorDeltaDayTest {

    private static final String EARLIER = "2026-01-12";

    @TempDir
    Path folder;

    @Test
    @Timeout(180)
    void aLaterSyncCostsTheChangeAndReachesTheContentOfAFirstSyncOnThatDay() throws Exception {
        MirrorHome home = new MirrorHome(folder.resolve("home"));
        try (Replay mirror = Replay.start("--as-of", EARLIER)) {
            assertThat(MirrorHome.failed(home.sync(mirror, EARLIER))).isEmpty();
            long first = mirror.traffic("github.com").bytes();
            mirror.moveTo(Undisturbed.DAY);
            assertThat(MirrorHome.failed(home.sync(mirror, Undisturbed.DAY))).isEmpty();
            assertThat(mirror.traffic("github.com").bytes() - first)
                    .as("bytes for the CVE List")
                    .isLessThan(first / 10);
        }
        assertThat(home.hash()).isEqualTo(Undisturbed.hash(folder.resolve("undisturbed")));
    }
}
