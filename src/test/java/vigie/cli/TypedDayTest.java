package vigie.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vigie.text.Messages;

class TypedDayTest {

    @ParameterizedTest
    @CsvSource({
        "2024-02-29, 2024-02-29",
        "0d, 2026-03-31",
        "30d, 2026-03-01",
        "2w, 2026-03-17",
        "1m, 2026-02-28",
        "6m, 2025-09-30",
        "1y, 2025-03-31",
        "9999d, 1998-11-14"
    })
    void aDayIsADateOrHowLongBeforeToday(String text, LocalDate day) {
        Vigie vigie = new Vigie(new Messages("en"));
        Commands.all(vigie).parseArgs("--today", "2026-03-31");
        assertThat(vigie.day(text)).isEqualTo(day);
    }
}
