package vigie.fetch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** The directory of downloads waiting to be read. */
public final class DownloadFolder {

    /** How long a partial download can be resumed. */
    private static final Duration KEPT = Duration.ofDays(3);

    private DownloadFolder() {}

    /**
     * Deletes files left by a killed run: complete files that nobody will read, and old partial downloads.
     * No other process may use the directory.
     *
     * @param folder the folder, may be missing
     * @param now the time
     * @throws IOException if a file cannot be deleted
     */
    public static void tidy(Path folder, Instant now) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            String name = file.getFileName().toString();
            boolean part = name.endsWith(".part") || name.endsWith(".tag");
            if (!part || Files.getLastModifiedTime(file).toInstant().isBefore(now.minus(KEPT))) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** The same with the system time, which dates files, whatever day a run uses as today. */
    public static void tidy(Path folder) throws IOException {
        tidy(folder, Instant.now());
    }
}
