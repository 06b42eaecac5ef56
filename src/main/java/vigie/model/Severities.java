package vigie.model;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
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

    /** What asks for the rating {@link Severity#NONE}: its own name asks for CVEs without a score, in lists and watch lists that are kept. */
    private static final String ZERO = "zero";

    /** All that can be asked for, the highest first. */
    public static final List<String> WORDS = List.of("critical", "high", "medium", "low", ZERO, NONE);

    /** Keeps a copy of the set. */
    public Severities {
        ratings = Set.copyOf(ratings);
    }

    /** What a text asks for: one of {@link #WORDS}, in any letter case; empty if it is none of them. */
    public static Optional<Severities> parse(String text) {
        return text.equalsIgnoreCase(NONE)
                ? Optional.of(new Severities(Set.of(), true))
                : Severity.parse(text.equalsIgnoreCase(ZERO) ? Severity.NONE.name() : text)
                        .map(rating -> new Severities(Set.of(rating), false));
    }

    /** The word that asks for a rating. */
    public static String word(Severity rating) {
        return rating == Severity.NONE ? ZERO : rating.name().toLowerCase(Locale.ROOT);
    }

    /** The words that ask for this, the highest first. */
    public List<String> words() {
        return WORDS.stream()
                .filter(word -> word.equals(NONE)
                        ? unscored
                        : ratings.stream().anyMatch(one -> word(one).equals(word)))
                .toList();
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
