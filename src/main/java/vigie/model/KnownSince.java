package vigie.model;

import java.time.LocalDate;
import java.util.List;

/**
 * That a CVE is known to be exploited.
 *
 * @param date day of the earliest evidence
 * @param sources who says so, in order of their evidence; none holds a line break
 */
public record KnownSince(LocalDate date, List<String> sources) {

    /** Keeps a copy of the list. */
    public KnownSince {
        sources = List.copyOf(sources);
    }
}
