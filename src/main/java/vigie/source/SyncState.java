package vigie.source;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import vigie.model.CveId;

/** The stored state, as sources need it. */
public interface SyncState {

    /**
     * An item that a source offers in a version that is not stored.
     *
     * @param ref its name in the queue
     * @param stamp the version offered
     */
    record Pending(String ref, String stamp) {}

    /** The day of this run. */
    LocalDate today();

    /** Whether the user asked for everything again. */
    boolean full();

    /** Whether only that is asked for which tells of news first: of a source with listings, not these. */
    boolean brief();

    /** A value the source stored in an earlier run. */
    Optional<String> mark(String key);

    /** Items of the queue since a day that are not stored, newest first. */
    List<Pending> pending(String queue, LocalDate since);

    /** CVEs that publications cite and the CVE List lacks, and that CVE Services were not asked for lately. */
    List<CveId> citedWithoutRecord();

    /** CVEs that publications cite and that are published and have no EPSS score, and were not asked for today. */
    List<CveId> citedWithoutEpss();
}
