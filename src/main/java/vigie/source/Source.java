package vigie.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.Consumer;
import vigie.fetch.Pace;
import vigie.model.Observation;

/**
 * A public source: what to ask it for, and how its answers become observations.
 *
 * <p>A synchronisation calls {@link #feeds} again and again, each time with what the feeds before it have changed,
 * until nothing is named that was not fetched in this run. A source keeps no state of its own.
 */
public interface Source {

    /** The pace for GitHub's hosts, which several sources share. */
    Pace GITHUB = new Pace(10, 4);

    /** The name that a person types: lower case, stable. */
    String name();

    /** How hard its hosts may be asked. */
    Pace pace();

    /** What to ask for, given what is held; feeds that this run fetched already may be named again. */
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

    /** The body is the one that was read before. */
    default void unchanged(Feed feed, Consumer<? super Observation> out) {}

    /**
     * The host knows no such thing.
     *
     * @return whether that is a normal answer; if not, it is an error
     */
    default boolean absent(Feed feed, Consumer<? super Observation> out) {
        return false;
    }

    /** Whether it asks about what other sources say, and so comes after them. */
    default boolean completes() {
        return false;
    }
}
