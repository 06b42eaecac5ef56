package vigie.card;

import java.text.NumberFormat;
import java.util.Locale;
import vigie.learn.metrics.Bootstrap.Interval;

/** Writes measured numbers in the user's language, with as many digits as they are worth. */
final class Measured {

    static final String NONE = "–";

    private static final int AREA_DIGITS = 3;
    private static final double SMALL_AREA = 0.01;
    private static final int MOST_DIGITS = 7;

    private final Locale locale;

    Measured(Locale locale) {
        this.locale = locale;
    }

    String count(double number) {
        return fixed(number, 0);
    }

    /** As short as a drawing needs it: 1.2K for 1,234. */
    String rough(double number) {
        NumberFormat format = NumberFormat.getCompactNumberInstance(locale, NumberFormat.Style.SHORT);
        format.setMaximumFractionDigits(number >= 1_000 && number < 10_000 ? 1 : 0);
        return format.format(number);
    }

    /** With the digits that it has, six decimals at most. */
    String plain(double number) {
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setMaximumFractionDigits(6);
        return format.format(number);
    }

    String fixed(double number, int digits) {
        if (!Double.isFinite(number)) {
            return NONE;
        }
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setMinimumFractionDigits(digits);
        format.setMaximumFractionDigits(digits);
        return format.format(number);
    }

    /** As fixed, with the sign even if it is plus. */
    String signed(double number, int digits) {
        return (number > 0 ? "+" : "") + fixed(number, digits);
    }

    /** With three significant digits, however small. */
    String small(double number) {
        int magnitude = number == 0 ? 0 : (int) Math.floor(Math.log10(Math.abs(number)) + 1e-9);
        return fixed(number, Math.min(MOST_DIGITS + 2, Math.max(0, 2 - magnitude)));
    }

    /** As an area under a curve is written: to three digits, a small one to four. */
    String area(double area) {
        return fixed(area, digits(area));
    }

    /** The value and, in parentheses, the ends of its interval. */
    String area(Interval interval) {
        int digits = digits(interval.value());
        return withEnds(interval, fixed(interval.value(), digits), x -> fixed(x, digits));
    }

    private static int digits(double area) {
        return area < SMALL_AREA ? AREA_DIGITS + 1 : AREA_DIGITS;
    }

    /** A share as percentage with two significant digits. */
    String percent(double share) {
        return percent(share, 2);
    }

    /** The value as percentage and, in parentheses, the ends of its interval. */
    String percent(Interval interval) {
        return withEnds(interval, percent(interval.value()), x -> fixed(100 * x, 0));
    }

    private static String withEnds(Interval interval, String value, java.util.function.DoubleFunction<String> end) {
        return Double.isFinite(interval.from()) && Double.isFinite(interval.to())
                ? value + " (" + end.apply(interval.from()) + "–" + end.apply(interval.to()) + ")"
                : value;
    }

    /** A share as percentage with so many significant digits. */
    String percent(double share, int significant) {
        if (!Double.isFinite(share)) {
            return NONE;
        }
        int magnitude = share == 0 ? 0 : (int) Math.floor(Math.log10(Math.abs(100 * share)) + 1e-9);
        NumberFormat format = NumberFormat.getPercentInstance(locale);
        format.setMaximumFractionDigits(Math.min(MOST_DIGITS, Math.max(0, significant - 1 - magnitude)));
        return format.format(share);
    }
}
