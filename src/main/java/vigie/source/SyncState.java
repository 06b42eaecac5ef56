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

    /** CVEs that publications cite and the CVE List lacks, and that CVE Services were not asked for lately. */
    List<CveId> citedWithoutRecord();

    /** CVEs that publications cite and that are published and have no EPSS score, and were not asked for today. */
    List<CveId> citedWithoutEpss();
}
