package vigie.web.access;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Limits concurrent expensive work. A few more requests wait a short time; further ones are rejected at
 * once, so that waiting never uses up the threads that others need.
 */
public final class WorkLimit {

    /** The right to work, given back by closing it. */
    public interface Permit extends AutoCloseable {
        @Override
        void close();
    }

    private final Semaphore working;
    private final Semaphore waiting;
    private final Duration patience;

    /**
     * @param atOnce how many work at once
     * @param waiting how many more may wait
     * @param patience how long they wait
     */
    public WorkLimit(int atOnce, int waiting, Duration patience) {
        this.working = new Semaphore(atOnce, true);
        this.waiting = new Semaphore(waiting);
        this.patience = patience;
    }

    /** The right to work, or nothing if all are busy and stay so. */
    public Optional<Permit> enter() {
        return working.tryAcquire() || waited() ? Optional.of(working::release) : Optional.empty();
    }

    /** Seconds after which it makes sense to try again. */
    public int retryAfter() {
        return (int) Math.max(1, patience.toSeconds());
    }

    private boolean waited() {
        if (!waiting.tryAcquire()) {
            return false;
        }
        try {
            return working.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            waiting.release();
        }
    }
}
