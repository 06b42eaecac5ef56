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

    private Dates() {}

    /** The moment that the text names; without a zone it is UTC, without a time the start of the day. */
    public static Optional<Instant> instant(String text) {
        if (text.length() < 10) {
            return Optional.empty();
        }
        try {
            Instant at;
            if (text.length() == 10) {
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

    private static boolean zoned(String text) {
        return text.endsWith("Z") || text.indexOf('+', 10) > 0 || text.indexOf('-', 10) > 0;
    }

    private static boolean sane(Instant at) {
        int year = at.atOffset(ZoneOffset.UTC).getYear();
        return year >= FIRST_YEAR && year <= LAST_YEAR;
    }
}
