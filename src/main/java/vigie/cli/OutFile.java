package vigie.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import vigie.text.Messages;

/** A file that a person wants a result in. */
final class OutFile {

    private final Path file;
    private final Messages messages;

    OutFile(Path file, Messages messages) {
        this.file = file;
        this.messages = messages;
    }

    /** Refuses one whose directory is not there: better at once than after minutes of work. */
    void check() {
        if (!Files.isDirectory(file.toAbsolutePath().getParent())) {
            throw new Failure(messages.get("error.out", file, messages.get("error.out.directory")));
        }
    }

    /** What is written; returns how much. */
    interface Body {
        long to(Writer writer) throws IOException;
    }

    /** Writes beside the file and puts the whole into its place, so that nobody ever sees half of it. */
    long write(Body body) {
        check();
        Path target = file.toAbsolutePath();
        Path part = target.resolveSibling("." + target.getFileName() + ".part");
        try {
            long much;
            try (Writer writer = Files.newBufferedWriter(part, StandardCharsets.UTF_8)) {
                much = body.to(writer);
            }
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return much;
        } catch (IOException | UncheckedIOException e) {
            throw new Failure(messages.get("error.out", file, e.getMessage()));
        } finally {
            part.toFile().delete();
        }
    }
}
