package vigie.model;

import java.util.Arrays;
import java.util.Optional;

/**
 * Bands of our score, by its percentile: what a person can work through. Each begins where the one above it ends; a CVE without a
 * score is in none.
 */
public enum ScoreBand {
    /** The first CVE in a thousand. */
    TOP_0_1("top-0.1", 0.999),
    /** The first in a hundred, without those above. */
    TOP_1("top-1", 0.99),
    /** The first in twenty, without those above. */
    TOP_5("top-5", 0.95),
    /** All others that have a score. */
    REST("rest", 0);

    private final String text;
    private final double from;

    ScoreBand(String text, double from) {
        this.text = text;
        this.from = from;
    }

    /**
     * The band of a score.
     *
     * @param percentile share of the CVEs that score lower or the same, 0 to 1
     */
    public static ScoreBand of(double percentile) {
        return Arrays.stream(values())
                .filter(band -> percentile >= band.from)
                .findFirst()
                .orElse(REST);
    }

    /** The band that a text names as {@link #toString} writes it, in any letter case; empty if it names none. */
    public static Optional<ScoreBand> parse(String text) {
        return Arrays.stream(values())
                .filter(band -> band.text.equalsIgnoreCase(text))
                .findFirst();
    }

    /** The lowest percentile of the band. */
    public double from() {
        return from;
    }

    /** Above all percentiles of the band. */
    public double to() {
        return this == TOP_0_1 ? Double.POSITIVE_INFINITY : values()[ordinal() - 1].from;
    }

    /** The share of all CVEs that are in this band and in those above it, 0 to 1. */
    public double share() {
        return Math.round((1 - from) * 1000) / 1000.0;
    }

    /** {@code top-0.1}, {@code top-1}, {@code top-5}, {@code rest}: as answers and files have it. */
    @Override
    public String toString() {
        return text;
    }
}
