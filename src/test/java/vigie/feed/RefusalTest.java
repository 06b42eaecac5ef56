package vigie.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static vigie.feed.Feeding.ALL;
import static vigie.feed.Feeding.FIRST;
import static vigie.feed.Feeding.files;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefusalTest {

    @TempDir
    private Path folder;

    private final Feeding feeding = new Feeding();

    @AfterEach
    void close() {
        feeding.close();
    }

    private FeedException.Reason refusal(Path dir) {
        return catchThrowableOfType(FeedException.class, () -> feeding.publish(dir))
                .reason();
    }

    @Test
    void withoutScoresThereIsNothingToPublish() {
        assertThat(refusal(folder.resolve("feed"))).isEqualTo(FeedException.Reason.NO_SCORES);
        assertThat(folder.resolve("feed")).doesNotExist();
    }

    @Test
    void aDirectoryOfSomethingElseIsLeftAlone() throws Exception {
        feeding.run(FIRST, 1, ALL);
        Files.writeString(folder.resolve("letter.txt"), "mine");
        assertThat(refusal(folder)).isEqualTo(FeedException.Reason.NOT_A_FEED);
        assertThat(refusal(folder.resolve("letter.txt"))).isEqualTo(FeedException.Reason.NOT_A_FEED);
        Files.writeString(folder.resolve("manifest.json"), "{\"name\": \"an app\"}");
        assertThat(refusal(folder)).isEqualTo(FeedException.Reason.NOT_A_FEED);
        assertThat(files(folder).keySet()).containsExactly("letter.txt", "manifest.json");
    }

    @Test
    void aFeedOfANewerVersionIsLeftAlone() throws Exception {
        feeding.run(FIRST, 1, ALL);
        Path dir = folder.resolve("feed");
        feeding.publish(dir);
        Path manifest = dir.resolve(Manifest.NAME);
        Files.writeString(manifest, Files.readString(manifest).replace("\"version\" : 1", "\"version\" : 2"));
        assertThat(refusal(dir)).isEqualTo(FeedException.Reason.NEWER);
    }

    @Test
    void twoPublicationsIntoOneDirectoryDoNotMix() throws Exception {
        feeding.run(FIRST, 1, ALL);
        Path dir = folder.resolve("feed");
        feeding.publish(dir);
        try (FeedDir held = FeedDir.open(dir)) {
            assertThat(refusal(dir)).isEqualTo(FeedException.Reason.BUSY);
            assertThat(held.manifest()).isPresent();
        }
        assertThat(feeding.publish(dir).files()).isZero();
    }

    @Test
    void aManifestThatWasCutIsNoReasonToGiveUp() throws Exception {
        feeding.run(FIRST, 1, ALL);
        Path dir = folder.resolve("feed");
        feeding.publish(dir);
        var before = files(dir);
        Files.writeString(dir.resolve(Manifest.NAME), before.get(Manifest.NAME).substring(0, 300));
        feeding.publish(dir);
        assertThat(files(dir)).isEqualTo(before);
    }
}
