package vigie.store;

import java.time.Duration;

/** How far the first reading of a whole source has come: what it brings is no news, whatever comes later is. */
public enum FirstLoad {

    /** No run has read anything. */
    AHEAD,

    /** Runs have read a part: what a feed brings that was never read before belongs to the first load. */
    BEGUN,

    /** A run has read all, or the load began {@link #LONGEST} ago: a feed that always fails does not hide what changes in others. */
    OVER;

    /** After this time everything is news, although no run has ended whole. */
    public static final Duration LONGEST = Duration.ofDays(3);
}
