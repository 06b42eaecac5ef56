package vigie.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    void write(String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new Failure(messages.get("error.out", file, e.getMessage()));
        }
    }
}
