package vigie.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vigie.watch.Delivery;
import vigie.watch.Delivery.Pace;

class PacingTest {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    private static Delivery delivery(Pace other, String at, Optional<Delivery.Quiet> quiet, boolean breaks) {
        return new Delivery(Pace.IMMEDIATE, other, LocalTime.parse(at), DayOfWeek.MONDAY, quiet, breaks, false);
    }

    @ParameterizedTest
    @CsvSource({
        "IMMEDIATE, 08:00, 2026-01-30T09:15:00Z, 2026-01-30T09:15:00Z",
        "HOURLY,    08:00, 2026-01-30T09:15:00Z, 2026-01-30T10:00:00Z",
        "DAILY,     08:00, 2026-01-30T06:59:59Z, 2026-01-30T07:00:00Z",
        "DAILY,     08:00, 2026-01-30T07:00:00Z, 2026-01-31T07:00:00Z",
        "WEEKLY,    08:00, 2026-01-30T09:15:00Z, 2026-02-02T07:00:00Z",
        "MONTHLY,   08:00, 2026-01-30T09:15:00Z, 2026-02-01T07:00:00Z",
        // On 29 March the hour from 2 to 3 is left out; on 25 October it comes twice.
        "DAILY,     02:30, 2026-03-28T12:00:00Z, 2026-03-29T01:00:00Z",
        "DAILY,     02:30, 2026-10-24T12:00:00Z, 2026-10-25T00:30:00Z",
        "DAILY,     02:30, 2026-10-25T00:30:00Z, 2026-10-26T01:30:00Z",
        "HOURLY,    08:00, 2026-10-25T00:15:00Z, 2026-10-25T01:00:00Z"
    })
    void aPaceSendsAtItsTimesInTheZoneOfThePerson(Pace pace, String at, Instant made, Instant due) {
        Delivery delivery = delivery(pace, at, Optional.empty(), false);
        assertThat(Pacing.due(delivery, PARIS, false, made, made)).isEqualTo(due);
    }

    @ParameterizedTest
    @CsvSource({
        // urgent, breaks through, made, now, due
        "false, false, 2026-01-30T22:30:00Z, 2026-01-30T22:30:00Z, 2026-01-31T06:00:00Z",
        "true,  false, 2026-01-30T22:30:00Z, 2026-01-30T22:30:00Z, 2026-01-31T06:00:00Z",
        "true,  true,  2026-01-30T22:30:00Z, 2026-01-30T22:30:00Z, 2026-01-30T22:30:00Z",
        "false, true,  2026-01-30T22:30:00Z, 2026-01-30T22:30:00Z, 2026-01-31T06:00:00Z",
        // Sent late, but not in the next quiet hours.
        "false, false, 2026-01-30T22:30:00Z, 2026-01-31T12:00:00Z, 2026-01-30T22:30:00Z",
        "false, false, 2026-01-30T22:30:00Z, 2026-01-31T21:30:00Z, 2026-02-01T06:00:00Z",
        "false, false, 2026-01-30T12:00:00Z, 2026-01-30T12:00:00Z, 2026-01-30T12:00:00Z"
    })
    void quietHoursHoldWhatIsDueInThem(boolean urgent, boolean breaks, Instant made, Instant now, Instant due) {
        Delivery delivery = delivery(
                Pace.IMMEDIATE,
                "08:00",
                Optional.of(new Delivery.Quiet(LocalTime.of(22, 0), LocalTime.of(7, 0))),
                breaks);
        assertThat(Pacing.due(delivery, PARIS, urgent, made, now)).isEqualTo(due);
    }

    @Test
    void attemptsAreRepeatedWithPausesThatDoubleUntilTwoDaysAreOver() {
        Instant made = Instant.parse("2026-01-30T08:00:00Z");
        Instant now = made;
        int attempts = 0;
        Optional<Instant> again = Optional.of(made);
        while (again.isPresent()) {
            now = again.get();
            attempts++;
            again = Pacing.again("a", attempts, made, Optional.empty(), now);
            if (again.isPresent()) {
                double factor = Duration.between(now, again.get()).toMillis()
                        / Math.min(86_400_000.0, 30_000.0 * Math.pow(2, attempts - 1));
                assertThat(factor).isBetween(0.89, 1.11);
            }
        }
        assertThat(attempts).isEqualTo(Pacing.MOST_ATTEMPTS);
        assertThat(Duration.between(made, now)).isGreaterThan(Duration.ofHours(50));
    }

    @Test
    void thePauseThatTheOtherSideAsksForIsKept() {
        Instant now = Instant.parse("2026-01-30T08:00:00Z");
        assertThat(Pacing.again("a", 5, now, Optional.of(Duration.ofMinutes(7)), now))
                .contains(now.plus(Duration.ofMinutes(7)));
        assertThat(Pacing.again("a", 50, now, Optional.of(Duration.ofDays(30)), now))
                .contains(now.plus(Pacing.LONGEST));
    }
}
