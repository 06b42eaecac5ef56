package vigie.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Standard output that remembers what went wrong: the one that Java gives says nothing of a full disk. */
final class Results extends OutputStream {

    private final OutputStream out = new FileOutputStream(FileDescriptor.out);
    private Optional<IOException> failure = Optional.empty();

    PrintStream stream() {
        return new PrintStream(this, false, StandardCharsets.UTF_8);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        try {
            out.write(bytes, from, count);
        } catch (IOException e) {
            failure = failure.or(() -> Optional.of(e));
            throw e;
        }
    }

    /** Whether results were lost; told on stderr, unless a reader such as {@code head} has only had enough. */
    boolean lost() {
        String reason = failure.map(IOException::getMessage).orElse("");
        if (!reason.isEmpty() && !reason.contains("Broken pipe")) {
            new Console(false).error("stdout: " + reason);
        }
        return failure.isPresent();
    }
}
