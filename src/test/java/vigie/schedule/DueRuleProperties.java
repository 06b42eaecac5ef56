package vigie.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import vigie.store.JobState;

class DueRuleProperties {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final long YEARS = 5L * 366 * 24 * 3600;

    @Provide
    Arbitrary<Cadence> cadences() {
        Arbitrary<ZoneId> zones = Arbitraries.of(
                        "UTC",
                        "Europe/Paris",
                        "America/New_York",
                        "Australia/Lord_Howe",
                        "Pacific/Apia",
                        "Africa/Cairo")
                .map(ZoneId::of);
        Arbitrary<LocalTime> times =
                Arbitraries.integers().between(0, 24 * 60 - 1).map(m -> LocalTime.of(m / 60, m % 60));
        return Arbitraries.oneOf(
                Arbitraries.longs().between(60, 7 * 86_400).map(s -> new Cadence.Every(Duration.ofSeconds(s))),
                zones.flatMap(zone -> times.map(time -> new Cadence.Daily(time, zone, Duration.ofHours(1)))),
                zones.flatMap(zone -> times.flatMap(
                        time -> Arbitraries.of(DayOfWeek.class).map(day -> new Cadence.Weekly(day, time, zone)))),
                zones.flatMap(zone -> times.map(time -> new Cadence.Monthly(time, zone))));
    }

    private static Instant at(long seconds) {
        return START.plusSeconds(seconds);
    }

    private static JobState succeeded(Instant at) {
        return JobState.fresh("job", START).begun(at, Optional.empty()).ended(at, JobState.Outcome.DONE, false, "");
    }

    /** The longest time between two occurrences: an hour more than usual in autumn, a day where a zone leaves one out. */
    private static Duration longest(Cadence cadence) {
        return cadence.period().plus(cadence instanceof Cadence.Every ? Duration.ZERO : Duration.ofHours(2));
    }

    @Property
    void theNextTimeLiesAfterTheLastSuccessAndWithinAPeriod(
            @ForAll("cadences") Cadence cadence, @ForAll @LongRange(max = YEARS) long last) {
        Instant success = at(last);
        Instant next = DueRule.next(cadence, succeeded(success), Duration.ZERO, success);
        assertThat(next).isAfter(success).isBeforeOrEqualTo(success.plus(longest(cadence)));
    }

    @Property
    void afterASuspensionOneRunMakesUpForAll(
            @ForAll("cadences") Cadence cadence,
            @ForAll @LongRange(max = YEARS) long last,
            @ForAll @LongRange(min = 1, max = 400L * 86_400) long asleep) {
        JobState before = succeeded(at(last));
        Instant awake = at(last + asleep);
        Instant due = DueRule.next(cadence, before, Duration.ZERO, awake);
        if (!due.isAfter(awake)) {
            long missed = DueRule.madeUp(cadence, before, awake)
                    .map(JobState.CatchUp::missed)
                    .orElse(0L);
            long all = 0;
            for (Instant time = cadence.after(at(last));
                    !time.isAfter(awake) && all < 2000;
                    time = cadence.after(time)) {
                all++;
            }
            assertThat(missed).isGreaterThanOrEqualTo(Math.min(all, 2000) - 1);
            Instant again = DueRule.next(cadence, succeeded(awake), Duration.ZERO, awake);
            assertThat(again).isAfter(awake);
            assertThat(DueRule.madeUp(cadence, succeeded(awake), again)).isEmpty();
        }
    }

    @Property
    void aClockThatIsSetBackDelaysByAPeriodAtMost(
            @ForAll("cadences") Cadence cadence,
            @ForAll @LongRange(max = YEARS) long last,
            @ForAll @LongRange(min = 1, max = YEARS) long back) {
        Instant now = at(last - back);
        Instant next = DueRule.next(cadence, succeeded(at(last)), Duration.ZERO, now);
        assertThat(next).isBeforeOrEqualTo(now.plus(longest(cadence)).plus(cadence.period()));
    }

    @Property
    void failuresWaitLongerAndLongerButNeverLongerThanAPeriod(
            @ForAll("cadences") Cadence cadence, @ForAll @IntRange(min = 1, max = 2000) int failures) {
        Duration pause = DueRule.pause(failures, cadence.period());
        assertThat(pause)
                .isPositive()
                .isLessThanOrEqualTo(cadence.period())
                .isLessThanOrEqualTo(DueRule.LONGEST_PAUSE)
                .isLessThanOrEqualTo(DueRule.pause(failures + 1, cadence.period()));
    }

    @Property
    void aTimeOfTheWallClockComesOnceADayWhateverTheClocksDo(
            @ForAll("cadences") Cadence cadence, @ForAll @IntRange(max = 1500) int day) {
        if (cadence instanceof Cadence.Daily daily) {
            LocalDate date = LocalDate.of(2026, 1, 2).plusDays(day);
            Instant from = date.atStartOfDay(daily.zone()).toInstant();
            Instant first = daily.after(from.minusMillis(1));
            Instant second = daily.after(first);
            assertThat(LocalDate.ofInstant(first, daily.zone())).isEqualTo(date);
            assertThat(LocalDate.ofInstant(second, daily.zone())).isEqualTo(date.plusDays(1));
        }
    }

    @Example
    void aTimeThatSummerTimeLeavesOutIsTheFirstInstantAfterTheGap() {
        ZoneId paris = ZoneId.of("Europe/Paris");
        Cadence cadence = new Cadence.Daily(LocalTime.of(2, 30), paris, Duration.ofHours(1));
        Instant evening = ZonedDateTime.of(2026, 3, 28, 20, 0, 0, 0, paris).toInstant();
        assertThat(cadence.after(evening)).isEqualTo(Instant.parse("2026-03-29T01:00:00Z"));
        assertThat(cadence.after(cadence.after(evening))).isEqualTo(Instant.parse("2026-03-30T00:30:00Z"));
    }

    @Example
    void aTimeThatComesTwiceIsTheFirstOfBothAndRunsOnce() {
        ZoneId paris = ZoneId.of("Europe/Paris");
        Cadence cadence = new Cadence.Daily(LocalTime.of(2, 30), paris, Duration.ofHours(1));
        Instant evening = ZonedDateTime.of(2026, 10, 24, 20, 0, 0, 0, paris).toInstant();
        assertThat(cadence.after(evening)).isEqualTo(Instant.parse("2026-10-25T00:30:00Z"));
        assertThat(cadence.after(cadence.after(evening))).isEqualTo(Instant.parse("2026-10-26T01:30:00Z"));
    }

    @Example
    void theFirstOfTheMonthIsDueFromThenOnAndNotBeforeThereWasAHome() {
        Cadence cadence = new Cadence.Monthly(LocalTime.of(4, 0), ZoneId.of("UTC"));
        JobState fresh = JobState.fresh("retrain", Instant.parse("2026-01-15T00:00:00Z"));
        assertThat(DueRule.next(cadence, fresh, Duration.ZERO, Instant.parse("2026-01-16T00:00:00Z")))
                .isEqualTo(Instant.parse("2026-02-01T04:00:00Z"));
        Instant later = Instant.parse("2026-04-10T00:00:00Z");
        assertThat(DueRule.next(cadence, fresh, Duration.ZERO, later)).isBefore(later);
        assertThat(DueRule.madeUp(cadence, fresh, later).orElseThrow().missed()).isEqualTo(2);
    }

    @Example
    void whatIsNotThereYetIsAskedForHourlyUntilItIs() {
        Cadence cadence = new Cadence.Daily(LocalTime.NOON, ZoneId.of("UTC"), Duration.ofHours(1));
        Instant yesterday = Instant.parse("2026-01-29T12:10:00Z");
        Instant noon = Instant.parse("2026-01-30T12:00:00Z");
        JobState awaited =
                succeeded(yesterday).begun(noon, Optional.empty()).ended(noon, JobState.Outcome.AWAITED, false, "");
        assertThat(DueRule.next(cadence, awaited, Duration.ZERO, noon)).isEqualTo(noon.plusSeconds(3600));
        JobState there = awaited.begun(noon.plusSeconds(3600), Optional.empty())
                .ended(noon.plusSeconds(3601), JobState.Outcome.DONE, true, "");
        assertThat(DueRule.next(cadence, there, Duration.ZERO, noon.plusSeconds(3700)))
                .isEqualTo(noon.plusSeconds(86_400));
    }
}
