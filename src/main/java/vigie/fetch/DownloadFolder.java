package vigie.fetch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** The folder in which downloads lie until they are read. */
public final class DownloadFolder {

    /** A broken download is worth taking up again for so long. */
    private static final Duration KEPT = Duration.ofDays(3);

    private DownloadFolder() {}

    /**
     * Deletes what a run that was killed has left: whole files, which nobody will read, and parts that have grown old.
     * Nobody else may be using the folder.
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

    /** The same at the time of the machine, by which files are dated, whatever day a run takes for today. */
    public static void tidy(Path folder) throws IOException {
        tidy(folder, Instant.now());
    }
}
