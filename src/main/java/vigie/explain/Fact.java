package vigie.explain;

/**
 * A part of a reason.
 *
 * @param words what it says
 * @param logOdds the sum of the contributions of the features that say so
 */
record Fact(String words, double logOdds) {}
