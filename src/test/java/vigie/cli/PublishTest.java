package vigie.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vigie.score.ModelStore;
import vigie.testing.Scores;
import vigie.testing.TestHome;

class PublishTest {

    private static final List<String> CVES = List.of("CVE-2024-0001", "CVE-2024-3400");

    @TempDir
    private Path folder;

    private final TestHome home = TestHome.make();

    @AfterEach
    void close() {
        home.close();
    }

    private Ran publish(String... arguments) {
        List<String> all = new java.util.ArrayList<>(
                List.of("publish", "--out", folder.resolve("feed").toString()));
        all.addAll(List.of(arguments));
        return Ran.on(home.dir(), all.toArray(String[]::new));
    }

    private void score() throws IOException {
        Scores.run(home.writer(), Instant.parse("2026-01-30T12:00:00Z"), 1, CVES, List.of());
        Path models = Files.createDirectories(home.dir().resolve("models"));
        ModelStore.Kept shipped = new ModelStore(home.dir()).current();
        String card = "{\"id\": \"test-model\", \"sha256\": \"" + shipped.card().sha256() + "\"}";
        Files.write(models.resolve("test-model.json"), shipped.file());
        Files.writeString(models.resolve("test-model.card.json"), card);
    }

    @Test
    void whatWasWrittenIsSaidOnStderr() throws IOException {
        score();
        Ran ran = publish();
        assertThat(ran.status()).isEqualTo(Exit.DONE);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).contains("2 CVEs in the feed", "2 changed, 0 removed; 14 files written");
        assertThat(folder.resolve("feed/model/test-model.json"))
                .hasSameBinaryContentAs(home.dir().resolve("models/test-model.json"));
        assertThat(publish().err()).contains("0 changed, 0 removed; no file written");
        assertThat(publish("--lang", "fr").err()).contains("2 CVE dans le flux", "aucun fichier écrit");
    }

    @Test
    void whatWasLeftOutIsSaid() throws IOException {
        score();
        assertThat(publish("--since", "2026-02-01").err()).contains("publish without --since");
    }

    @Test
    void withoutScoresItSaysWhatToDo() {
        Ran ran = publish();
        assertThat(ran.status()).isEqualTo(Exit.FAILED);
        assertThat(ran.err()).contains("vigie score").hasLineCount(1);
        assertThat(folder.resolve("feed")).doesNotExist();
    }

    @Test
    void withoutTheModelItSaysWhichAndWhatToDo() throws IOException {
        score();
        Files.delete(home.dir().resolve("models/test-model.card.json"));
        Ran ran = publish();
        assertThat(ran.status()).isEqualTo(Exit.FAILED);
        assertThat(ran.err()).contains("test-model", "vigie score").hasLineCount(1);
    }

    @Test
    void aDirectoryOfSomethingElseIsRefused() throws IOException {
        score();
        Files.createDirectories(folder.resolve("feed/photos"));
        Ran ran = publish();
        assertThat(ran.status()).isEqualTo(Exit.FAILED);
        assertThat(ran.err()).contains("something other than a feed").hasLineCount(1);
    }
}
