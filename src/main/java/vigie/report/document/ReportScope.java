package vigie.report.document;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import vigie.model.Bulletin;

/**
 * What a report is about.
 *
 * @param period days of publication
 * @param vendors vendors as a person writes them, of which any will do; empty asks for nothing
 * @param kind avis or alerte
 */
public record ReportScope(Period period, List<String> vendors, Optional<Bulletin.Kind> kind) {

    public ReportScope {
        vendors = List.copyOf(vendors);
    }

    /** The same of other days. */
    ReportScope during(Period other) {
        return new ReportScope(other, vendors, kind);
    }

    /**
     * Days that a report is about, the first and the last among them.
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
    }
}
