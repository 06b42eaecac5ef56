package vigie.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatesTest {

    @ParameterizedTest
    @CsvSource({
        "2024-04-12T07:20:00.707Z, 2024-04-12T07:20:00.707Z",
        "2024-04-12T07:20:00.707, 2024-04-12T07:20:00.707Z",
        "2024-04-12T07:20:00+02:00, 2024-04-12T05:20:00Z",
        "2024-04-12T07:20:00-05:00, 2024-04-12T12:20:00Z",
        "2024-04-12, 2024-04-12T00:00:00Z",
        "2024/04/12, 2024-04-12T00:00:00Z",
        "2024-04-12 07:20:00 +0200, 2024-04-12T05:20:00Z",
        "2024-04-12T07:20:00.123456789012Z, 2024-04-12T07:20:00.123456789Z",
        "2024-04-12T07:20:00.Z, 2024-04-12T07:20:00Z",
        "2024-04-12T07:20Z, 2024-04-12T07:20:00Z",
        "2024-04-12t07:20:00z, 2024-04-12T07:20:00Z",
        "2024-04-12T07:20:00.707+01, 2024-04-12T06:20:00.707Z",
        "2024-04-12 07:20:00 UTC, 2024-04-12T07:20:00Z",
        "2024-04-12 at noon, 2024-04-12T00:00:00Z",
    })
    void readsTheFormsThatSourcesUse(String text, String instant) {
        assertThat(Dates.instant(text)).contains(Instant.parse(instant));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0000-00-00",
                "0000-00-00T00:00:00Z",
                "9999-12-31",
                "9999-12-31T23:59:59.999Z",
                "2024-02-31",
                "2024-02-31T00:00:00Z",
                "2023-02-29",
                "2024-13-01",
                "1970-01-01",
                "+999999999-12-31T23:59:59Z",
                "-999999999-01-01T00:00:00+18:00",
                "2024-04-12T99:00:00Z",
                "yesterday at noon",
                "２０２４-04-12"
            })
    void aDateThatCannotBeMeantIsNone(String text) {
        assertThat(Dates.instant(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2024-02-29T23:59:59",
                "2024-02-29T23:59:59Z",
                "2024-02-29T00:00:00.001",
                "1999-12-31T12:34:56.789Z",
                "2024-02-29T12:34:56.7Z",
                "2024-02-29T12:34:56.123456789",
                "2024-02-29T12:34:56.789123Z",
                "2024-02-29T12:34Z"
            })
    void theUsualFormsReadAsTheJdkReadsThem(String text) {
        String zoned = text.endsWith("Z") ? text : text + "Z";
        assertThat(Dates.instant(text)).contains(OffsetDateTime.parse(zoned).toInstant());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2024-04-1Z",
                "2024-04-12T24:00:00",
                "2024-04-12T23:60:00Z",
                "2024-04-12T23:59:61.000Z",
                "2024-04-12T23:59:5x"
            })
    void aTimeThatDoesNotExistIsNone(String text) {
        assertThat(Dates.instant(text)).isEmpty();
    }

    @Test
    void theDayIsWhatAMomentBeginsWith() {
        assertThat(Dates.day("2026-01-30T00:00:00.000000")).contains(LocalDate.of(2026, 1, 30));
        assertThat(Dates.day("2024-01-13T00:00:00+0000")).contains(LocalDate.of(2024, 1, 13));
        assertThat(Dates.day("2024-1-13")).isEmpty();
    }
}
