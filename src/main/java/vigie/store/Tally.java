package vigie.store;

/**
 * What the reading of feeds came to.
 *
 * @param seen records read
 * @param added records that were not held before
 * @param changed records that were held in another form, or withdrawn
 * @param skipped records left out as unusable
 */
public record Tally(long seen, long added, long changed, long skipped) {

    /** Nothing read. */
    public static final Tally NONE = new Tally(0, 0, 0, 0);

    /** Both together. */
    public Tally plus(Tally other) {
        return new Tally(seen + other.seen, added + other.added, changed + other.changed, skipped + other.skipped);
    }
}
