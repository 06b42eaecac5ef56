package vigie.index;

import java.util.Optional;
import vigie.model.CveId;

/**
 * A position in a sorted list of CVEs, after which the next page starts. It stays valid when
 * CVEs are added, removed or changed: nothing is repeated or skipped, except CVEs that moved across it.
 *
 * @param rank the rank of the CVE at the position
 * @param cve the CVE
 */
public record PagePosition(long rank, CveId cve) {

    private static final int HEX = 16;

    /** As a query parameter; {@link #parse} reads it. */
    @Override
    public String toString() {
        return Long.toHexString(rank) + "-" + Long.toHexString(cve.key());
    }

    /** Parses a position; empty if invalid. */
    public static Optional<PagePosition> parse(String text) {
        int dash = text.indexOf('-');
        if (dash < 1 || text.length() > 2 * HEX + 1) {
            return Optional.empty();
        }
        try {
            long rank = Long.parseLong(text, 0, dash, HEX);
            long key = Long.parseLong(text, dash + 1, text.length(), HEX);
            return Optional.of(new PagePosition(rank, CveId.ofKey(key)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
