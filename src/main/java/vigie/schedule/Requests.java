package vigie.schedule;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Jobs that one process asks another one for: a file for each, named as the job, in the folder {@code jobs} of the home. The
 * database would not do: it may be written to for minutes by the job that runs just then.
 */
public final class Requests {

    private final Path folder;

    /** @param home directory of the installation */
    public Requests(Path home) {
        this.folder = home.resolve("jobs");
    }

    /**
     * Asks for a job. Whoever asks for one that was asked for already gets the same run.
     *
     * @param name of a job that there is
     */
    public void ask(String name) {
        try {
            Files.createDirectories(folder);
            Files.write(folder.resolve(name), new byte[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is asked for; from now on it is not. */
    List<String> take() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<String> names = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
                names.add(file.getFileName().toString());
            }
        } catch (NoSuchFileException e) {
            // Somebody cleared the folder: nothing is asked for.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names;
    }
}
