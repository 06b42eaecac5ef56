package vigie.job;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import vigie.store.Reader;
import vigie.store.StatusQuery;

/**
 * The last day up to which it is known which CVEs became exploited: the day of the last sync of CISA's catalogue. CVEs
 * exploited after it would count as not exploited.
 */
public final class KnownOutcomes {

    private static final String CATALOGUE = "kev";

    private KnownOutcomes() {}

    /** That day, today at the latest; today where the catalogue was never synchronised. */
    public static LocalDate until(Reader reader, LocalDate today) {
        return Optional.ofNullable(reader.status().moments().get(CATALOGUE))
                .flatMap(StatusQuery.Moments::success)
                .map(moment -> LocalDate.ofInstant(moment, ZoneOffset.UTC))
                .filter(day -> day.isBefore(today))
                .orElse(today);
    }
}
