package vigie.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vigie.score.ModelStore;
import vigie.store.Reader;
import vigie.store.sqlite.SqliteStore;
import vigie.testing.Outbreak;
import vigie.testing.SampleServer;

class UpTest {

    @TempDir
    private Path home;

    private Ran up(SampleServer mirror, String... options) {
        List<String> all =
                new ArrayList<>(List.of("--mirror", mirror.address(), "--today", "2026-01-30", "up", "--no-serve"));
        all.addAll(List.of(options));
        return Ran.on(home, all.toArray(String[]::new));
    }

    private void useAModel() {
        ModelStore models = new ModelStore(home);
        models.add(Outbreak.model());
        models.use(Outbreak.model().id());
    }

    @Test
    void whatWasSynchronisedIsScoredAndPublishedAndASecondTimeThereIsNothingToDo() {
        useAModel();
        try (SampleServer mirror = new SampleServer()) {
            Ran first = up(mirror);
            assertThat(first.status()).as(first.err()).isEqualTo(Exit.DONE);
            assertThat(first.out()).contains("CVE-2026-1281");
            assertThat(first.err()).contains("Scoring with model", "CVEs in the feed");
            assertThat(home.resolve("feed/2026/1xxx/CVE-2026-1281.json")).isRegularFile();
            assertThat(home.resolve("feed/manifest.json")).isRegularFile();
            try (Reader reader = SqliteStore.at(home).reader()) {
                assertThat(reader.scores().count()).isGreaterThan(500);
            }
            Ran second = up(mirror, "--lang", "fr");
            assertThat(second.status()).as(second.err()).isEqualTo(Exit.DONE);
            assertThat(second.err()).contains("Aucune CVE évaluée", "aucun fichier écrit");
        }
    }

    @Test
    void aModelIsLearnedOnlyWhereThatWasAskedFor() {
        useAModel();
        try (SampleServer mirror = new SampleServer()) {
            Ran ran = up(mirror, "--train");
            assertThat(ran.status()).as(ran.err()).isEqualTo(Exit.DONE);
            assertThat(ran.err()).contains("trained on", "Scoring with model");
            assertThat(new ModelStore(home).ids()).hasSizeGreaterThan(1);
        }
    }

    @Test
    void withoutASourceNothingIsScored() {
        useAModel();
        Ran ran = Ran.on(
                home,
                "--mirror",
                "http://127.0.0.1:1",
                "--today",
                "2026-01-30",
                "--config",
                quick(),
                "up",
                "--no-serve");
        assertThat(ran.status()).isEqualTo(Exit.FAILED);
        assertThat(ran.err()).doesNotContain("Scoring");
        assertThat(home.resolve("feed")).doesNotExist();
    }

    private String quick() {
        try {
            Path file = home.resolve("quick.toml");
            java.nio.file.Files.writeString(file, "http.attempts = 1\n");
            return file.toString();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
