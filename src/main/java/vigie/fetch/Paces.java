package vigie.fetch;

import dev.failsafe.RateLimiter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Enforces the limits of each host across all sources. */
final class Paces {

    /** A mirror belongs to the user: only the limit on connections applies. */
    private static final double UNPACED = 10_000;

    private static final Duration LONG = Duration.ofDays(1);

    /** A host that asks for pauses of more than so many longest ones, without an answer between, is left alone. */
    private static final int MOST_PAUSES = 2;

    /** So long after its last pause a host is asked again. */
    private static final Duration FORGOTTEN = Duration.ofMinutes(10);

    private final boolean mirrored;
    private final Map<String, Host> hosts = new ConcurrentHashMap<>();

    Paces(boolean mirrored) {
        this.mirrored = mirrored;
    }

    /**
     * Waits for permission; close the result when the response is read.
     *
     * @param longest the longest pause that a host may ask for
     * @throws FetchException if the host asked for a longer one, or again and again: it is left alone
     */
    Place enter(String name, Pace pace, Duration longest) throws InterruptedException, FetchException {
        Host host = hosts.computeIfAbsent(name, n -> new Host());
        host.allow(pace.connections(), mirrored ? UNPACED : pace.perSecond());
        host.places.acquire();
        try {
            host.awaitEndOfPause(name, longest);
            host.limiter.acquirePermit();
        } catch (InterruptedException | FetchException | RuntimeException e) {
            host.places.release();
            throw e;
        }
        return host.places::release;
    }

    /** The host asked to be left alone for a while: no request is sent to it until then. */
    void pause(String name, Duration wait) {
        hosts.computeIfAbsent(name, n -> new Host()).pause(wait);
    }

    /** The host gave an answer that can be used. */
    void answered(String name) {
        hosts.computeIfAbsent(name, n -> new Host()).answered();
    }

    /** Sources share hosts: the strictest limits known for a host apply to all sources. */
    private static final class Host {

        private final Semaphore places = new Semaphore(0, true);
        private int connections;
        private double perSecond;
        /** When requests may be sent again, by the system's nanoseconds. */
        private long resumes = System.nanoTime();
        /** Nanoseconds of the pauses since the last answer. */
        private long paused;

        private volatile RateLimiter<Object> limiter = limiter(UNPACED);

        /** Requests that were sent together are refused together: that is one pause. */
        synchronized void pause(Duration wait) {
            long now = System.nanoTime();
            // Durations beyond a day say no more, and could overflow.
            long until = now + (wait.compareTo(LONG) < 0 ? wait : LONG).toNanos();
            if (until - resumes > 0) {
                paused += until - (resumes - now > 0 ? resumes : now);
                resumes = until;
            }
        }

        synchronized void answered() {
            paused = 0;
        }

        void awaitEndOfPause(String name, Duration longest) throws InterruptedException, FetchException {
            for (long left = left(longest); left > 0; left = left(longest)) {
                if (left > longest.toNanos()) {
                    throw Redirects.refusal(name + " keeps asking to wait, or for too long, and is skipped for now");
                }
                TimeUnit.NANOSECONDS.sleep(left);
            }
        }

        /** Nanoseconds of the pause that are left; for a host that has asked for too much, more than the longest. */
        private synchronized long left(Duration longest) {
            long left = resumes - System.nanoTime();
            if (-left > FORGOTTEN.toNanos()) {
                paused = 0;
            }
            return paused > MOST_PAUSES * longest.toNanos() ? Long.MAX_VALUE : left;
        }

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
