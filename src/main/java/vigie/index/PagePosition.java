package vigie.index;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vigie.model.CveId;

/**
 * A position in a sorted list of CVEs, after which the next page starts. It stays valid when
 * CVEs are added, removed or changed: nothing is repeated or skipped, except CVEs that moved across it.
 *
 * @param rank the rank of the CVE at the position, see {@link CveOrder#rank}; 0 or more
 * @param tie its rank among those of equal rank, 0 to 127
 * @param cve the CVE
 */
public record PagePosition(long rank, int tie, CveId cve) {

    private static final Pattern FORM = Pattern.compile("([0-9a-f]{1,16})-([0-9a-f]{1,2})-([0-9a-f]{1,16})");
    private static final int HEX = 16;

    /** As a query parameter; {@link #parse} reads it. */
    @Override
    public String toString() {
        return Long.toHexString(rank) + "-" + Integer.toHexString(tie) + "-" + Long.toHexString(cve.key());
    }

    /** Parses a position; empty if invalid. */
    public static Optional<PagePosition> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        try {
            long rank = Long.parseLong(form.group(1), HEX);
            int tie = Integer.parseInt(form.group(2), HEX);
            CveId cve = CveId.ofKey(Long.parseLong(form.group(3), HEX));
            return tie <= Ordering.MOST_TIES ? Optional.of(new PagePosition(rank, tie, cve)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
