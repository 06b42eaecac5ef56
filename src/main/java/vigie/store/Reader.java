package vigie.store;

import java.util.List;
import java.util.Map;

/** The database, open for reading: never waits for a writer, and never keeps one waiting. */
public interface Reader extends AutoCloseable {

    /** Publications and CVEs, row by row. */
    TableQuery table();

    /** All that is known of single CVEs and publications. */
    DossierQuery dossiers();

    /** All that is known of many CVEs at once. */
    DossierScan scan();

    /**
     * What lists and charts need of all CVEs and publications.
     *
     * @param breath called every few thousand rows
     */
    ColumnScan columns(Runnable breath);

    /** CVEs by words and properties. */
    SearchQuery search();

    /** What is held of each source. */
    StatusQuery status();

    /** Scores of now and of the past, and the runs that made them. */
    ScoreQuery scores();

    /** The record of changes. */
    ChangeQuery changes();

    /** What people are told. */
    AlertQuery alerts();

    /** What is new. */
    NewsQuery news();

    /** What is kept of the jobs of the schedule, by name; empty before the first. */
    List<JobState> jobs();

    /** Runs of the prioritisation of findings. */
    FindingRunQuery findingRuns();

    /** Watch lists, by name. */
    List<KeptWatchList> watchLists();

    /** From the next question on, all answers are of one moment, whatever is written meanwhile; until it is closed. */
    void hold();

    /** Ends what {@link #hold} began: answers are of the moment of the question again. */
    void release();

    /**
     * Stops what another thread asks of this reader just now: that question fails. The reader may refuse everything
     * afterwards, so it is to be closed.
     */
    void interrupt();

    /**
     * A digest of what sources said and what was chosen from it, so that two databases can be compared; when it was
     * fetched, in which order and in how many tries does not count. SHA-256 in hexadecimal for each part of the content
     * and, last, for {@code all} of it.
     */
    Map<String, String> contentHash();

    @Override
    void close();
}
