package vigie.store;

/** What writing one observation did. */
enum Outcome {
    ADDED,
    CHANGED,
    SAME
}
