package vigie.index;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import vigie.store.Reader;
import vigie.store.Store;
import vigie.store.Watch;

/**
 * The snapshot of now: read at the start, and read anew in the background after other processes or threads have written.
 * Readers of the old one keep it as long as they need it.
 */
public final class LiveSnapshot implements AutoCloseable {

    /** So long nobody has written: a sync commits one source after the other, and only its end is worth the work. */
    private static final Duration QUIET = Duration.ofSeconds(3);

    /** So long it waits before it tries again what failed. */
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(3);

    /** A pause for every few milliseconds of work, when there is an older snapshot to answer from. */
    private static final long BREATH_MILLIS = 5;

    /** During a long sync something is committed all the time: then it is read anew this often. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    private static final Duration ALWAYS = Duration.ofDays(1);

    private final Store store;
    private final Watch watch;
    private final Consumer<Exception> trouble;
    private final CompletableFuture<Snapshot> first = new CompletableFuture<>();
    private final Thread thread;
    private volatile Optional<Snapshot> current = Optional.empty();
    private volatile boolean closed;
    private volatile Optional<Reading> last = Optional.empty();

    /**
     * How the snapshot of now was read.
     *
     * @param took how long that took
     * @param endedAt when it was done, as {@link System#nanoTime} counts
     */
    public record Reading(Duration took, long endedAt) {}

    /**
     * One that is read from {@link #start} on.
     *
     * @param store the database
     * @param watch tells when it has changed
     * @param trouble told when reading fails; the old snapshot then stays
     */
    public LiveSnapshot(Store store, Watch watch, Consumer<Exception> trouble) {
        this.store = store;
        this.watch = watch;
        this.trouble = trouble;
        thread = new Thread(this::run, "snapshot");
        thread.setDaemon(true);
    }

    /** Begins to read. */
    public void start() {
        thread.start();
    }

    /** The snapshot of now; waits for the first one. */
    public Snapshot get() {
        return current.orElseGet(first::join);
    }

    /** The snapshot of now, empty while the first one is being read. */
    public Optional<Snapshot> now() {
        return current;
    }

    /** How the snapshot of now was read; empty while the first one is being read. */
    public Optional<Reading> reading() {
        return last;
    }

    /** Goes on after a failure: what cannot be read now may be readable again. */
    private void run() {
        try {
            while (!Thread.interrupted()) {
                try {
                    watch();
                } catch (RuntimeException e) {
                    if (closed) {
                        return;
                    }
                    trouble.accept(e);
                    // Who waits for the first one is told; who asks later gets it when it is there.
                    first.completeExceptionally(e);
                    Thread.sleep(AFTER_FAILURE.toMillis());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch() throws InterruptedException {
        long version = watch.version();
        read();
        while (!Thread.interrupted()) {
            long changed = watch.await(version, ALWAYS);
            if (changed != version) {
                version = settled(changed);
                read();
            }
        }
        throw new InterruptedException();
    }

    /** The version after which nobody has written for a while, or that of now if that takes too long. */
    private long settled(long changed) throws InterruptedException {
        long begun = System.nanoTime();
        long version = changed;
        long before;
        do {
            before = version;
            version = watch.await(before, QUIET);
        } while (version != before && System.nanoTime() - begun < LONGEST_WAIT.toNanos());
        return version;
    }

    private void read() {
        long begun = System.nanoTime();
        try (Reader reader = store.reader()) {
            Optional<Snapshot> old = current;
            Snapshot snapshot = Snapshot.read(reader, old.isPresent() ? LiveSnapshot::breathe : () -> {});
            Words words = phrases -> reader.search().matching(phrases);
            old.ifPresent(other -> snapshot.likeThat(other, words, LiveSnapshot::breathe));
            current = Optional.of(snapshot);
            last = Optional.of(new Reading(Duration.ofNanos(System.nanoTime() - begun), System.nanoTime()));
            first.complete(snapshot);
        }
    }

    private static void breathe() {
        try {
            Thread.sleep(BREATH_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
