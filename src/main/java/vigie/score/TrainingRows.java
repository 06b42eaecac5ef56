package vigie.score;

import java.util.List;
import vigie.learn.TrainingSet;

/**
 * The training rows with their columns.
 *
 * @param columns names of the columns
 * @param set rows, labels and weights
 * @param exploited how many CVEs have a positive row
 */
record TrainingRows(List<String> columns, TrainingSet set, int exploited) {}
