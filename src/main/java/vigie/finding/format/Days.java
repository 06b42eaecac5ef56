package vigie.finding.format;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vigie.model.Plausible;

/** Days as scanners write them, with whatever stands behind them. */
final class Days {

    /** {@code 2024-01-31T10:00:00Z}, {@code 20240131T100000000}, {@code 2024/01/31}. */
    private static final Pattern YEAR_FIRST = Pattern.compile("(\\d{4})([-/]?)(\\d{2})\\2(\\d{2})(?!\\d).*");

    /** {@code 01/31/2024 10:00:00}, of programs that write days the American way. */
    private static final Pattern MONTH_FIRST = Pattern.compile("(\\d{1,2})/(\\d{1,2})/(\\d{4})(?!\\d).*");

    /** {@code Jan 31, 2024 10:00:00 UTC}. */
    private static final Pattern IN_WORDS = Pattern.compile("([A-Z][a-z]{2} \\d{1,2}, \\d{4})(?!\\d).*");

    private static final DateTimeFormatter WORDS = DateTimeFormatter.ofPattern("MMM d, yyyy", Locale.ENGLISH);

    private Days() {}

    /** The day; empty if the text begins with none, or with one that cannot be true. */
    static Optional<LocalDate> of(String text) {
        return text.isBlank() ? Optional.empty() : day(text.strip()).flatMap(Plausible.ANY::day);
    }

    /** The same, of texts of unknown origin: of {@code 01/02/2024} nobody knows which day it is. */
    static Optional<LocalDate> unambiguous(String text) {
        return text.isBlank() || MONTH_FIRST.matcher(text.strip()).matches() ? Optional.empty() : of(text);
    }

    private static Optional<LocalDate> day(String text) {
        try {
            Matcher iso = YEAR_FIRST.matcher(text);
            if (iso.matches()) {
                return Optional.of(LocalDate.of(number(iso, 1), number(iso, 3), number(iso, 4)));
            }
            Matcher american = MONTH_FIRST.matcher(text);
            if (american.matches()) {
                return Optional.of(LocalDate.of(number(american, 3), number(american, 1), number(american, 2)));
            }
            Matcher words = IN_WORDS.matcher(text);
            return words.matches() ? Optional.of(LocalDate.parse(words.group(1), WORDS)) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }
}
