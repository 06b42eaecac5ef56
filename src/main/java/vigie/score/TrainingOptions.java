package vigie.score;

import java.time.LocalDate;

/**
 * The options of training.
 *
 * @param until the last day that counts as known: features, labels and vocabulary see nothing after it
 * @param seed seed of the sampling of negatives and of the boosting
 * @param withEpss whether the EPSS score is a feature
 */
public record TrainingOptions(LocalDate until, long seed, boolean withEpss) {}
