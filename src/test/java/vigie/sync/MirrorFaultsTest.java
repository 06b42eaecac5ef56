package vigie.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vigie.testing.Replay;

@Tag("mirror")
class MirrorFaultsTest {

    /** No 403: for an EPSS day that means "not there", and it is asked for again on a later day only. */
    private static final String FAULTS = "429=0.05,500=0.05,reset=0.03,truncate=0.03,html200=0.03,stall=0.005";

    @TempDir
    Path folder;

    @Test
    @Timeout(600)
    void aSyncUnderFaultsEndsAndACleanOneReachesTheContentOfARunWithoutFaults() throws Exception {
        MirrorHome home = new MirrorHome(folder.resolve("home"));
        try (Replay mirror =
                Replay.start("--as-of", Undisturbed.DAY, "--faults", FAULTS, "--stall-s", "5", "--seed", "7")) {
            home.sync(mirror, Undisturbed.DAY);
            assertThat(mirror.answers(429)).as("faults were met").isPositive();
        }
        try (Replay mirror = Replay.start("--as-of", Undisturbed.DAY)) {
            assertThat(MirrorHome.failed(home.sync(mirror, Undisturbed.DAY))).isEmpty();
        }
        assertThat(home.problems()).isEmpty();
        assertThat(home.hash()).isEqualTo(Undisturbed.hash(folder.resolve("undisturbed")));
    }
}
