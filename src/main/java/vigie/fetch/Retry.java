package vigie.fetch;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Retry and timeout settings of a download.
 *
 * @param attempts tries in all
 * @param firstDelay pause after the first failure; doubles each time, with jitter
 * @param longestDelay longest pause, also the longest {@code Retry-After} that is honoured
 * @param connectTimeout time to connect
 * @param readTimeout longest silence within an answer
 */
public record Retry(
        int attempts, Duration firstDelay, Duration longestDelay, Duration connectTimeout, Duration readTimeout) {

    /** Six attempts over about half a minute, and a read timeout of 20 seconds. */
    public static final Retry DEFAULT = new Retry(
            6, Duration.ofMillis(500), Duration.ofSeconds(60), Duration.ofSeconds(10), Duration.ofSeconds(20));

    private static final double JITTER = 0.25;

    /** The pause after so many failures: never shorter than what the server asks for. */
    Duration pause(int failures, Optional<Duration> asked) {
        double doubled = firstDelay.toNanos() * Math.pow(2, Math.max(0, failures - 1));
        double spread = 1 - JITTER + 2 * JITTER * ThreadLocalRandom.current().nextDouble();
        Duration own = Duration.ofNanos((long) (Math.min(doubled, longestDelay.toNanos()) * spread));
        return asked.filter(wait -> wait.compareTo(own) > 0).orElse(own);
    }
}
