package vigie.sync;

/** How much a synchronisation asks for. */
public enum Extent {
    /** What tells of news first; see {@link vigie.source.SyncState#brief}. */
    BRIEF,
    /** What may have changed since the last run. */
    USUAL,
    /** Everything again. */
    FULL
}
