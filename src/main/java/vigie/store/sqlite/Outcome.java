package vigie.store.sqlite;

/** What writing one observation did. */
enum Outcome {
    ADDED,
    CHANGED,
    SAME
}
