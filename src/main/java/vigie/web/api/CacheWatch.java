package vigie.web.api;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import vigie.store.Readers;
import vigie.store.StoreException;

/** Tells the cache when somebody has written to the database: what it holds is never older than that by half a second. */
public final class CacheWatch implements AutoCloseable {

    private static final long LOOK_MILLIS = 500;

    private final Readers readers;
    private final AnswerCache cache;
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "freshness");
        thread.setDaemon(true);
        return thread;
    });

    /** Begins to look. */
    public CacheWatch(Readers readers, AnswerCache cache) {
        this.readers = readers;
        this.cache = cache;
        looking.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            cache.seen(readers.version());
        } catch (StoreException e) {
            // The next request that asks the database meets the same, and says so.
            cache.seen(Long.MAX_VALUE);
        } catch (IllegalStateException e) {
            looking.shutdown();
        }
    }

    @Override
    public void close() {
        looking.shutdownNow();
    }
}
