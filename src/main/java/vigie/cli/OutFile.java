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
import vigie.text.FailureText;
import vigie.text.Messages;

/** An output file that the user names. */
final class OutFile {

    private final Path file;
    private final Messages messages;

    OutFile(Path file, Messages messages) {
        this.file = file;
        this.messages = messages;
    }

    /** Fails if it cannot be written: before minutes of work, not after. */
    void check() {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || Files.isDirectory(file)) {
            throw failure("is.directory");
        }
        if (isDevice()) {
            return;
        }
        if (!Files.isDirectory(folder)) {
            throw failure("directory");
        }
        // Through a link its target is replaced, which may lie where more is allowed.
        if (!Files.isWritable(folder) && !Files.isSymbolicLink(file)) {
            throw failure("read.only");
        }
    }

    /** As {@link #check()}, for what others write and only a file can hold: a backup, a model. */
    void checkFile() {
        check();
        if (isDevice()) {
            throw failure("device");
        }
    }

    /** Whether it is a pipe or a device, such as {@code /dev/stdout}: it is written to, never replaced. */
    private boolean isDevice() {
        return Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file);
    }

    private Exit.Failure failure(String reason) {
        return new Exit.Failure(messages.get("error.out", file, messages.get("error.out." + reason)));
    }

    /** Writes the content as text; returns its length in a unit of its choice, such as rows. */
    interface Body {
        long to(Writer writer) throws IOException;
    }

    /** Writes the content as bytes. */
    interface Bytes {
        void to(OutputStream stream) throws IOException;
    }

    /** Writes a temporary file and renames it, so that the file is never half written. */
    long write(Body body) {
        return whole(part -> {
            try (Writer writer = Files.newBufferedWriter(part, StandardCharsets.UTF_8)) {
                return body.to(writer);
            }
        });
    }

    /** The same for bytes; returns their number. */
    long writeBytes(Bytes body) {
        return whole(part -> {
            try (OutputStream stream = new BufferedOutputStream(Files.newOutputStream(part))) {
                body.to(stream);
            }
            return Files.size(part);
        });
    }

    /** Removes what an earlier run wrote there, where this one has nothing to write; returns whether there was such a file. */
    boolean remove() {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try {
            // As when it is written: through a link, what it leads to.
            Files.delete(file.toRealPath());
            return true;
        } catch (IOException e) {
            throw new Exit.Failure(
                    messages.get("error.out", file, FailureText.in(messages, String.valueOf(e.getMessage()))));
        }
    }

    private long whole(AtomicFile.Content<Long> content) {
        check();
        try {
            return isDevice() ? content.writeTo(file) : AtomicFile.write(file, content);
        } catch (IOException | UncheckedIOException e) {
            throw new Exit.Failure(
                    messages.get("error.out", file, FailureText.in(messages, String.valueOf(e.getMessage()))));
        }
    }
}
