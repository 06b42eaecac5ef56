package vigie.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyncStatusTest {

    /** Nobody listens on the first port. */
    private static final String NOBODY = "http://127.0.0.1:1";

    @TempDir
    Path home;

    @BeforeEach
    void oneTryEach() throws IOException {
        Path evidence =
                Files.writeString(home.resolve("own.csv"), "cve,date,kind\nCVE-2024-0001,2024-01-02,exploited\n");
        Files.writeString(
                home.resolve("config.toml"),
                "http.attempts = 1\nevidence.files = ['" + evidence.getFileName() + "']\n");
    }

    @Test
    void aSyncThatGotNothingHasFailed() {
        assertThat(Ran.on(home, "--mirror", NOBODY, "sync", "kev", "epss").status())
                .isEqualTo(Exit.FAILED);
    }

    @Test
    void aSyncOfWhichASourceFailedIsPartlyDone() {
        Ran ran = Ran.on(home, "--mirror", NOBODY, "sync", "kev", "evidence");
        assertThat(ran.status()).isEqualTo(Exit.PARTIAL);
        assertThat(ran.err()).contains("kev").contains("Some sources failed: kev");
    }

    @Test
    void anUnknownSourceIsWrongUse() {
        assertThat(Ran.on(home, "sync", "certfrr").status()).isEqualTo(Exit.WRONG_USE);
    }
}
