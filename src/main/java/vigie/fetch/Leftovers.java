package vigie.fetch;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** What killed processes left among the downloads: addresses change from day to day, so nobody may ask for it again. */
final class Leftovers {

    private static final Duration KEPT = Duration.ofDays(7);

    private Leftovers() {}

    /** Deletes what nobody touched for a week; files younger than that may be another process's or worth resuming. */
    static void clear(Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        Instant old = Instant.now().minus(KEPT);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(old)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // Whether the folder can be used is found out by the first download.
        }
    }
}
