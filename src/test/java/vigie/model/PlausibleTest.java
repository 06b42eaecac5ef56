package vigie.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlausibleTest {

    private static final Plausible SEEN = Plausible.on(LocalDate.of(2026, 1, 30));

    @ParameterizedTest
    @CsvSource({
        "2026-01-30, 2026-01-30",
        "1988-08-01, 1988-08-01",
        // Time zones.
        "2026-01-31, 2026-01-30",
        "2026-02-01,",
        "2027-01-30,",
        "2094-01-01,",
        "9999-12-31,",
        "1987-12-31,",
        "1970-01-01,",
        "0001-01-01,",
    })
    void aDayIsNeitherAfterTheDayOnWhichItWasSeenNorAPlaceholder(LocalDate given, LocalDate believed) {
        assertThat(SEEN.day(given).orElse(null)).isEqualTo(believed);
        assertThat(Plausible.ANY.day(LocalDate.of(2094, 1, 1))).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "CVE-2026-10001, 2025-01-01, true",
        "CVE-2026-10001, 2024-12-31, false",
        "CVE-2026-10001, 2016-01-10, false",
        "CVE-1999-0095, 1988-10-01, true",
        "CVE-2005-1000, 1990-01-01, true",
    })
    void noRecordIsPublishedLongBeforeTheYearOfItsIdentifier(String cve, LocalDate given, boolean believed) {
        assertThat(SEEN.of(CveId.of(cve)).day(given).isPresent()).isEqualTo(believed);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-30T23:59:59.5Z, 2026-01-30T23:59:59.5Z",
        "2026-01-31T01:00:00Z, 2026-01-30T23:59:59Z",
        "2026-02-01T00:00:00Z,",
    })
    void aMomentIsNotAfterTheDayOnWhichItWasSeen(Instant given, Instant believed) {
        assertThat(SEEN.moment(given).orElse(null)).isEqualTo(believed);
    }
}
