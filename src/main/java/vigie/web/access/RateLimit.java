package vigie.web.access;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How many requests each client may make: a bucket of permits a client, refilled at an even rate ("token bucket"). The
 * clients seen longest ago are forgotten first, so that many addresses do not fill the memory.
 */
public final class RateLimit {

    private static final long SECOND = 1_000_000_000L;
    /** A page and all its parts must go through at once, however low the rate. */
    private static final int LEAST_BURST = 20;

    private static final class Bucket {
        private double permits;
        private long at;

        private Bucket(double permits, long at) {
            this.permits = permits;
            this.at = at;
        }
    }

    private final double rate;
    private final double burst;
    private final LongSupplier nanos;
    private final Map<String, Bucket> buckets;

    /**
     * @param rate requests a second, 1 or more; at once twice as many (20 at least)
     * @param most clients that are remembered
     * @param nanos a clock as {@link System#nanoTime}
     */
    public RateLimit(int rate, int most, LongSupplier nanos) {
        this.rate = rate;
        this.burst = Math.max(LEAST_BURST, 2.0 * rate);
        this.nanos = nanos;
        this.buckets = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
                return size() > most;
            }
        };
    }

    /** Asks for one request of a client: 0 if it may go on, else the whole seconds after which it may try again. */
    public synchronized int secondsToWait(String client) {
        long now = nanos.getAsLong();
        Bucket bucket = buckets.computeIfAbsent(client, c -> new Bucket(burst, now));
        bucket.permits = Math.min(burst, bucket.permits + rate * (now - bucket.at) / SECOND);
        bucket.at = now;
        if (bucket.permits < 1) {
            return (int) Math.max(1, Math.ceil((1 - bucket.permits) / rate));
        }
        bucket.permits--;
        return 0;
    }

    /** Clients that are remembered. */
    synchronized int remembered() {
        return buckets.size();
    }
}
