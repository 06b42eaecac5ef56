package vigie.model;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Severity bands of a CVSS base score: Critical from 9, High from 7, Medium from 4, Low below, None at 0, as CVSS 3 and 4 name them. One
 * scale for all scores, those of CVSS 2 as well, which itself names no bands. A CVE without a score has no severity, which is not
 * {@link #NONE}.
 */
public enum Severity {
    NONE(0),
    LOW(0.1),
    MEDIUM(4),
    HIGH(7),
    CRITICAL(9);

    private final double from;

    Severity(double from) {
        this.from = from;
    }

    /** The band of a base score, 0.0 to 10.0. */
    public static Severity of(double score) {
        Severity band = NONE;
        for (Severity higher : values()) {
            band = score >= higher.from ? higher : band;
        }
        return band;
    }

    /** The band of a base score; empty where there is none. */
    public static Optional<Severity> of(OptionalDouble score) {
        return score.isPresent() ? Optional.of(of(score.getAsDouble())) : Optional.empty();
    }

    /** All bands, the highest first. */
    public static List<Severity> worstFirst() {
        return Arrays.stream(values()).sorted(Comparator.reverseOrder()).toList();
    }

    /** The bands from which a list can begin, the lowest first: from {@link #NONE} on, nothing would be left out. */
    public static List<Severity> least() {
        return List.of(LOW, MEDIUM, HIGH, CRITICAL);
    }

    /** Whether an account of all bands shows this one: {@link #NONE}, which hardly any CVE has, where one has it. */
    public boolean shown(int count) {
        return this != NONE || count > 0;
    }

    /** The band that the text names, in any letter case, or empty. */
    public static Optional<Severity> parse(String text) {
        for (Severity severity : values()) {
            if (severity.name().equalsIgnoreCase(text)) {
                return Optional.of(severity);
            }
        }
        return Optional.empty();
    }

    /** The lowest base score of the band. */
    public double from() {
        return from;
    }

    /** Above all base scores of the band. */
    public double to() {
        return this == CRITICAL ? Double.POSITIVE_INFINITY : values()[ordinal() + 1].from;
    }

    /** {@code Critical}, {@code High}, {@code Medium}, {@code Low}, {@code None}. */
    @Override
    public String toString() {
        return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
    }
}
