package vigie.web.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.function.LongSupplier;

/**
 * How many requests each client may make: a bucket of permits a client, refilled at an even rate ("token bucket"). Clients
 * that are seen seldom are forgotten, so that many addresses do not fill the memory.
 *
 * <p>Not Jetty's {@code DoSHandler}: it does not say after how many seconds a client may try again ({@code Retry-After}),
 * lets clients beyond its table through or refuses them all, and decides before the name of the host has been checked.
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
    private final Cache<String, Bucket> buckets;

    /**
     * @param rate requests a second, 1 or more; at once twice as many (20 at least)
     * @param most clients that are remembered
     * @param nanos a clock as {@link System#nanoTime}
     */
    public RateLimit(int rate, int most, LongSupplier nanos) {
        this.rate = rate;
        this.burst = Math.max(LEAST_BURST, 2.0 * rate);
        this.nanos = nanos;
        this.buckets =
                Caffeine.newBuilder().maximumSize(most).executor(Runnable::run).build();
    }

    /** Asks for one request of a client: 0 if it may go on, else the whole seconds after which it may try again. */
    public int secondsToWait(String client) {
        Bucket bucket = buckets.get(client, c -> new Bucket(burst, nanos.getAsLong()));
        synchronized (bucket) {
            return secondsToWait(bucket, nanos.getAsLong());
        }
    }

    private int secondsToWait(Bucket bucket, long now) {
        bucket.permits = Math.min(burst, bucket.permits + rate * (now - bucket.at) / SECOND);
        bucket.at = now;
        if (bucket.permits < 1) {
            return (int) Math.max(1, Math.ceil((1 - bucket.permits) / rate));
        }
        bucket.permits--;
        return 0;
    }

    /** Clients that are remembered. */
    long remembered() {
        buckets.cleanUp();
        return buckets.estimatedSize();
    }
}
