package vigie.fetch;

import java.time.Duration;

/** Watches that a body comes in at a least rate and ends in time: a slow host must not hold everything. */
final class Throughput {

    /** Bytes a second that a body has to bring. */
    private static final long LEAST = 1000;

    private static final Duration DEADLINE = Duration.ofHours(2);

    private final long window;
    private final long begun = System.nanoTime();
    private long windowBegun = begun;
    private long windowBytes;

    /**
     * @param window time over which the rate is measured
     */
    Throughput(Duration window) {
        this.window = window.toNanos();
    }

    /** More bytes came in. */
    void received(int bytes) throws SlowException {
        windowBytes += bytes;
        long now = System.nanoTime();
        if (now - windowBegun >= window) {
            if (windowBytes * 1e9 / (now - windowBegun) < LEAST) {
                throw new SlowException("the host sends less than " + LEAST + " bytes a second");
            }
            windowBegun = now;
            windowBytes = 0;
        }
        if (now - begun > DEADLINE.toNanos()) {
            throw new SlowException(
                    "not received within " + DEADLINE.toHours() + " hours; the next run goes on with it");
        }
    }
}
