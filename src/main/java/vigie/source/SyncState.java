package vigie.source;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import vigie.model.CveId;

/** What is held already, as a source may ask for it. */
public interface SyncState {

    /**
     * Something that a source offers and that is not held in the version offered.
     *
     * @param ref its name in the queue
     * @param stamp the version offered
     */
    record Pending(String ref, String stamp) {}

    /** The day of this run. */
    LocalDate today();

    /** Whether the user asked for everything again. */
    boolean full();

    /** A value that the source left at an earlier run. */
    Optional<String> mark(String key);

    /** What the queue offers from a day on and is not held, newest first. */
    List<Pending> pending(String queue, LocalDate since);

    /** CVEs cited by publications since a day that have no record, and were not asked for in the week before today. */
    List<CveId> citedWithoutRecord();

    /** CVEs cited by publications that have a record and no EPSS score, and were not asked for today. */
    List<CveId> citedWithoutEpss();
}
