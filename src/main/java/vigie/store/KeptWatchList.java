package vigie.store;

import java.time.Instant;

/**
 * A watch list as it is kept.
 *
 * @param name unique
 * @param owner name of the person whose it is
 * @param paused whether nothing is sent at present
 * @param made when it was made, to the second
 * @param after the number of the last event of the record of changes when it was made
 * @param document what it says, in a form that the room of watch lists reads
 */
public record KeptWatchList(String name, String owner, boolean paused, Instant made, long after, String document) {}
