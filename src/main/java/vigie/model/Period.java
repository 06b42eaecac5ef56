package vigie.model;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * Days that a page, a feed or a report is about, the first and the last among them. It holds the one notion of "new": a CVE is
 * newly exploited in a period if {@link Exploited#since} is one of its days, whoever knew of it before it was listed; for a
 * publication see {@link #novelty}.
 *
 * @param since first day
 * @param until last day
 */
public record Period(LocalDate since, LocalDate until) {

    /** Refuses an end before the beginning. */
    public Period {
        if (until.isBefore(since)) {
            throw new IllegalArgumentException(since + " is after " + until);
        }
    }

    /** How many days, 1 or more. */
    public long days() {
        return ChronoUnit.DAYS.between(since, until) + 1;
    }

    /** The period of equal length that ends on the day before this one begins. */
    public Period before() {
        return new Period(since.minusDays(days()), since.minusDays(1));
    }

    /** Whether a day is one of them. */
    public boolean holds(LocalDate day) {
        return !day.isBefore(since) && !day.isAfter(until);
    }

    /** What a publication is to a reader of the period. */
    public enum Novelty {
        /** Published in the period. */
        NEW,
        /** Published before the period, and revised last in it. */
        REVISED,
        /** Neither. */
        NONE
    }

    /** Whether a publication is new in the period, given the days of its first and its last version. */
    public Novelty novelty(LocalDate published, LocalDate revised) {
        if (holds(published)) {
            return Novelty.NEW;
        }
        return published.isBefore(since) && holds(revised) ? Novelty.REVISED : Novelty.NONE;
    }
}
