package vigie.io;

import java.time.Duration;

/** Keeps long work in the background: after each piece of it half as long a pause, so that others get processor and disk. */
public final class Pauses {

    private static final long LONGEST = Duration.ofMillis(200).toNanos();

    private long resumed = System.nanoTime();

    /** A piece of the work is done. An interrupt ends the pause and is kept. */
    public void pause() {
        try {
            Thread.sleep(Duration.ofNanos(Math.min(LONGEST, (System.nanoTime() - resumed) / 2))
                    .toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        resumed = System.nanoTime();
    }
}
