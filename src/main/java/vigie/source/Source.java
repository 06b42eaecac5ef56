package vigie.source;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import vigie.fetch.Pace;
import vigie.model.Observation;

/**
 * A public source: its feeds, and how their content becomes observations.
 *
 * <p>A synchronisation calls {@link #feeds} again and again, each time with what the feeds before it have changed,
 * until nothing is named that was not fetched in this run. A source keeps no state of its own.
 */
public interface Source {

    /** The pace for GitHub's hosts, which several sources share. */
    Pace GITHUB = new Pace(10, 4);

    /** The name on the command line: lower case, stable. */
    String name();

    /** The limits on requests to its hosts. */
    Pace pace();

    /** The feeds to fetch, given the stored state; feeds already fetched in this run may be named again. */
    List<Feed> feeds(SyncState state);

    /**
     * Turns a body into observations.
     *
     * @param feed what was asked for
     * @param in the body, decompressed by this method where the feed is a compressed file
     * @param out takes the observations in the body's order
     * @throws IOException if the body as a whole is not what it should be; all observations of it are then dropped
     */
    void read(Feed feed, InputStream in, Consumer<? super Observation> out) throws IOException;

    /** The body has not changed. */
    default void unchanged(Feed feed, Consumer<? super Observation> out) {}

    /**
     * The host does not have the feed.
     *
     * @return whether that is a normal answer; if not, it is an error
     */
    default boolean absent(Feed feed, Consumer<? super Observation> out) {
        return false;
    }

    /**
     * What is missing after a run in which nothing failed, for a person: answers that are normal each may together say that
     * something is wrong. Empty if all is well.
     */
    default Optional<String> missing(SyncState state) {
        return Optional.empty();
    }

    /**
     * Reading failed with an {@link OutdatedException}.
     *
     * @return the names of the feeds to ask for again
     */
    default List<String> outdated(Feed feed, Consumer<? super Observation> out) {
        return List.of(feed.name());
    }

    /**
     * How often it is asked where nothing else is set. How often its data changes is another thing: {@link #cadence}.
     */
    Asking asking();

    /**
     * The longest time for which its data stands still in normal times; empty where it has no time of its own. With
     * {@link vigie.model.Staleness} it tells a source that answers and has nothing new to say.
     */
    default Optional<Duration> cadence() {
        return Optional.empty();
    }

    /** Whether it depends on the data of other sources, and so runs after them. */
    default boolean completes() {
        return false;
    }
}
