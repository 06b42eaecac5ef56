package vigie.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vigie.feature.History;
import vigie.feature.Trait;
import vigie.model.Dossier;
import vigie.testing.Dossiers;

class RowBankTest {

    private static final LocalDate LAST = Dossiers.FIRST.plusDays(900);
    private static final Vocabulary VOCABULARY = new Vocabulary(3, 3, 40);

    private final List<Dossier> dossiers = new Dossiers(11).some(80);

    private RowBank bank(LocalDate until, Work work) {
        List<Trait> traits = dossiers.stream().map(Trait::of).toList();
        Holdings whole = new Holdings(java.util.Map.of(), List.of());
        Corpus corpus = new Corpus(dossiers, History.of(traits), whole);
        return RowBank.of(corpus, new RowPlan(until, whole, 1, new RowPlan.Sampling(0.5, 0.2)), true, work);
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 200, 500, 899})
    void rowsOfALaterDayUntilAnEarlierOneAreTheRowsOfTheEarlierDay(int days) {
        LocalDate day = Dossiers.FIRST.plusDays(days);
        assertThat(told(bank(LAST, new Work(2)).until(day, VOCABULARY)))
                .hasSizeGreaterThan(5)
                .isEqualTo(told(bank(day, new Work(1)).until(day, VOCABULARY)));
    }

    @Test
    void onlyRowsWhoseThirtyDaysWereOverAreThere() {
        RowBank bank = bank(LAST, new Work(1));
        LocalDate earlier = LAST.minusDays(300);
        assertThat(bank.until(earlier, VOCABULARY).set().rows().size())
                .isPositive()
                .isLessThan(bank.until(LAST, VOCABULARY).set().rows().size());
        assertThat(bank.exploited(earlier)).isPositive().isLessThan(bank.exploited(LAST));
        assertThat(bank.exploited(Dossiers.FIRST.plusDays(29))).isZero();
    }

    /** Columns, then each row with label and weight. */
    private static List<Object> told(TrainingRows rows) {
        List<Object> told = new ArrayList<>(rows.columns());
        told.add(rows.exploited());
        for (int row = 0; row < rows.set().rows().size(); row++) {
            told.add(rows.set().labels()[row]);
            told.add(rows.set().weights()[row]);
            rows.set().rows().forEach(row, (column, value) -> {
                told.add(column);
                told.add(value);
            });
        }
        return told;
    }
}
