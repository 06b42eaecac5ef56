package vigie.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vigie.feed.Feeding.ALL;
import static vigie.feed.Feeding.FIRST;
import static vigie.feed.Feeding.NEXT_DAY;
import static vigie.feed.Feeding.ONE;
import static vigie.feed.Feeding.THREE;
import static vigie.feed.Feeding.TWO;
import static vigie.feed.Feeding.files;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A publication may end anywhere; the next one completes it. */
class InterruptedPublicationTest {

    @TempDir
    private Path folder;

    private final Feeding feeding = new Feeding();

    @AfterEach
    void close() {
        feeding.close();
    }

    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** Ends a publication at its n-th step; says whether it came that far. */
    private boolean interrupted(Path dir, int step) {
        AtomicInteger steps = new AtomicInteger();
        try {
            feeding.publish(dir, Optional.empty(), name -> {
                if (steps.incrementAndGet() >= step) {
                    throw new Killed();
                }
            });
            return false;
        } catch (RuntimeException e) {
            return true;
        }
    }

    @Test
    void aFirstPublicationIsCompletedByTheNext() {
        feeding.run(FIRST, 1, ALL);
        Path undisturbed = folder.resolve("undisturbed");
        feeding.publish(undisturbed);
        int step = 1;
        for (; interrupted(folder.resolve("feed-" + step), step); step++) {
            Path dir = folder.resolve("feed-" + step);
            assertThat(dir.resolve(Manifest.NAME)).doesNotExist();
            feeding.publish(dir);
            assertThat(files(dir)).as("step %d", step).isEqualTo(files(undisturbed));
        }
        assertThat(step).isGreaterThan(25);
    }

    @Test
    void aLaterPublicationIsCompletedByTheNextAndTheManifestComesLast() {
        feeding.run(FIRST, 1, ALL);
        List<Path> dirs = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            dirs.add(folder.resolve("feed-" + i));
            feeding.publish(dirs.get(i));
        }
        Map<String, String> before = files(dirs.get(0));
        feeding.run(NEXT_DAY, 2, List.of(ONE, THREE, "CVE-2023-0001"), TWO);
        feeding.publish(dirs.get(0));
        Map<String, String> undisturbed = files(dirs.get(0));
        int step = 1;
        for (; interrupted(dirs.get(step), step); step++) {
            Map<String, String> disturbed = files(dirs.get(step));
            assertThat(disturbed.get(Manifest.NAME)).isEqualTo(before.get(Manifest.NAME));
            assertThat(disturbed).noneSatisfy((name, bytes) -> assertThat(name).startsWith(Staging.NAME));
            feeding.publish(dirs.get(step));
            assertThat(files(dirs.get(step))).as("step %d", step).isEqualTo(undisturbed);
        }
        assertThat(step).isBetween(20, 39);
    }

    @Test
    void whatFailsWhileFilesAreWrittenLeavesTheFeedAsItWas() {
        feeding.run(FIRST, 1, ALL);
        Path dir = folder.resolve("feed");
        feeding.publish(dir);
        Map<String, String> before = files(dir);
        feeding.run(NEXT_DAY, 2, ALL);
        assertThatThrownBy(() -> feeding.publish(dir, Optional.empty(), name -> {
                    if (name.equals("manifest.json")) {
                        throw new Killed();
                    }
                }))
                .isInstanceOf(RuntimeException.class);
        assertThat(files(dir)).isEqualTo(before);
    }

    @Test
    void whatAKilledRunLeftBehindIsTidied() throws Exception {
        feeding.run(FIRST, 1, ALL);
        Path dir = folder.resolve("feed");
        feeding.publish(dir);
        Map<String, String> before = files(dir);
        Path left = dir.resolve(Staging.NAME).resolve("2024/3xxx/CVE-2024-3400.json");
        java.nio.file.Files.createDirectories(left.getParent());
        java.nio.file.Files.writeString(left, "{\"score\": 0.");
        feeding.publish(dir);
        assertThat(files(dir)).isEqualTo(before);
    }
}
