package vigie.fetch;

import java.time.Duration;

/**
 * How patient a download is.
 *
 * @param attempts tries in all
 * @param firstDelay pause after the first failure; doubles each time, with jitter
 * @param longestDelay longest pause, also the longest {@code Retry-After} that is honoured
 * @param connectTimeout time to connect
 * @param readTimeout longest silence within an answer
 */
public record Retry(
        int attempts, Duration firstDelay, Duration longestDelay, Duration connectTimeout, Duration readTimeout) {

    /** Six tries over about half a minute, and 20 seconds of silence at most. */
    public static final Retry DEFAULT = new Retry(
            6, Duration.ofMillis(500), Duration.ofSeconds(60), Duration.ofSeconds(10), Duration.ofSeconds(20));
}
