package vigie.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadFolderTest {

    private static final Instant NOW = Instant.parse("2026-01-30T12:00:00Z");

    @TempDir
    Path folder;

    @Test
    void clearsAwayWhatNobodyWillRead() throws IOException {
        file("list.zip", Duration.ZERO);
        Path young = file("nvd.gz.part", Duration.ofHours(5));
        Path tag = file("nvd.gz.tag", Duration.ofHours(5));
        file("old.zip.part", Duration.ofDays(4));
        DownloadFolder.tidy(folder, Duration.ofDays(3), NOW);
        try (var left = Files.list(folder)) {
            assertThat(left).containsExactlyInAnyOrder(young, tag);
        }
    }

    @Test
    void aFolderThatIsNotThereIsTidy() throws IOException {
        DownloadFolder.tidy(folder.resolve("none"), Duration.ofDays(3), NOW);
        assertThat(folder.resolve("none")).doesNotExist();
    }

    private Path file(String name, Duration age) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "bytes");
        Files.setLastModifiedTime(file, FileTime.from(NOW.minus(age)));
        return file;
    }
}
