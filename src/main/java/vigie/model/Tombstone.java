package vigie.model;

import java.time.Instant;
import java.time.LocalDate;

/**
 * That a CVE has a score no more, because it was rejected.
 *
 * @param cve the CVE
 * @param since the day on which it left
 * @param updated the moment of the run that saw it leave, in microseconds
 */
public record Tombstone(CveId cve, LocalDate since, Instant updated) {}
