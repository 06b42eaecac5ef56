package vigie.model;

import java.time.LocalDate;
import java.util.Comparator;

/**
 * A day, and how it is known. In order, what is from before a day comes before what is of that day.
 *
 * @param day the day
 * @param origin how it is known
 */
public record KnownDay(LocalDate day, DateOrigin origin) implements Comparable<KnownDay> {

    private static final Comparator<KnownDay> ORDER =
            Comparator.comparing(KnownDay::day).thenComparing(known -> known.origin() != DateOrigin.BEFORE);

    /** A day that a source gives. */
    public static KnownDay of(LocalDate day) {
        return new KnownDay(day, DateOrigin.SOURCE);
    }

    /** The day of something that a source does not date: first seen on a day, at the first load of its source or later. */
    public static KnownDay seen(LocalDate day, boolean firstLoad) {
        return new KnownDay(day, firstLoad ? DateOrigin.BEFORE : DateOrigin.FIRST_SEEN);
    }

    /** Whether it can be news: what was there at the first load, without a date, cannot. */
    public boolean news() {
        return origin != DateOrigin.BEFORE;
    }

    @Override
    public int compareTo(KnownDay other) {
        return ORDER.compare(this, other);
    }
}
