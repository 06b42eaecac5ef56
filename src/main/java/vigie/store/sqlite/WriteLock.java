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
import vigie.store.Store;
import vigie.store.StoreException;

/**
 * Lets one process at a time write to a home, or run its schedule. The lock goes with its process, however that ends.
 */
public final class WriteLock implements Store.Claim {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    private static final String WRITING = "vigie.lock";

    private static final String SCHEDULE = "vigie.schedule.lock";

    /** Beside the lock, as Windows lets nobody read what is locked. */
    private static final String NOTE = ".txt";

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
        try {
            FileChannel channel = open(home, WRITING);
            boolean taken = false;
            try {
                await(channel, home, patience, waiting);
                WriteLock lock = noted(channel, home, WRITING);
                taken = true;
                return lock;
            } finally {
                if (!taken) {
                    channel.close();
                }
            }
        } catch (IOException e) {
            throw new StoreException("the home " + home + " cannot be locked: " + e.getMessage(), e);
        }
    }

    /** Takes the lock of the schedule if it is free and the home can be written. */
    static Optional<Store.Claim> schedule(Path home) {
        try {
            FileChannel channel = open(home, SCHEDULE);
            if (lock(channel).isEmpty()) {
                channel.close();
                return Optional.empty();
            }
            return Optional.of(noted(channel, home, SCHEDULE));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Who holds the lock of the schedule; empty if nobody does. */
    static Optional<String> scheduler(Path home) {
        if (!Files.exists(home.resolve(SCHEDULE))) {
            return Optional.empty();
        }
        try (FileChannel channel = FileChannel.open(home.resolve(SCHEDULE), StandardOpenOption.WRITE)) {
            return lock(channel).isPresent() ? Optional.empty() : Optional.of(holder(home.resolve(SCHEDULE + NOTE)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static FileChannel open(Path home, String name) throws IOException {
        return FileChannel.open(home.resolve(name), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private static WriteLock noted(FileChannel channel, Path home, String name) throws IOException {
        Path note = home.resolve(name + NOTE);
        Files.writeString(note, "process " + ProcessHandle.current().pid() + ", since " + Instant.now());
        return new WriteLock(channel, note);
    }

    private static void await(FileChannel channel, Path home, Duration patience, Consumer<String> waiting)
            throws IOException, InterruptedException {
        Instant end = Instant.now().plus(patience);
        boolean told = false;
        while (lock(channel).isEmpty()) {
            String holder = holder(home.resolve(WRITING + NOTE));
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
