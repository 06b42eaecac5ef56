package vigie.model;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Which of the days that a source gives can be true. This is the one rule for it: what cannot be true counts as missing, for order,
 * newness, filters, scores and features alike, while the document stays stored as it was sent.
 *
 * <p>What stands in a file was public on the day on which the file was read: a later day is false. The day after it may be due to
 * time zones and counts as the day itself. A day before {@link #FIRST} is a placeholder ({@code 0001-01-01}, {@code 1970-01-01}).
 *
 * @param seen the day on which the document was read; {@link LocalDate#MAX} where it does not matter
 * @param earliest the first day that can be true
 */
public record Plausible(LocalDate seen, LocalDate earliest) {

    /** Before the oldest day of a vulnerability in any source, which is of 1988. */
    public static final LocalDate FIRST = LocalDate.of(1988, 1, 1);

    /** Everything from {@link #FIRST} on. */
    public static final Plausible ANY = on(LocalDate.MAX);

    /** Identifiers of up to this year were given to vulnerabilities of before it, too. */
    private static final int LAST_YEAR_OF_OLD = 2005;

    /** What can be true of what was read on a day. */
    public static Plausible on(LocalDate seen) {
        return new Plausible(seen, FIRST);
    }

    /** The same, with a first day of its own. */
    public Plausible since(LocalDate first) {
        return new Plausible(seen, first.isAfter(earliest) ? first : earliest);
    }

    /** The same for the record of a CVE: none is published more than a year before the year of its identifier. */
    public Plausible of(CveId cve) {
        return cve.year() > LAST_YEAR_OF_OLD ? since(LocalDate.of(cve.year() - 1, 1, 1)) : this;
    }

    /** The day, where it can be true. */
    public Optional<LocalDate> day(LocalDate given) {
        if (given.isBefore(earliest)) {
            return Optional.empty();
        }
        if (!given.isAfter(seen)) {
            return Optional.of(given);
        }
        return given.equals(seen.plusDays(1)) ? Optional.of(seen) : Optional.empty();
    }

    /** The moment, where it can be true; days are those of UTC. */
    public Optional<Instant> moment(Instant given) {
        LocalDate day = LocalDate.ofInstant(given, ZoneOffset.UTC);
        if (!day.isBefore(earliest) && !day.isAfter(seen)) {
            return Optional.of(given);
        }
        return day(day).map(believed -> believed.equals(day) ? given : end());
    }

    /** Whether the moment is too early to be true. */
    public boolean past(Instant given) {
        return LocalDate.ofInstant(given, ZoneOffset.UTC).isBefore(earliest);
    }

    /** The last second of the day on which the document was read. */
    public Instant end() {
        return seen.atTime(LocalTime.of(23, 59, 59)).toInstant(ZoneOffset.UTC);
    }
}
