package vigie.feature;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import vigie.model.Dossier;

/**
 * The input of extractors: nothing that became known after the day.
 *
 * @param known the CVE as of the day
 * @param said the contents of the visible records, in the names that features use
 * @param day the day
 * @param history the history of other CVEs; only for the same day
 */
record View(Dossier known, RecordFacts said, LocalDate day, History history) {

    /** Days since a day. */
    long since(LocalDate then) {
        return ChronoUnit.DAYS.between(then, day);
    }
}
