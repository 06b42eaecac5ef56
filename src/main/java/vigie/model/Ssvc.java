package vigie.model;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Decision points of a Stakeholder-Specific Vulnerability Categorization in a CVE record; values in lower case, as several
 * spellings occur.
 *
 * @param exploitation {@code none}, {@code poc}, {@code active}, empty where not decided
 * @param automatable {@code yes}, {@code no}, empty where not decided
 * @param technicalImpact {@code partial}, {@code total}, empty where not decided
 * @param timestamp when it was decided, or, where the decision bears no date, when its container was last changed
 * @param origin who decided
 */
public record Ssvc(
        String exploitation, String automatable, String technicalImpact, Optional<Instant> timestamp, Origin origin) {

    private static final Comparator<Ssvc> BY_TIME =
            Comparator.comparing(decision -> decision.timestamp().orElse(Instant.MIN));

    /** The same with a day, where it has none of its own. */
    Ssvc decidedBy(Instant moment) {
        return new Ssvc(exploitation, automatable, technicalImpact, timestamp.or(() -> Optional.of(moment)), origin);
    }

    /** The same where nobody knew it before a moment. */
    Ssvc knownFrom(Instant moment) {
        return timestamp.filter(moment::isAfter).isPresent()
                ? new Ssvc(exploitation, automatable, technicalImpact, Optional.of(moment), origin)
                : this;
    }

    /** Whether it says that the vulnerability is exploited. */
    public boolean active() {
        return exploitation.equals("active");
    }

    /**
     * The decisions that count: the newest of each organisation, of several of one time the last. Organisations may contradict
     * each other; nobody's decision replaces that of another.
     */
    public static Stream<Ssvc> newest(Stream<Ssvc> decisions) {
        Map<Origin, Ssvc> newest = new LinkedHashMap<>();
        decisions.forEach(decision -> newest.merge(
                decision.origin(), decision, (old, young) -> BY_TIME.compare(old, young) <= 0 ? young : old));
        return newest.values().stream();
    }
}
