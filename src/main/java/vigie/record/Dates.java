package vigie.record;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads dates in the formats of the sources; an impossible date counts as missing. */
public final class Dates {

    private static final int FIRST_YEAR = 1988;
    private static final int LAST_YEAR = 2100;
    private static final Instant FIRST = Instant.parse(FIRST_YEAR + "-01-01T00:00:00Z");
    private static final Instant END = Instant.parse(LAST_YEAR + 1 + "-01-01T00:00:00Z");

    private static final Pattern DAY_FIRST = Pattern.compile("(\\d{1,2})[/.](\\d{1,2})[/.](\\d{4})(?: .*)?");

    /** The usual form, with all decimals; a 0 stands for any digit. */
    private static final String PATTERN = "0000-00-00T00:00:00.000000000";

    private static final int DECIMALS_FROM = 20;
    private static final int NANO_DIGITS = 9;

    private static final Pattern MOMENT = Pattern.compile("(\\d{4}[-/]\\d\\d[-/]\\d\\d)((?:[Tt ].*)?)", Pattern.DOTALL);

    private static final Pattern TIME = Pattern.compile(
            "[Tt ](\\d\\d:\\d\\d(?::\\d\\d)?)(?:(?<=:\\d\\d:\\d\\d)(\\.\\d*))? ?(Z|z|UTC|GMT|[+-]\\d\\d(?::?\\d\\d)?)?");

    private static final int DAY_LENGTH = 10;

    /** The decimals of a nanosecond, with the point. */
    private static final int LONGEST_DECIMALS = 10;

    private Dates() {}

    /**
     * The moment that the text names; without a zone it is UTC, without a time, or with other words after the day, the start of the
     * day. Besides ISO 8601 it reads what some sources write: a space before the time, any number of decimals, zones as
     * {@code +0100}, {@code +01} or {@code UTC}.
     */
    public static Optional<Instant> instant(String text) {
        if (text.length() < DAY_LENGTH) {
            return Optional.empty();
        }
        Optional<Instant> usual = iso(text);
        return (usual.isPresent() ? usual : written(text.strip())).filter(Dates::sane);
    }

    /** The form that nearly all dates have. */
    private static Optional<Instant> iso(String text) {
        int length = usual(text);
        if (length == 0) {
            return Optional.empty();
        }
        try {
            LocalDate day = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10));
            if (length == DAY_LENGTH) {
                return Optional.of(day.atStartOfDay(ZoneOffset.UTC).toInstant());
            }
            LocalTime time = LocalTime.of(number(text, 11, 13), number(text, 14, 16), number(text, 17, 19));
            long nanos = 0;
            for (int i = DECIMALS_FROM; i < DECIMALS_FROM + NANO_DIGITS; i++) {
                nanos = 10 * nanos + (i < length ? text.charAt(i) - '0' : 0);
            }
            return Optional.of(Instant.ofEpochSecond(day.toEpochSecond(time, ZoneOffset.UTC), nanos));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> written(String text) {
        Matcher written = MOMENT.matcher(text);
        if (!written.matches()) {
            return Optional.empty();
        }
        try {
            LocalDate day = LocalDate.parse(written.group(1).replace('/', '-'));
            Matcher time = TIME.matcher(written.group(2));
            if (!time.matches()) {
                boolean cut = written.group(2).toUpperCase(Locale.ROOT).startsWith("T");
                return cut
                        ? Optional.empty()
                        : Optional.of(day.atStartOfDay(ZoneOffset.UTC).toInstant());
            }
            LocalTime at = LocalTime.parse(time.group(1) + (time.group(2) == null ? "" : cut(time.group(2))));
            return Optional.of(day.atTime(at).toInstant(zone(time.group(3))));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String cut(String decimals) {
        String nanos = decimals.length() > LONGEST_DECIMALS ? decimals.substring(0, LONGEST_DECIMALS) : decimals;
        return nanos.length() > 1 ? nanos : "";
    }

    private static ZoneOffset zone(String zone) {
        boolean utc = zone == null || zone.isEmpty() || !"+-".contains(zone.substring(0, 1));
        return utc ? ZoneOffset.UTC : ZoneOffset.of(zone);
    }

    /** The day that the text begins with. */
    public static Optional<LocalDate> day(String text) {
        return text.length() < DAY_LENGTH
                ? Optional.empty()
                : instant(text.substring(0, DAY_LENGTH)).map(at -> LocalDate.ofInstant(at, ZoneOffset.UTC));
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
     * The length without a zone of a text that is written as nearly all are: a day, or with a time to the second or to a fraction of
     * it, in UTC or without a zone; 0 for other texts. The import reads half a million of them, and regular expressions and the
     * JDK's reader, which take all other forms, need ten times as long.
     */
    private static int usual(String text) {
        int length = text.length() - (text.charAt(text.length() - 1) == 'Z' ? 1 : 0);
        boolean time = length == DECIMALS_FROM - 1 || length > DECIMALS_FROM && length <= PATTERN.length();
        boolean day = length == DAY_LENGTH && text.length() == DAY_LENGTH;
        if (!time && !day) {
            return 0;
        }
        for (int i = 0; i < length; i++) {
            char expected = PATTERN.charAt(i);
            char c = text.charAt(i);
            if (expected == '0' ? c < '0' || c > '9' : c != expected) {
                return 0;
            }
        }
        return length;
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = 10 * number + text.charAt(i) - '0';
        }
        return number;
    }

    /** Whether the text is a day that exists and cannot be meant, as {@code 0001-01-01} and {@code 9999-12-31}: as good as none. */
    public static boolean placeholder(String text) {
        String day = text.length() > DAY_LENGTH ? text.substring(0, DAY_LENGTH) : text;
        try {
            int year = LocalDate.parse(day).getYear();
            return year < FIRST_YEAR || year > LAST_YEAR;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean sane(Instant at) {
        return !at.isBefore(FIRST) && at.isBefore(END);
    }
}
