package vigie.index;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import vigie.store.Reader;
import vigie.store.Store;
import vigie.store.Watch;

/**
 * The current snapshot: read at the start, and reloaded in the background after other processes or threads have changed what is held,
 * not after each job that has found nothing new. Users of an old snapshot keep it as long as they need it.
 */
public final class LiveSnapshot implements AutoCloseable {

    /** Quiet period before a reload: a sync commits one source after the other, and only its end is worth a reload. */
    private static final Duration QUIET = Duration.ofSeconds(3);

    /** Pause before a failed reload is retried. */
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(3);

    /** Pauses during a reload, while an older snapshot is in use. */
    private static final long BREATH_MILLIS = 5;

    /** Reload interval during a long sync, which commits all the time. */
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

    /** The revision that the current snapshot is of; of the thread alone. */
    private String held = "";

    /**
     * Statistics of the last load.
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
     * @param trouble receives read failures; the old snapshot then stays
     */
    public LiveSnapshot(Store store, Watch watch, Consumer<Exception> trouble) {
        this.store = store;
        this.watch = watch;
        this.trouble = trouble;
        thread = new Thread(this::run, "snapshot");
        thread.setDaemon(true);
    }

    /** Starts loading. */
    public void start() {
        thread.start();
    }

    /** The current snapshot; waits for the first one. */
    public Snapshot get() {
        return current.orElseGet(first::join);
    }

    /** The current snapshot; empty while the first one is being loaded. */
    public Optional<Snapshot> now() {
        return current;
    }

    /** Statistics of the last load; empty while the first one is running. */
    public Optional<Reading> reading() {
        return last;
    }

    /** Continues after a failure: it may be temporary. */
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
                    // Callers that wait for the first snapshot get the failure; later callers get the snapshot once it
                    // is loaded.
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
            version = watch.await(version, ALWAYS);
            if (!revision().equals(held)) {
                version = settled(version);
                read();
            }
        }
        throw new InterruptedException();
    }

    /** The version after a period in which nothing changed of what is held, or the current one if that takes too long. */
    private long settled(long changed) throws InterruptedException {
        long begun = System.nanoTime();
        long quiet = begun;
        long version = changed;
        String revision = revision();
        for (long now = begun;
                now - quiet < QUIET.toNanos() && now - begun < LONGEST_WAIT.toNanos();
                now = System.nanoTime()) {
            version = watch.await(version, QUIET.minusNanos(now - quiet));
            String other = revision();
            if (!other.equals(revision)) {
                revision = other;
                quiet = System.nanoTime();
            }
        }
        return version;
    }

    private String revision() {
        try (Reader reader = store.reader()) {
            return reader.status().revision();
        }
    }

    private void read() {
        long begun = System.nanoTime();
        try (Reader reader = store.reader()) {
            Optional<Snapshot> old = current;
            // Read before the rest: what comes between the two is read once more.
            String revision = reader.status().revision();
            Snapshot snapshot = Snapshot.read(reader, old.isPresent() ? LiveSnapshot::pause : () -> {});
            WordSearch words = phrases -> reader.search().matching(phrases);
            old.ifPresent(other -> snapshot.warmLike(other, words, LiveSnapshot::pause));
            current = Optional.of(snapshot);
            held = revision;
            last = Optional.of(new Reading(Duration.ofNanos(System.nanoTime() - begun), System.nanoTime()));
            first.complete(snapshot);
        }
    }

    private static void pause() {
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
