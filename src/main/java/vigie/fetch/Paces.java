package vigie.fetch;

import dev.failsafe.RateLimiter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** Enforces the limits of each host across all sources. */
final class Paces {

    /** A mirror belongs to the user: only the limit on connections applies. */
    private static final double UNPACED = 10_000;

    private final boolean mirrored;
    private final Map<String, Host> hosts = new ConcurrentHashMap<>();

    Paces(boolean mirrored) {
        this.mirrored = mirrored;
    }

    /** Waits for permission; close the result when the response is read. */
    Place enter(String name, Pace pace) throws InterruptedException {
        Host host = hosts.computeIfAbsent(name, n -> new Host());
        host.allow(pace.connections(), mirrored ? UNPACED : pace.perSecond());
        host.places.acquire();
        try {
            host.limiter.acquirePermit();
        } catch (InterruptedException | RuntimeException e) {
            host.places.release();
            throw e;
        }
        return host.places::release;
    }

    /** Sources share hosts: the strictest limits known for a host apply to all sources. */
    private static final class Host {

        private final Semaphore places = new Semaphore(0, true);
        private int connections;
        private double perSecond;
        private volatile RateLimiter<Object> limiter = limiter(UNPACED);

        synchronized void allow(int more, double faster) {
            if (more > connections) {
                places.release(more - connections);
                connections = more;
            }
            if (faster > perSecond) {
                limiter = limiter(faster);
                perSecond = faster;
            }
        }

        private static RateLimiter<Object> limiter(double perSecond) {
            return RateLimiter.smoothBuilder(Duration.ofNanos((long) (1e9 / perSecond)))
                    .build();
        }
    }

    /** A permission to send a request to a host. */
    interface Place extends AutoCloseable {
        @Override
        void close();
    }
}
