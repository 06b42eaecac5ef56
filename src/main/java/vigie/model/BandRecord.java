package vigie.model;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * How a model's bands did on past days: which share of the CVEs that were exploited afterwards stood in each.
 *
 * @param onlyKev whether "exploited" is that CISA KEV added the CVE, and not any report
 * @param days how many days afterwards, 1 or more
 * @param shares by band, 0 to 1; a band that was not measured is left out
 */
public record BandRecord(boolean onlyKev, int days, Map<ScoreBand, Double> shares) {

    /** Keeps a copy of the shares. */
    public BandRecord {
        EnumMap<ScoreBand, Double> copy = new EnumMap<>(ScoreBand.class);
        copy.putAll(shares);
        shares = copy;
    }

    /** The share that a band held; empty if it was not measured. */
    public Optional<Double> held(ScoreBand band) {
        return Optional.ofNullable(shares.get(band));
    }
}
