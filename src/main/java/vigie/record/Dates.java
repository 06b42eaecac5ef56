package vigie.record;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads dates in the formats of the sources; an impossible date counts as missing. */
public final class Dates {

    private static final int FIRST_YEAR = 1980;
    private static final int LAST_YEAR = 2100;

    private static final Pattern DAY_FIRST = Pattern.compile("(\\d{1,2})[/.](\\d{1,2})[/.](\\d{4})(?: .*)?");

    /** The usual form, with milliseconds; a 0 stands for any digit. */
    private static final String PATTERN = "0000-00-00T00:00:00.000";

    private static final int MILLIS_FROM = 20;

    private Dates() {}

    /** The moment that the text names; without a zone it is UTC, without a time the start of the day. */
    public static Optional<Instant> instant(String text) {
        if (text.length() < 10) {
            return Optional.empty();
        }
        try {
            Instant at;
            if (usual(text)) {
                at = Instant.ofEpochSecond(
                        LocalDateTime.of(
                                        number(text, 0, 4),
                                        number(text, 5, 7),
                                        number(text, 8, 10),
                                        number(text, 11, 13),
                                        number(text, 14, 16),
                                        number(text, 17, 19))
                                .toEpochSecond(ZoneOffset.UTC),
                        text.length() <= MILLIS_FROM + 1 ? 0 : number(text, MILLIS_FROM, MILLIS_FROM + 3) * 1_000_000L);
            } else if (text.length() == 10) {
                at = LocalDate.parse(text.replace('/', '-'))
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant();
            } else if (zoned(text)) {
                at = OffsetDateTime.parse(text).toInstant();
            } else {
                at = LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
            }
            return Optional.of(at).filter(Dates::sane);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The day that the text begins with. */
    public static Optional<LocalDate> day(String text) {
        return text.length() < 10
                ? Optional.empty()
                : instant(text.substring(0, 10)).map(at -> LocalDate.ofInstant(at, ZoneOffset.UTC));
    }

    /** The day as a person or a spreadsheet writes it: ISO, or the day first ({@code 20/01/2026}, {@code 20.1.2026}). */
    public static Optional<LocalDate> typed(String text) {
        Matcher written = DAY_FIRST.matcher(text.strip());
        return written.matches()
                ? day("%s-%02d-%02d"
                        .formatted(
                                written.group(3),
                                Integer.parseInt(written.group(2)),
                                Integer.parseInt(written.group(1))))
                : day(text);
    }

    /**
     * Whether the text is written as nearly all are: seconds, or milliseconds, in UTC or without a zone. The import reads
     * half a million of them, and the JDK's reader, which takes all other forms, needs ten times as long.
     */
    private static boolean usual(String text) {
        int length = text.length() - (text.charAt(text.length() - 1) == 'Z' ? 1 : 0);
        if (length != PATTERN.length() && length != MILLIS_FROM - 1) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            char expected = PATTERN.charAt(i);
            char c = text.charAt(i);
            if (expected == '0' ? c < '0' || c > '9' : c != expected) {
                return false;
            }
        }
        return true;
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = 10 * number + text.charAt(i) - '0';
        }
        return number;
    }

    private static boolean zoned(String text) {
        return text.endsWith("Z") || text.indexOf('+', 10) > 0 || text.indexOf('-', 10) > 0;
    }

    private static boolean sane(Instant at) {
        int year = at.atOffset(ZoneOffset.UTC).getYear();
        return year >= FIRST_YEAR && year <= LAST_YEAR;
    }
}
