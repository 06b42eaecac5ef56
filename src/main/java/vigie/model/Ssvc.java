package vigie.model;

import java.time.Instant;
import java.util.Optional;

/**
 * Decision points of a Stakeholder-Specific Vulnerability Categorization in an ADP container; values in lower case,
 * as two casings occur.
 *
 * @param exploitation {@code none}, {@code poc}, {@code active}, empty where not said
 * @param automatable {@code yes}, {@code no}, empty where not said
 * @param technicalImpact {@code partial}, {@code total}, empty where not said
 * @param timestamp when it was decided
 * @param origin who decided
 */
public record Ssvc(
        String exploitation, String automatable, String technicalImpact, Optional<Instant> timestamp, Origin origin) {}
