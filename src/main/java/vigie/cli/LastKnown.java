package vigie.cli;

import java.time.LocalDate;
import java.time.ZoneOffset;
import vigie.store.Reader;

/**
 * The last day of which it is known what became exploited: that of the last sync of CISA's catalogue. What came later would
 * pass for "not exploited".
 */
final class LastKnown {

    private static final String CATALOGUE = "kev";

    private LastKnown() {}

    /** At most the day of today; that day itself in a database which was filled by other ways. */
    static LocalDate day(Reader reader, LocalDate today) {
        return reader.status()
                .source(CATALOGUE)
                .success()
                .map(moment -> LocalDate.ofInstant(moment, ZoneOffset.UTC))
                .filter(day -> day.isBefore(today))
                .orElse(today);
    }
}
