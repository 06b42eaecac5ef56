package vigie.model;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Bands of our score that are asked for, of which any will do.
 *
 * @param bands the bands
 * @param unscored whether CVEs without a score are asked for, too
 */
public record ScoreBands(Set<ScoreBand> bands, boolean unscored) {

    /** No condition. */
    public static final ScoreBands ANY = new ScoreBands(Set.of(), false);

    /** What asks for CVEs without a score. */
    public static final String NONE = "none";

    /** Keeps a copy of the set. */
    public ScoreBands {
        bands = Set.copyOf(bands);
    }

    /**
     * What a text asks for: {@code top-1} the first CVE in a hundred, those of the bands above among them; {@code rest} only those
     * below all others; {@value #NONE} those without a score. Empty if it names none of these.
     */
    public static Optional<ScoreBands> parse(String text) {
        return text.equalsIgnoreCase(NONE)
                ? Optional.of(new ScoreBands(Set.of(), true))
                : ScoreBand.parse(text)
                        .map(band -> new ScoreBands(
                                band == ScoreBand.REST ? Set.of(band) : EnumSet.range(ScoreBand.TOP_0_1, band), false));
    }

    /** All that several ask for. */
    public static ScoreBands all(Collection<ScoreBands> several) {
        Set<ScoreBand> bands = EnumSet.noneOf(ScoreBand.class);
        several.forEach(one -> bands.addAll(one.bands()));
        return new ScoreBands(bands, several.stream().anyMatch(ScoreBands::unscored));
    }

    /** Whether there is no condition. */
    public boolean any() {
        return bands.isEmpty() && !unscored;
    }

    /**
     * Whether a CVE is asked for.
     *
     * @param percentile of its score, not a number if it has none
     */
    public boolean hold(double percentile) {
        return Double.isNaN(percentile) ? unscored : bands.contains(ScoreBand.of(percentile));
    }
}
