package vigie.index;

import java.time.LocalDate;
import java.util.Optional;

/** Days as numbers for fast comparison: days since 1970-01-01. */
final class Days {

    /** No day; before all others. */
    static final int NONE = Integer.MIN_VALUE;

    private Days() {}

    /** The day at the start of an ISO date or timestamp; {@link #NONE} for null and invalid text. */
    static int of(String iso) {
        if (iso == null || iso.length() < 10) {
            return NONE;
        }
        int year = digits(iso, 0, 4);
        int month = digits(iso, 5, 7);
        int day = digits(iso, 8, 10);
        if (year < 1 || month < 1 || month > 12 || day < 1 || day > 31) {
            return NONE;
        }
        // Days before the month in a year that begins with March (H. Hinnant, "chrono-Compatible Low-Level Date
        // Algorithms").
        int y = month <= 2 ? year - 1 : year;
        int era = Math.floorDiv(y, 400);
        int yearOfEra = y - era * 400;
        int dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * 146097 + dayOfEra - 719468;
    }

    static int of(LocalDate day) {
        return (int) day.toEpochDay();
    }

    static Optional<LocalDate> day(int number) {
        return number == NONE ? Optional.empty() : Optional.of(LocalDate.ofEpochDay(number));
    }

    private static int digits(String text, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }
}
