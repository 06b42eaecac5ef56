package vigie.store;

import java.time.Instant;

/**
 * A run of the prioritisation of findings, as it is kept.
 *
 * @param id its number, 1 or more; 0 before it is kept
 * @param name what the runs of one scan are called
 * @param at moment of the run
 * @param summary JSON: how many findings, and what was scanned
 */
public record FindingRun(long id, String name, Instant at, String summary) {}
