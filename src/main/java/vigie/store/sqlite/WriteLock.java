package vigie.store.sqlite;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import vigie.store.StoreException;

/** Lets one process at a time write to a home. The lock goes with its process, however that ends. */
public final class WriteLock implements AutoCloseable {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    private static final String NOTE = "vigie.lock.txt";

    private final FileChannel channel;
    private final Path note;

    private WriteLock(FileChannel channel, Path note) {
        this.channel = channel;
        this.note = note;
    }

    /**
     * Takes the lock.
     *
     * @param home directory of the installation
     * @param patience how long to wait for another process
     * @param waiting told once who holds it, if someone does
     * @throws StoreException if the other process holds it all the time
     * @throws InterruptedException if the thread is asked to stop
     */
    public static WriteLock take(Path home, Duration patience, Consumer<String> waiting) throws InterruptedException {
        Path note = home.resolve(NOTE);
        try {
            FileChannel channel =
                    FileChannel.open(home.resolve("vigie.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            boolean taken = false;
            try {
                await(channel, home, patience, waiting);
                Files.writeString(note, "process " + ProcessHandle.current().pid() + ", since " + Instant.now());
                taken = true;
                return new WriteLock(channel, note);
            } finally {
                if (!taken) {
                    channel.close();
                }
            }
        } catch (IOException e) {
            throw new StoreException("the home " + home + " cannot be locked: " + e.getMessage(), e);
        }
    }

    private static void await(FileChannel channel, Path home, Duration patience, Consumer<String> waiting)
            throws IOException, InterruptedException {
        Instant end = Instant.now().plus(patience);
        boolean told = false;
        while (lock(channel).isEmpty()) {
            String holder = holder(home.resolve(NOTE));
            if (Instant.now().isAfter(end)) {
                throw new StoreException("another process is writing to " + home + ": " + holder);
            }
            if (!told) {
                waiting.accept(holder);
                told = true;
            }
            Thread.sleep(LOOK_AGAIN.toMillis());
        }
    }

    private static Optional<FileLock> lock(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException e) {
            return Optional.empty();
        }
    }

    private static String holder(Path note) {
        try {
            return new String(Files.readAllBytes(note), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "unknown process";
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(note);
            channel.close();
        } catch (IOException e) {
            throw new StoreException("the lock cannot be released: " + e.getMessage(), e);
        }
    }
}
