package vigie.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatusesTest {

    @Test
    void aWaitInSecondsIsRead() {
        assertThat(Statuses.delay(" 17 ")).contains(Duration.ofSeconds(17));
        assertThat(Statuses.delay("-5")).contains(Duration.ZERO);
    }

    @Test
    void aWaitUntilADateIsRead() {
        String soon = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(60));
        assertThat(Statuses.delay(soon))
                .hasValueSatisfying(wait -> assertThat(wait).isBetween(Duration.ofSeconds(50), Duration.ofSeconds(61)));
        assertThat(Statuses.delay("Wed, 21 Oct 2015 07:28:00 GMT")).contains(Duration.ZERO);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "1.5", "2026-01-30", "99999999999999999999"})
    void anythingElseIsNoWait(String header) {
        assertThat(Statuses.delay(header)).isEmpty();
    }

    @Test
    void aWaitBeyondReasonIsStillAWait() {
        assertThat(Statuses.delay(Long.toString(Long.MAX_VALUE))).contains(Duration.ofSeconds(Long.MAX_VALUE));
    }
}
