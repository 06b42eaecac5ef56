package vigie.fetch;

import dev.failsafe.RateLimiter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** Keeps each host's pace, whoever asks. */
final class Paces {

    /** A mirror is the user's own machine: it keeps the limit on connections only. */
    private static final double UNPACED = 10_000;

    private final boolean mirrored;
    private final Map<String, Host> hosts = new ConcurrentHashMap<>();

    Paces(boolean mirrored) {
        this.mirrored = mirrored;
    }

    /** Waits for a place; close what is returned when the answer is read. */
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

    /** Sources share hosts: what one of them knows a host to bear holds for all, in whatever order they come. */
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

    /** A place at a host. */
    interface Place extends AutoCloseable {
        @Override
        void close();
    }
}
