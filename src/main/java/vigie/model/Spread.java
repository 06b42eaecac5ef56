package vigie.model;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * How far the models lie apart whose mean a score is: what the lowest and the highest of them say. {@code docs/model.md} says what
 * this tells of a score, and what not.
 *
 * @param lowest probability, 0 to 1, three significant digits
 * @param highest likewise, not below the lowest
 */
public record Spread(double lowest, double highest) {

    private static final MathContext THREE_DIGITS = new MathContext(3, RoundingMode.HALF_EVEN);

    /** Refuses what is not in order. */
    public Spread {
        if (!(lowest >= 0 && lowest <= highest && highest <= 1)) {
            throw new IllegalArgumentException("no spread: " + lowest + " to " + highest);
        }
    }

    /** The spread of probabilities that are not rounded yet. */
    public static Spread of(double lowest, double highest) {
        return new Spread(rounded(lowest), rounded(highest));
    }

    private static double rounded(double probability) {
        return new BigDecimal(probability).round(THREE_DIGITS).doubleValue();
    }
}
