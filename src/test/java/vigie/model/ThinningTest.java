package vigie.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ThinningTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 1, 30);
    private static final LocalDate FIRST = LocalDate.of(2019, 1, 1);
    private static final Thinning USUAL = new Thinning(90, 365, 1825);

    @Provide
    Arbitrary<Thinning> thinnings() {
        return Arbitraries.integers()
                .between(1, 200)
                .flatMap(daily -> Arbitraries.integers()
                        .between(daily, 500)
                        .flatMap(weekly -> Arbitraries.integers()
                                .between(weekly, 2000)
                                .map(all -> new Thinning(daily, weekly, all))));
    }

    /** Values by the day from which they hold. */
    @Provide
    Arbitrary<TreeMap<LocalDate, Integer>> values() {
        return Arbitraries.maps(
                        Arbitraries.integers().between(0, 2500),
                        Arbitraries.integers().between(0, 9))
                .ofMaxSize(60)
                .map(map -> {
                    TreeMap<LocalDate, Integer> values = new TreeMap<>();
                    map.forEach((day, value) -> values.put(FIRST.plusDays(day), value));
                    return values;
                });
    }

    /** The rule that the database follows: a value goes if another comes until the day that stands for its own. */
    private static TreeMap<LocalDate, Integer> thin(
            TreeMap<LocalDate, Integer> values, Thinning thinning, LocalDate today, Set<LocalDate> kept) {
        TreeMap<LocalDate, Integer> left = new TreeMap<>();
        values.headMap(today, true).forEach((day, value) -> {
            LocalDate next = values.higherKey(day);
            if (next == null || next.isAfter(thinning.standsFor(day, today, kept))) {
                left.put(day, value);
            }
        });
        left.putAll(values.tailMap(today, false));
        return left;
    }

    private static Integer on(TreeMap<LocalDate, Integer> values, LocalDate day) {
        var entry = values.floorEntry(day);
        return entry == null ? null : entry.getValue();
    }

    private static Set<LocalDate> days(int... numbers) {
        return IntStream.of(numbers).mapToObj(FIRST::plusDays).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void eachDayThenOneAWeekThenOneAMonthThenNone() {
        assertThat(USUAL.standsFor(LocalDate.of(2025, 11, 5), TODAY)).isEqualTo("2025-11-05");
        assertThat(USUAL.standsFor(LocalDate.of(2025, 10, 30), TODAY)).isEqualTo("2025-10-31");
        assertThat(USUAL.standsFor(LocalDate.of(2025, 10, 1), TODAY)).isEqualTo("2025-10-07");
        assertThat(USUAL.standsFor(LocalDate.of(2025, 10, 7), TODAY)).isEqualTo("2025-10-07");
        assertThat(USUAL.standsFor(LocalDate.of(2025, 10, 8), TODAY)).isEqualTo("2025-10-14");
        assertThat(USUAL.standsFor(LocalDate.of(2025, 2, 22), TODAY)).isEqualTo("2025-02-28");
        assertThat(USUAL.standsFor(LocalDate.of(2024, 2, 3), TODAY)).isEqualTo("2024-02-29");
        assertThat(USUAL.standsFor(LocalDate.of(2020, 6, 1), TODAY)).isEqualTo("2021-01-31");
        assertThat(USUAL.standsFor(LocalDate.of(2021, 2, 1), TODAY)).isEqualTo("2021-02-28");
    }

    @Test
    void aDayThatIsKeptAtAnyAgeStandsForItself() {
        Set<LocalDate> kept = Set.of(LocalDate.of(2018, 3, 4), LocalDate.of(2025, 2, 11));
        assertThat(USUAL.standsFor(LocalDate.of(2018, 3, 4), TODAY, kept)).isEqualTo("2018-03-04");
        assertThat(USUAL.standsFor(LocalDate.of(2018, 1, 1), TODAY, kept)).isEqualTo("2018-03-04");
        assertThat(USUAL.standsFor(LocalDate.of(2018, 3, 5), TODAY, kept)).isEqualTo("2021-01-31");
        assertThat(USUAL.standsFor(LocalDate.of(2025, 2, 10), TODAY, kept)).isEqualTo("2025-02-11");
        assertThat(USUAL.standsFor(LocalDate.of(2025, 2, 12), TODAY, kept)).isEqualTo("2025-02-14");
    }

    @Test
    void agesThatAreNotInOrderAreRefused() {
        assertThatThrownBy(() -> new Thinning(0, 5, 9)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Thinning(6, 5, 9)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Thinning(5, 9, 8)).isInstanceOf(IllegalArgumentException.class);
    }

    @Property(tries = 300)
    void theDayThatStandsForADayStandsForItselfAndNeverFalls(
            @ForAll("thinnings") Thinning thinning, @ForAll @IntRange(max = 2500) int from) {
        LocalDate before = LocalDate.MIN;
        for (int i = 0; i < 100; i++) {
            LocalDate day = FIRST.plusDays(from + i);
            LocalDate stands = thinning.standsFor(day, TODAY);
            assertThat(thinning.standsFor(stands, TODAY)).isEqualTo(stands);
            assertThat(stands).isAfterOrEqualTo(before);
            before = stands;
        }
    }

    @Property(tries = 300)
    void onEveryDayThatIsKeptTheValueStays(
            @ForAll("values") TreeMap<LocalDate, Integer> values,
            @ForAll("thinnings") Thinning thinning,
            @ForAll @IntRange(max = 2500) int pin) {
        Set<LocalDate> kept = days(pin);
        TreeMap<LocalDate, Integer> left = thin(values, thinning, TODAY, kept);
        for (LocalDate day = FIRST; !day.isAfter(TODAY); day = day.plusDays(1)) {
            if (thinning.standsFor(day, TODAY, kept).equals(day)) {
                assertThat(on(left, day)).as(day.toString()).isEqualTo(on(values, day));
            }
        }
    }

    @Property(tries = 300)
    void thinnedEveryFewDaysIsThinnedOnce(
            @ForAll("values") TreeMap<LocalDate, Integer> values,
            @ForAll("thinnings") Thinning thinning,
            @ForAll @IntRange(min = 1, max = 40) int step) {
        TreeMap<LocalDate, Integer> often = values;
        LocalDate last = TODAY.minusDays(400);
        for (; last.isBefore(TODAY); last = last.plusDays(step)) {
            often = thin(often, thinning, last, Set.of());
        }
        assertThat(thin(often, thinning, TODAY, Set.of())).isEqualTo(thin(values, thinning, TODAY, Set.of()));
    }

    /** However long it goes on: the days, one for each of at most five weeks of a month, and the months. */
    @Property(tries = 300)
    void ofASeriesOfDaysABoundedNumberIsKept(@ForAll("thinnings") Thinning thinning) {
        long kept = FIRST.minusYears(10)
                .datesUntil(TODAY)
                .filter(day -> thinning.standsFor(day, TODAY).equals(day))
                .count();
        int most = thinning.daily()
                + 31
                + (thinning.weekly() - thinning.daily() + 62) / 7
                + 5
                + (thinning.all() - thinning.weekly()) / 28
                + 3;
        assertThat(kept).isLessThanOrEqualTo(most);
    }
}
