package vigie.watch;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Optional;

/**
 * When what concerns a watch list is sent. Quiet hours hold what is sent, never what is looked at.
 *
 * @param urgent when urgent alerts are sent
 * @param other when others are sent
 * @param at the time of day of what is sent daily, weekly or monthly
 * @param on the day of what is sent weekly
 * @param quiet hours in which nothing is sent
 * @param criticalBreaksThrough whether urgent alerts are sent in quiet hours, too
 * @param tellNothingNew whether a digest without alerts is sent, while all sources are fresh
 */
public record Delivery(
        Pace urgent,
        Pace other,
        LocalTime at,
        DayOfWeek on,
        Optional<Quiet> quiet,
        boolean criticalBreaksThrough,
        boolean tellNothingNew) {

    /** How often. The names are part of the stored form. */
    public enum Pace {
        IMMEDIATE,
        HOURLY,
        DAILY,
        WEEKLY,
        /** On the first of the month. */
        MONTHLY
    }

    /**
     * Hours of each day, in the zone of the addressee.
     *
     * @param from the first moment
     * @param until the first moment after; before {@code from} where the hours go past midnight
     */
    public record Quiet(LocalTime from, LocalTime until) {}

    /** Urgent alerts at once, others each morning. */
    public static final Delivery USUAL = new Delivery(
            Pace.IMMEDIATE, Pace.DAILY, LocalTime.of(8, 0), DayOfWeek.MONDAY, Optional.empty(), false, false);
}
