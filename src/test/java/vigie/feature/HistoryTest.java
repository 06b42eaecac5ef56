package vigie.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryTest {

    private static final LocalDate DAY = LocalDate.of(2024, 6, 1);

    private final History history = History.of(List.of(
            trait(-400, Trait.NEVER), trait(-390, -380), trait(-100, -100), trait(-10, 5), trait(3, Trait.NEVER)));

    @Test
    void countsWhatHadHappenedByADay() {
        assertThat(history.asOf("v:acme", DAY)).isEqualTo(new History.Tally(4, 1, 2, 2, 1, 100));
    }

    @Test
    void countsTheDayItself() {
        assertThat(history.asOf("v:acme", DAY.plusDays(3)).published()).isEqualTo(5);
        assertThat(history.asOf("v:acme", DAY.plusDays(4)).exploited()).isEqualTo(2);
        assertThat(history.asOf("v:acme", DAY.plusDays(5)).exploited()).isEqualTo(3);
    }

    @Test
    void anUnknownNameHasNoHistory() {
        assertThat(history.asOf("v:nobody", DAY)).isEqualTo(History.Tally.NONE);
    }

    @Test
    void aCveCountsAsExploitedForANameOnlyOnceItWasTiedToIt() {
        History late = History.of(List.of(new Trait(List.of(new Trait.Tie("v:acme", epoch(-5))), epoch(-50))));
        assertThat(late.asOf("v:acme", DAY.minusDays(6)).exploited()).isZero();
        assertThat(late.asOf("v:acme", DAY).daysSinceExploited()).isEqualTo(5);
    }

    /** Sets of names have another order in another process. */
    @Test
    void onlyTheSameCountsAreEqual() {
        History.Tally one = new History.Tally(4, 1, 2, 2, 1, 100);
        for (History.Tally other : List.of(
                new History.Tally(5, 1, 2, 2, 1, 100),
                new History.Tally(4, 0, 2, 2, 1, 100),
                new History.Tally(4, 1, 3, 2, 1, 100),
                new History.Tally(4, 1, 2, 1, 1, 100),
                new History.Tally(4, 1, 2, 2, 2, 100),
                new History.Tally(4, 1, 2, 2, 1, 99))) {
            assertThat(one.compareTo(other)).isNotZero().isEqualTo(-other.compareTo(one));
        }
        assertThat(one).isEqualByComparingTo(new History.Tally(4, 1, 2, 2, 1, 100));
    }

    private static Trait trait(int published, int exploited) {
        return new Trait(
                List.of(new Trait.Tie("v:acme", epoch(published))),
                exploited == Trait.NEVER ? Trait.NEVER : epoch(exploited));
    }

    private static int epoch(int days) {
        return (int) DAY.plusDays(days).toEpochDay();
    }
}
