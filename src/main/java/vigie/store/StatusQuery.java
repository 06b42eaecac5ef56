package vigie.store;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import vigie.model.Staleness;

/** What is held of each source, and how its last runs ended. */
public interface StatusQuery {

    /**
     * A source's state.
     *
     * @param success end of the last run in which nothing failed
     * @param lastRun end of the last run
     * @param outcome how the last run ended
     * @param records records held
     * @param error what failed in the last run, empty if nothing
     */
    record SourceState(
            Optional<Instant> success,
            Optional<Instant> lastRun,
            Optional<RunAccount.Outcome> outcome,
            long records,
            String error) {}

    /** Something that could not be used. */
    record Problem(String source, String feed, String record, String cause) {}

    /** The states of sources by their names, in the order of those; one that was never asked has one, too. */
    Map<String, SourceState> sources(List<String> names);

    /**
     * When a source was asked, and how new what it said is.
     *
     * @param success end of the last run in which nothing failed
     * @param data moment of the newest thing in its data, as the source dates it; may be in the future
     */
    record Moments(Optional<Instant> success, Optional<Instant> data) {}

    /**
     * The day of the newest thing that is held, UTC, dates in the future apart. Where no source dates its data, the day of the
     * last run in which nothing failed; empty where nothing was fetched.
     */
    static Optional<LocalDate> asOf(Map<String, Moments> moments, Instant now) {
        return newest(moments, Moments::data, now)
                .or(() -> newest(moments, Moments::success, now))
                .map(at -> LocalDate.ofInstant(at, ZoneOffset.UTC));
    }

    private static Optional<Instant> newest(
            Map<String, Moments> all, Function<Moments, Optional<Instant>> of, Instant now) {
        return all.values().stream()
                .flatMap(moments -> of.apply(moments).stream())
                .filter(at -> !Staleness.ahead(at, now))
                .max(Instant::compareTo);
    }

    /** By source, when it was asked and how new its data is; sources that were never asked are left out. */
    Map<String, Moments> moments();

    /**
     * The revision of what is held: another one after each transaction that changed any of it, be it a count, a score or a text; the
     * same after those that only noted what jobs did, or when something was fetched. Says nothing but whether two are the same.
     */
    String revision();

    /** End of the last run, of whichever source and process, that changed anything; empty if none has yet. */
    Optional<Instant> lastChanging();

    /**
     * How much is held in all.
     *
     * @param newest day of the newest publication
     */
    record Totals(long publications, long cves, long epss, long exploited, long evidence, Optional<LocalDate> newest) {}

    /** How much is held in all. */
    Totals totals();

    /** What could not be used, newest first. */
    List<Problem> problems(int limit);

    /** How many problems there are. */
    long problemCount();

    /** Size of the database on disk, in bytes. */
    long bytes();

    /** Days of which the EPSS scores of all CVEs are held, oldest first. */
    List<LocalDate> epssDays();
}
