package vigie.fetch;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Moments and pauses as headers of HTTP have them (RFC 9110, sections 5.6.7 and 10.2.3). */
public final class HttpTimes {

    private HttpTimes() {}

    /** The moment of a header such as {@code Date}; empty for another form. */
    public static Optional<Instant> moment(String header) {
        try {
            return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(header.strip())));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /**
     * The pause that {@code Retry-After} asks for, in seconds or until a moment; negative for a moment that is over, empty for another
     * form.
     *
     * @param now when it was asked for
     */
    public static Optional<Duration> pause(String header, Instant now) {
        try {
            return Optional.of(Duration.ofSeconds(Math.max(0, Long.parseLong(header.strip()))));
        } catch (NumberFormatException e) {
            return moment(header).map(until -> Duration.between(now, until));
        }
    }
}
