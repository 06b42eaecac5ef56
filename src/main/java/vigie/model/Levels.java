package vigie.model;

import java.util.List;
import java.util.Optional;

/**
 * When a probability that moves every day is worth an event: it rose to a level, or fell well below one, and did so by enough. This is
 * the one rule for EPSS and Vigie scores, {@code docs/decisions/0017-events.md} says why. All values are of one model: whoever asks
 * begins anew with each model.
 *
 * <p>A score <em>stands</em> at the highest level that the value told last had reached, or, where none was told, the first value of the
 * model. It rises where it reaches a higher level, and has come up by the floor from its lowest value since. It falls where it is below
 * the fraction of the level at which it stands, and has come down by the floor from its highest value since. In between nothing is told,
 * so that a score which moves around a level tells of it once.
 *
 * @param levels the levels, rising, above 0 and below 1
 * @param fraction below this part of a level the level counts as left, above 0 and at most 1
 * @param floor least change that is told, 0 or more
 */
public record Levels(List<Double> levels, double fraction, double floor) {

    /** For EPSS scores, of which 7 in 100 are 0.1 or more. */
    public static final Levels OF_EPSS = new Levels(List.of(0.1, 0.5), 0.5, 0.05);

    /** For Vigie scores, of which 15 in 10,000 are 0.01 or more. */
    public static final Levels OF_SCORES = new Levels(List.of(0.01, 0.1, 0.5), 0.5, 0.005);

    /** Below this, differences are those of rounding. */
    private static final double EXACT = 1e-9;

    /**
     * A crossing.
     *
     * @param level the level that was reached, or left
     * @param before the value from which it moved: for a rise the lowest since the last that was told, for a fall the highest; empty for
     *     the first value
     * @param after the value now
     */
    public record Crossing(double level, Optional<Double> before, double after) {}

    /** Keeps a copy of the levels. */
    public Levels {
        levels = List.copyOf(levels);
    }

    /** Below this value nothing can fall so that it would be told. */
    public double least() {
        return levels.get(0) * fraction;
    }

    /** Whether a change between two values can be told at all; for all others nothing needs to be looked up. */
    public boolean candidate(double before, double after) {
        return after >= levels.get(0) - EXACT || before >= least() - EXACT;
    }

    /** What is to be told of the first value of something in a model that has been in use before. */
    public Optional<Crossing> first(double value) {
        int level = reached(value);
        return level == 0
                ? Optional.empty()
                : Optional.of(new Crossing(levels.get(level - 1), Optional.empty(), value));
    }

    /**
     * What is to be told of a value.
     *
     * @param path the values since the one that was told last, which comes first, or since the first one of the model; not empty
     * @param value the value now
     */
    public Optional<Crossing> next(List<Double> path, double value) {
        int stands = reached(path.get(0));
        int now = reached(value);
        double lowest = path.stream().min(Double::compare).orElseThrow();
        double highest = path.stream().max(Double::compare).orElseThrow();
        if (now > stands && value - lowest >= floor - EXACT) {
            return Optional.of(new Crossing(levels.get(now - 1), Optional.of(lowest), value));
        }
        if (now < stands && value < levels.get(stands - 1) * fraction - EXACT && highest - value >= floor - EXACT) {
            return Optional.of(new Crossing(levels.get(stands - 1), Optional.of(highest), value));
        }
        return Optional.empty();
    }

    /** How many levels a value has reached. */
    private int reached(double value) {
        int reached = 0;
        while (reached < levels.size() && value >= levels.get(reached) - EXACT) {
            reached++;
        }
        return reached;
    }
}
