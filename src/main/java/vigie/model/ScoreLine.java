package vigie.model;

import java.time.Instant;
import java.util.Optional;

/**
 * A score without its explanation.
 *
 * @param cve the CVE
 * @param model identifier of the model
 * @param probability see {@link Score}
 * @param percentile see {@link Score}
 * @param known since when it is known to be exploited, empty if it is not
 * @param updated when the score last changed
 */
public record ScoreLine(
        CveId cve, String model, double probability, double percentile, Optional<Exploited> known, Instant updated) {}
