package vigie.store;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongConsumer;

/**
 * Watches a database for commits, by whichever process they are: the only place of the program that asks again and again.
 * For any number of threads.
 */
public final class Watch implements AutoCloseable {

    private static final Duration LOOK = Duration.ofMillis(500);

    private final Probe probe;
    private final List<LongConsumer> listeners = new CopyOnWriteArrayList<>();
    private Thread looking;
    private boolean closed;

    /** Whether {@link #last} is what the probe gave last; not at the beginning and after a failure. */
    private boolean known;

    private long last;
    private long version;

    /** How a kind of database says that something was committed. One thread at a time asks it. */
    public interface Probe extends AutoCloseable {

        /**
         * A number that differs from the one before if anyone has committed meanwhile. After a failure it need not have to
         * do with those before.
         *
         * @throws StoreException if there is no database, or it failed
         */
        long look();

        @Override
        void close();
    }

    /** @param probe closed with the watch */
    public Watch(Probe probe) {
        this.probe = probe;
    }

    /**
     * The version of the database: a number that grows whenever someone was found to have committed. What was kept of
     * answers of an older version may be out of date. The database is asked now, which takes some microseconds.
     *
     * @throws StoreException if there is no database, or it failed; the version grows, since nobody knows what happens
     *     meanwhile
     */
    public synchronized long version() {
        checkOpen();
        try {
            long now = probe.look();
            if (!known || now != last) {
                known = true;
                last = now;
                grow();
            }
            return version;
        } catch (StoreException e) {
            if (known) {
                known = false;
                grow();
            }
            throw e;
        }
    }

    private void grow() {
        version++;
        notifyAll();
        listeners.forEach(listener -> listener.accept(version));
    }

    /**
     * Tells of each new version from now on, within half a second.
     *
     * @param listener must be quick, and must not ask the watch
     */
    public synchronized void onChange(LongConsumer listener) {
        checkOpen();
        listeners.add(listener);
        begin();
    }

    /**
     * Waits until the database has another version.
     *
     * @param seen the version that is known
     * @param longest how long to wait
     * @return the version of then; the one that is known if the time was over before
     * @throws InterruptedException if the thread is asked to stop
     */
    public synchronized long await(long seen, Duration longest) throws InterruptedException {
        checkOpen();
        begin();
        long end = System.nanoTime() + longest.toNanos();
        for (long left = longest.toMillis(); version == seen && left > 0 && !closed; ) {
            wait(left);
            left = Duration.ofNanos(end - System.nanoTime()).toMillis();
        }
        checkOpen();
        return version;
    }

    private void begin() {
        if (looking == null) {
            looking = new Thread(this::look, "watch");
            looking.setDaemon(true);
            looking.start();
        }
    }

    private void look() {
        try {
            while (true) {
                synchronized (this) {
                    if (closed) {
                        return;
                    }
                    lookOnce();
                }
                Thread.sleep(LOOK.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void lookOnce() {
        try {
            version();
        } catch (StoreException e) {
            // Whoever asks the database next meets the same, and says so.
        }
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("the watch is closed");
        }
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            notifyAll();
            if (looking != null) {
                looking.interrupt();
            }
            probe.close();
        }
    }
}
