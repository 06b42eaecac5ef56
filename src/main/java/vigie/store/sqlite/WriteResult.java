package vigie.store.sqlite;

/** What writing one observation did. */
enum WriteResult {
    ADDED,
    CHANGED,
    SAME
}
