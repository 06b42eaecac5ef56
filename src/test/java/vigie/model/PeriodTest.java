package vigie.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeriodTest {

    @ParameterizedTest
    @CsvSource({
        "2026-01-10, 2026-01-10, NEW",
        "2026-01-31, 2026-02-03, NEW",
        "2026-01-09, 2026-01-10, REVISED",
        "2026-01-09, 2026-02-01, NONE",
        "2026-01-09, 2026-01-09, NONE",
        "2026-02-01, 2026-01-20, NONE"
    })
    void aPublicationIsNewByItsFirstDayElseRevisedByItsLast(
            LocalDate published, LocalDate revised, Period.Novelty expected) {
        Period january = new Period(LocalDate.of(2026, 1, 10), LocalDate.of(2026, 1, 31));

        assertThat(january.novelty(published, revised)).isEqualTo(expected);
    }
}
