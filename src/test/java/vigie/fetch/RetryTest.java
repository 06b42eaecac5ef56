package vigie.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class RetryTest {

    private static final Retry RETRY =
            new Retry(6, Duration.ofMillis(100), Duration.ofMillis(400), Duration.ofSeconds(1), Duration.ofSeconds(1));

    @RepeatedTest(20)
    void pausesDoubleUpToTheLongestWithinAQuarterOfJitter() {
        assertThat(RETRY.pause(1, Optional.empty())).isBetween(Duration.ofMillis(75), Duration.ofMillis(125));
        assertThat(RETRY.pause(2, Optional.empty())).isBetween(Duration.ofMillis(150), Duration.ofMillis(250));
        assertThat(RETRY.pause(60, Optional.empty())).isBetween(Duration.ofMillis(300), Duration.ofMillis(500));
    }

    @RepeatedTest(20)
    void noPauseIsShorterThanTheHostAsks() {
        assertThat(RETRY.pause(1, Optional.of(Duration.ofSeconds(2)))).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void aHostThatAsksForNoPauseGetsTheUsualOne() {
        assertThat(RETRY.pause(1, Optional.of(Duration.ZERO))).isGreaterThanOrEqualTo(Duration.ofMillis(75));
    }
}
