package vigie.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StalenessTest {

    private static final Instant NOW = Instant.parse("2026-01-30T12:00:00Z");
    private static final Staleness STALENESS = new Staleness(Duration.ofHours(12));

    @Test
    void aSourceIsStaleOnceItsLastSuccessIsOlderThanTheSetting() {
        assertThat(STALENESS.stale(Optional.of(NOW.minus(Duration.ofHours(12))), NOW))
                .isFalse();
        assertThat(STALENESS.stale(Optional.of(NOW.minus(Duration.ofHours(12)).minusMillis(1)), NOW))
                .isTrue();
    }

    @Test
    void aSourceIsNotFreshByASuccessInTheFuture() {
        assertThat(STALENESS.stale(Optional.of(NOW.plus(Duration.ofHours(12))), NOW))
                .isFalse();
        assertThat(STALENESS.stale(Optional.of(NOW.plus(Duration.ofHours(13))), NOW))
                .isTrue();
    }

    @Test
    void aSourceThatNeverSucceededIsStale() {
        assertThat(STALENESS.stale(Optional.empty(), NOW)).isTrue();
    }
}
