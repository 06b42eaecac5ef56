package vigie.feature;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import vigie.model.Dossier;

/**
 * What extractors see: nothing that became known after the day.
 *
 * @param known the CVE as of the day
 * @param said what the visible records say, in the names that features use
 * @param day the day
 * @param history what had happened to other CVEs; to be asked for the same day
 */
record View(Dossier known, Said said, LocalDate day, History history) {

    /** Days since a day. */
    long since(LocalDate then) {
        return ChronoUnit.DAYS.between(then, day);
    }
}
