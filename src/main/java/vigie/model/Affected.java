package vigie.model;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A product of which a record says whether it is affected. The only place where that is decided.
 *
 * @param vendor vendor as written, may be empty
 * @param product product or package name as written, may be empty
 * @param part CPE part ({@code a}, {@code o}, {@code h}), empty where not known
 * @param limits the package and the platforms that the entry is limited to, as written
 * @param defaultStatus status of the versions that are not listed, empty where not said
 * @param versions versions and ranges with their status
 * @param cpes CPE 2.3 names of the entry
 * @param collection package collection URL, may be empty
 * @param origin who said so
 */
public record Affected(
        String vendor,
        String product,
        String part,
        List<String> limits,
        String defaultStatus,
        List<VersionRange> versions,
        List<String> cpes,
        String collection,
        Origin origin) {

    /**
     * The strongest status that holds for any version: that of the listed ones, and of all others unless the list leaves none. A
     * status that is missing, or that is not known, is {@link VersionStatus#UNKNOWN}.
     */
    public VersionStatus status() {
        // In loops: the import asks this millions of times.
        boolean others = true;
        int strongest = VersionStatus.values().length;
        for (VersionRange range : versions) {
            strongest = Math.min(strongest, VersionStatus.of(range.status()).ordinal());
            for (VersionRange.Change change : range.changes()) {
                strongest =
                        Math.min(strongest, VersionStatus.of(change.status()).ordinal());
            }
            if (strongest == VersionStatus.AFFECTED.ordinal()) {
                return VersionStatus.AFFECTED;
            }
            others = others && !range.everyVersion();
        }
        if (others) {
            strongest = Math.min(strongest, VersionStatus.of(defaultStatus).ordinal());
        }
        return VersionStatus.values()[strongest];
    }

    /** Versions and their status, taken apart once for many questions: see {@link #said}. */
    public record Said(List<SaidRange> ranges, String defaultStatus) {

        /** Keeps a copy. */
        public Said {
            ranges = List.copyOf(ranges);
        }

        /**
         * The strongest status of some versions. Unknown where they cannot be compared with a range. Versions outside of all ranges have
         * the default; where none is given, and a range is affected, they are not: such a list is meant as a list of what is.
         */
        public VersionStatus status(VersionInterval asked) {
            VersionStatus strongest = null;
            boolean affected = false;
            for (SaidRange range : ranges) {
                affected = affected || range.affected();
                boolean comparable = range.comparable();
                for (VersionRange.Stretch stretch : range.stretches()) {
                    Optional<Boolean> in = stretch.versions().meets(asked);
                    comparable = comparable && in.isPresent();
                    if (in.orElse(false)) {
                        strongest = stronger(strongest, stretch.status());
                    }
                }
                if (!comparable && range.affected()) {
                    strongest = stronger(strongest, VersionStatus.UNKNOWN);
                }
                if (strongest == VersionStatus.AFFECTED) {
                    return strongest;
                }
            }
            if (strongest != null) {
                return strongest;
            }
            return VersionStatus.read(defaultStatus)
                    .orElse(affected ? VersionStatus.UNAFFECTED : VersionStatus.UNKNOWN);
        }
    }

    /** A range of {@link Said}. */
    public record SaidRange(List<VersionRange.Stretch> stretches, boolean comparable, boolean affected) {}

    /** What a list of ranges, with a default, says of versions. */
    public static Said said(List<VersionRange> versions, String defaultStatus) {
        return new Said(
                versions.stream()
                        .map(range -> {
                            List<VersionRange.Stretch> stretches = range.stretches();
                            boolean comparable =
                                    !stretches.isEmpty() && !range.type().equals("git");
                            return new SaidRange(stretches, comparable, range.affected());
                        })
                        .collect(Collectors.toList()),
                defaultStatus);
    }

    private static VersionStatus stronger(VersionStatus one, VersionStatus other) {
        return one == null || other.compareTo(one) < 0 ? other : one;
    }

    /**
     * Whether the product counts as affected in lists, counts, filters and features: it does, unless the entry says of every version
     * that it is not. Where entries differ on a product, one that counts is enough.
     */
    public boolean mayBeAffected() {
        return status() != VersionStatus.UNAFFECTED;
    }
}
