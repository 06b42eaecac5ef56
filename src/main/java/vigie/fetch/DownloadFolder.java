package vigie.fetch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The directory of downloads waiting to be read. */
public final class DownloadFolder {

    private DownloadFolder() {}

    /**
     * Deletes files left by a killed run: complete files that nobody will read, and old partial downloads.
     * No other process may use the directory.
     *
     * @param folder the folder, may be missing
     * @param kept how long a partial download may still be resumed
     * @param now the time
     * @throws IOException if a file cannot be deleted
     */
    public static void tidy(Path folder, Duration kept, Instant now) throws IOException {
        delete(folder, file -> {
            String name = file.getFileName().toString();
            boolean part = name.endsWith(".part") || name.endsWith(".tag");
            return !part || old(file, kept, now);
        });
    }

    /** Deletes all that is older, by the system time; others may use the directory. */
    public static void removeOld(Path folder, Duration kept) throws IOException {
        delete(folder, file -> old(file, kept, Instant.now()));
    }

    private static void delete(Path folder, Predicate<Path> which) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(Files::isRegularFile).filter(which).toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
    }

    private static boolean old(Path file, Duration kept, Instant now) {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(now.minus(kept));
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same with the system time, which dates files, whatever day a run uses as today. */
    public static void tidy(Path folder, Duration kept) throws IOException {
        tidy(folder, kept, Instant.now());
    }
}
