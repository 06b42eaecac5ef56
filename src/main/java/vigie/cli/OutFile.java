package vigie.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import vigie.io.AtomicFile;
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
            throw new Exit.Failure(messages.get("error.out", file, messages.get("error.out.directory")));
        }
    }

    /** What is written; returns how much. */
    interface Body {
        long to(Writer writer) throws IOException;
    }

    /** What is written as bytes. */
    interface Bytes {
        void to(OutputStream stream) throws IOException;
    }

    /** Writes beside the file and puts the whole into its place, so that nobody ever sees half of it. */
    long write(Body body) {
        return whole(part -> {
            try (Writer writer = Files.newBufferedWriter(part, StandardCharsets.UTF_8)) {
                return body.to(writer);
            }
        });
    }

    /** The same for bytes; returns how many there are. */
    long writeBytes(Bytes body) {
        return whole(part -> {
            try (OutputStream stream = new BufferedOutputStream(Files.newOutputStream(part))) {
                body.to(stream);
            }
            return Files.size(part);
        });
    }

    private long whole(AtomicFile.Content<Long> content) {
        check();
        try {
            return AtomicFile.write(file, content);
        } catch (IOException | UncheckedIOException e) {
            throw new Exit.Failure(messages.get("error.out", file, e.getMessage()));
        }
    }
}
