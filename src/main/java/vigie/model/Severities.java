package vigie.model;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Severity ratings that are asked for, of which any will do.
 *
 * @param ratings ratings of the CVSS base score
 * @param unscored whether CVEs without a CVSS base score are asked for, too
 */
public record Severities(Set<Severity> ratings, boolean unscored) {

    /** No condition. */
    public static final Severities ANY = new Severities(Set.of(), false);

    /** What asks for CVEs without a CVSS base score. */
    public static final String NONE = "none";

    /** Keeps a copy of the set. */
    public Severities {
        ratings = Set.copyOf(ratings);
    }

    /** What a text asks for: a rating in any letter case, or {@value #NONE}; empty if it names neither. */
    public static Optional<Severities> parse(String text) {
        return text.equalsIgnoreCase(NONE)
                ? Optional.of(new Severities(Set.of(), true))
                : Severity.parse(text).map(rating -> new Severities(Set.of(rating), false));
    }

    /** All that several ask for. */
    public static Severities all(Collection<Severities> several) {
        Set<Severity> ratings = EnumSet.noneOf(Severity.class);
        several.forEach(one -> ratings.addAll(one.ratings()));
        return new Severities(ratings, several.stream().anyMatch(Severities::unscored));
    }

    /** Whether there is no condition. */
    public boolean any() {
        return ratings.isEmpty() && !unscored;
    }
}
