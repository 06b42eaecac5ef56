package vigie.score;

import java.time.LocalDate;

/**
 * What a model is learned from.
 *
 * @param until the last day that counts as known: features, labels and vocabulary see nothing after it
 * @param seed decides which negatives are sampled, and the randomness of the boosting
 * @param withEpss whether the EPSS score is a feature
 */
public record TrainingOptions(LocalDate until, long seed, boolean withEpss) {}
