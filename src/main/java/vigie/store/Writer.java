package vigie.store;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import vigie.model.CveId;
import vigie.model.Retention;

/** The database, open for writing: one thread at a time may write, any may ask. */
public interface Writer extends AutoCloseable {

    /** Does for observations what needs no database, for one of the threads that are ahead of the writing. */
    Preparer preparer();

    /** Begins to take a feed; one at a time. */
    Ingest ingest(Ingest.Origin origin);

    /**
     * Begins a run that scores; one at a time, and not while a feed is taken.
     *
     * @param started moment of its beginning
     */
    ScoreWriter scores(Instant started);

    /** What makes the next request for an address conditional; empty for one that was never fetched. */
    Optional<FeedStamp> fetched(String url);

    /** A value that a source left at an earlier run. */
    Optional<String> mark(String key);

    /** Something offered and not held in the version offered. */
    record Offer(String ref, String stamp) {}

    /**
     * What a queue offers from a day on, newest first.
     *
     * @param all whether also what is held already
     */
    List<Offer> offers(String queue, LocalDate since, boolean all);

    /** When the record of the CVE List was last changed; empty where none is held. */
    Optional<Instant> listed(CveId cve);

    /**
     * CVEs that publications cite and the CVE List lacks, newest first, unless CVE Services were asked lately.
     *
     * @param fromYear the first year of young identifiers
     * @param young young ones that were last asked for after this day are left out
     * @param old the same for older ones: what has been unknown for years is rarely published
     */
    List<CveId> citedWithoutRecord(int fromYear, LocalDate young, LocalDate old);

    /** Published CVEs that publications cite and that have no EPSS score, unless the API was asked after a day. */
    List<CveId> citedWithoutEpss(LocalDate askedAfter);

    /** The number of the last event of the record of changes, to ask later for what came after it; see {@link ChangeQuery#last}. */
    long lastChange();

    /** Keeps the account of a source's run; after one in which nothing failed, no feed of it is in trouble any more. */
    void finished(RunAccount run);

    /** Keeps the state of a job of the schedule in place of the one before. */
    void keep(JobState job);

    /** Keeps a watch list in place of the one of its name. */
    void keep(KeptWatchList list);

    /**
     * Keeps a run of the prioritisation of findings.
     *
     * @param parts its findings, UTF-8, some megabytes each at most
     * @return its number
     */
    long keep(FindingRun run, Iterator<byte[]> parts);

    /** Removes a watch list; false if there is none of that name. */
    boolean removeWatchList(String name);

    /** Keeps what people are told. */
    AlertWriter alerts();

    /**
     * How far the first load of a source has come, as of a moment.
     *
     * @see FirstLoad
     */
    FirstLoad firstLoad(String source, Instant now);

    /**
     * Removes what is too old, in many short transactions.
     *
     * @param today the day as of which ages are
     * @param kept days whose EPSS scores are kept at any age
     */
    Thinned thin(Retention retention, LocalDate today, Collection<LocalDate> kept);

    /** The day on which {@link #thin} was last done to its end; empty if never. */
    Optional<LocalDate> thinned();

    /**
     * Tells that all sources are to be read. Where the database holds no CVE yet, rows for CVEs without a record are then left to
     * {@link #settle}.
     */
    void fill();

    /** Ends what {@link #fill} left, and lets the database tidy up after much was written: statistics, logs. */
    void settle();

    @Override
    void close();
}
