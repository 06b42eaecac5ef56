package vigie.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vigie.testing.Replay;

@Tag("mirror")
class MirrorKillTest {

    /** From the making of the database over downloads to the import of the large files. */
    private static final long[] MOMENTS_MS = {700, 1600, 2800, 4500, 7000};

    @TempDir
    Path folder;

    @Test
    @Timeout(180)
    void aSyncAfterKillsReachesTheContentOfAnUndisturbedOne() throws Exception {
        MirrorHome home = new MirrorHome(folder.resolve("home"));
        try (Replay mirror = Replay.start("--as-of", Undisturbed.DAY)) {
            int killed = 0;
            for (long moment : MOMENTS_MS) {
                Process program = home.program(mirror, Undisturbed.DAY);
                killed += program.waitFor(moment, TimeUnit.MILLISECONDS) ? 0 : 1;
                program.destroyForcibly().waitFor();
            }
            assertThat(killed).as("runs that were killed before their end").isPositive();
            Process program = home.program(mirror, Undisturbed.DAY);
            assertThat(program.waitFor()).as("exit status").isZero();
        }
        assertThat(home.problems()).isEmpty();
        assertThat(home.hash()).isEqualTo(Undisturbed.hash(folder.resolve("undisturbed")));
    }
}
