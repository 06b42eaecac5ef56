package vigie.web.site;

import java.time.Duration;
import vigie.web.access.WorkLimit;

/**
 * How much of the server each kind of work may take, so that threads, readers of the database and cores are left for the
 * rest.
 *
 * @param lists lists of CVEs and publications
 * @param words searches for words, which only the database can answer
 * @param lookups lists of CVEs that a client sends
 * @param trials watch lists that are tried on past days
 */
public record Limits(WorkLimit lists, WorkLimit words, WorkLimit lookups, WorkLimit trials) {

    /** The limits of a server. */
    public static Limits usual() {
        Duration patience = Duration.ofSeconds(2);
        return new Limits(
                new WorkLimit(8, 8, patience),
                new WorkLimit(2, 4, patience),
                new WorkLimit(2, 4, patience),
                new WorkLimit(1, 4, Duration.ofSeconds(10)));
    }
}
