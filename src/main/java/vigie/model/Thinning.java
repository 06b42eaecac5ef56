package vigie.model;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.TreeSet;

/**
 * Which days of a long series of values are kept: each day at first, then one a week, then one a month, then none. A value holds until
 * the next, and of the days that one day stands for, that day has the right value afterwards: the last one of a week or a month. Weeks
 * begin anew with each month (days 1 to 7, 8 to 14, 15 to 21, 22 to the last), so that a month is made of whole weeks, and thinning
 * twice gives what thinning once on the later day gives.
 *
 * @param daily from this age on a week is thinned, in days from its last day; 1 or more
 * @param weekly from this age on a month is, in days from its last day; not less than {@code daily}
 * @param all from this age on nothing is kept, in days from the last day of a month; not less than {@code weekly}
 */
public record Thinning(int daily, int weekly, int all) {

    /** Days of the first weeks of a month; the last one takes the rest. */
    private static final int WEEK = 7;

    private static final int LAST_WEEK = 22;

    /** Refuses ages that are not in order. */
    public Thinning {
        if (daily < 1 || weekly < daily || all < weekly) {
            throw new IllegalArgumentException("ages: " + daily + ", " + weekly + ", " + all);
        }
    }

    /**
     * The day that stands for a day: itself, or a later one of which the value is kept instead. Never falls from one day to the next.
     *
     * @param today the day as of which ages are
     */
    public LocalDate standsFor(LocalDate day, LocalDate today) {
        LocalDate gone = gone(today);
        if (!day.isAfter(gone)) {
            return gone;
        }
        LocalDate month = YearMonth.from(day).atEndOfMonth();
        if (age(month, today) >= weekly) {
            return month;
        }
        LocalDate week = day.getDayOfMonth() < LAST_WEEK
                ? day.withDayOfMonth((day.getDayOfMonth() + WEEK - 1) / WEEK * WEEK)
                : month;
        return age(week, today) >= daily ? week : day;
    }

    /**
     * The same where some days are kept at any age.
     *
     * @param kept those days
     */
    public LocalDate standsFor(LocalDate day, LocalDate today, Collection<LocalDate> kept) {
        LocalDate usual = standsFor(day, today);
        LocalDate next = new TreeSet<>(kept).ceiling(day);
        return next != null && next.isBefore(usual) ? next : usual;
    }

    /** The last day of the last month of which nothing is kept but the value that holds after it. */
    public LocalDate gone(LocalDate today) {
        YearMonth month = YearMonth.from(today.minusDays(all));
        return age(month.atEndOfMonth(), today) >= all
                ? month.atEndOfMonth()
                : month.minusMonths(1).atEndOfMonth();
    }

    private static long age(LocalDate day, LocalDate today) {
        return ChronoUnit.DAYS.between(day, today);
    }
}
