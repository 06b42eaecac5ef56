package vigie.index;

import java.util.Optional;
import vigie.model.CveId;

/**
 * A place in an ordered list of CVEs, after which the next page begins. It is still a place when CVEs come, go or change
 * in between: nothing before it is shown again, nothing after it is left out, apart from what moved across.
 *
 * @param rank what the CVE at the place ranks by
 * @param cve the CVE
 */
public record Place(long rank, CveId cve) {

    private static final int HEX = 16;

    /** As it stands in an address; {@link #parse} reads it. */
    @Override
    public String toString() {
        return Long.toHexString(rank) + "-" + Long.toHexString(cve.key());
    }

    /** The place that a text names, or empty. */
    public static Optional<Place> parse(String text) {
        int dash = text.indexOf('-');
        if (dash < 1 || text.length() > 2 * HEX + 1) {
            return Optional.empty();
        }
        try {
            long rank = Long.parseLong(text, 0, dash, HEX);
            long key = Long.parseLong(text, dash + 1, text.length(), HEX);
            return Optional.of(new Place(rank, CveId.ofKey(key)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
