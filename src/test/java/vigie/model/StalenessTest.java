package vigie.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vigie.model.Staleness.Finding;

class StalenessTest {

    private static final Instant NOW = Instant.parse("2026-01-30T12:00:00Z");
    private static final Staleness STALENESS = new Staleness(Duration.ofHours(12));
    private static final Optional<Duration> THREE_DAYS = Optional.of(Duration.ofDays(3));

    private static Finding read(Duration age) {
        return STALENESS.of(Optional.of(NOW.minus(age)), Optional.empty(), Optional.empty(), NOW);
    }

    private static Finding dated(Duration age) {
        return STALENESS.of(Optional.of(NOW), Optional.of(NOW.minus(age)), THREE_DAYS, NOW);
    }

    @Test
    void aSourceIsStaleOnceItsLastSuccessIsOlderThanTheSetting() {
        assertThat(read(Duration.ofHours(12))).isEqualTo(Finding.FRESH);
        assertThat(read(Duration.ofHours(12).plusMillis(1))).isEqualTo(Finding.READ_LONG_AGO);
    }

    @Test
    void aSourceIsNotFreshByASuccessInTheFuture() {
        assertThat(read(Duration.ofHours(-12))).isEqualTo(Finding.FRESH);
        assertThat(read(Duration.ofHours(-13))).isEqualTo(Finding.READ_LONG_AGO);
    }

    @Test
    void aSourceThatNeverSucceededIsStale() {
        assertThat(STALENESS.of(Optional.empty(), Optional.of(NOW), THREE_DAYS, NOW))
                .isEqualTo(Finding.NEVER_READ);
    }

    @Test
    void aSourceThatAnswersWithOldDataStandsStill() {
        assertThat(dated(Duration.ofDays(3))).isEqualTo(Finding.FRESH);
        assertThat(dated(Duration.ofDays(4).minusMillis(1))).isEqualTo(Finding.FRESH);
        assertThat(dated(Duration.ofDays(4))).isEqualTo(Finding.STANDS_STILL);
    }

    @Test
    void dataOfTheFutureIsNoSignOfFreshness() {
        assertThat(dated(Duration.ofHours(-24))).isEqualTo(Finding.FRESH);
        assertThat(dated(Duration.ofHours(-25))).isEqualTo(Finding.DATED_AHEAD);
    }

    @Test
    void aSourceWithoutACadenceOrADateIsAsFreshAsItsLastSuccess() {
        Instant old = NOW.minus(Duration.ofDays(400));
        assertThat(STALENESS.of(Optional.of(NOW), Optional.of(old), Optional.empty(), NOW))
                .isEqualTo(Finding.FRESH);
        assertThat(STALENESS.of(Optional.of(NOW), Optional.empty(), THREE_DAYS, NOW))
                .isEqualTo(Finding.FRESH);
    }
}
