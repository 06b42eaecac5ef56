package vigie.fetch;

import dev.failsafe.RateLimiter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** Keeps each host's pace, whoever asks; sources that share a host share its pace by asking for the same. */
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
        Host host = hosts.computeIfAbsent(name + " " + pace, n -> host(pace));
        host.places.acquire();
        try {
            host.limiter.acquirePermit();
        } catch (InterruptedException | RuntimeException e) {
            host.places.release();
            throw e;
        }
        return host.places::release;
    }

    private Host host(Pace pace) {
        double perSecond = mirrored ? UNPACED : pace.perSecond();
        RateLimiter<Object> limiter = RateLimiter.smoothBuilder(Duration.ofNanos((long) (1e9 / perSecond)))
                .build();
        return new Host(new Semaphore(pace.connections(), true), limiter);
    }

    private record Host(Semaphore places, RateLimiter<Object> limiter) {}

    /** A place at a host. */
    interface Place extends AutoCloseable {
        @Override
        void close();
    }
}
