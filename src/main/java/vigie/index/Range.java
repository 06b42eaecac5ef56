package vigie.index;

import java.util.Optional;

/**
 * A range of numbers, both ends within it; a missing end leaves that side open.
 *
 * @param from lowest
 * @param to highest
 */
public record Range(Optional<Double> from, Optional<Double> to) {

    /** All numbers, and what is no number. */
    public static final Range ANY = new Range(Optional.empty(), Optional.empty());

    /** Whether nothing is asked. */
    public boolean any() {
        return from.isEmpty() && to.isEmpty();
    }
}
