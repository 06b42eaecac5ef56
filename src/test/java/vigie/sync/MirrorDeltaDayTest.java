package vigie.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vigie.model.Change;
import vigie.model.ChangeKind;
import vigie.testing.Replay;

@Tag("mirror")
@Timeout(600)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MirrorDeltaDayTest {

    private static final String EARLIER = "2026-01-12";

    @TempDir
    static Path folder;

    private static Replay mirror;
    private static MirrorHome home;

    @BeforeAll
    static void fill() throws Exception {
        mirror = Replay.start("--as-of", EARLIER);
        home = new MirrorHome(folder.resolve("home"));
        assertThat(MirrorHome.failed(home.sync(mirror, EARLIER))).isEmpty();
    }

    @AfterAll
    static void stop() throws Exception {
        if (mirror != null) {
            mirror.close();
        }
    }

    @Test
    @Order(1)
    void aSecondSyncWithNothingNewDownloadsNoBodyTwice() throws Exception {
        Map<String, String> before = home.hash();
        Replay.Traffic first = mirror.traffic();
        List<SourceReport> reports = home.sync(mirror, EARLIER);
        assertThat(MirrorHome.failed(reports)).isEmpty();
        assertThat(reports).allSatisfy(r -> assertThat(r.feeds()).as(r.source()).isZero());
        assertThat(mirror.traffic().since(first).bodies()).isZero();
        assertThat(mirror.answers(304)).isPositive();
        assertThat(home.hash()).isEqualTo(before);
        assertThat(home.changes()).as("the first load makes no events").isEmpty();
    }

    @Test
    @Order(2)
    void aLaterSyncCostsTheChangeAndReachesTheContentOfAFirstSyncOnThatDay() throws Exception {
        Replay.Traffic first = mirror.traffic("github.com");
        mirror.moveTo(Undisturbed.DAY);
        assertThat(MirrorHome.failed(home.sync(mirror, Undisturbed.DAY))).isEmpty();
        assertThat(mirror.traffic("github.com").since(first).bytes())
                .as("bytes for the CVE List")
                .isPositive()
                .isLessThan(first.bytes() / 10);
        assertThat(home.hash()).isEqualTo(Undisturbed.hash(folder.resolve("undisturbed")));
        List<Change> changes = home.changes();
        assertThat(changes)
                .extracting(change -> List.of(change.subject(), change.source(), change.what()))
                .doesNotHaveDuplicates();
        assertThat(changes.stream().filter(change -> change.what().kind() == ChangeKind.KEV_ADDED))
                .as("what the catalogue took in between the two days")
                .hasSize(14)
                .allSatisfy(change -> assertThat(change.what().day().orElseThrow())
                        .isAfter(EARLIER)
                        .isBeforeOrEqualTo(Undisturbed.DAY));
        home.sync(mirror, Undisturbed.DAY);
        assertThat(home.changes()).as("what changes nothing makes none").hasSameSizeAs(changes);
    }
}
