package vigie.model;

import java.util.Locale;
import java.util.Optional;

/** Whether versions of a product are affected, the CVE Record Format's {@code status}. The strongest statement comes first. */
public enum VersionStatus {
    AFFECTED,
    UNKNOWN,
    UNAFFECTED;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** The status that a record writes, in any letter case; empty for a word that is not known. */
    public static Optional<VersionStatus> read(String written) {
        // Millions of times, it is written as the format asks.
        switch (written) {
            case "affected":
                return Optional.of(AFFECTED);
            case "unaffected":
                return Optional.of(UNAFFECTED);
            case "unknown":
                return Optional.of(UNKNOWN);
            case "":
                return Optional.empty();
            default:
                return readLeniently(written);
        }
    }

    private static Optional<VersionStatus> readLeniently(String written) {
        return switch (written.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s_-]+", "")) {
            case "affected", "vulnerable" -> Optional.of(AFFECTED);
            case "unaffected", "notaffected", "notvulnerable" -> Optional.of(UNAFFECTED);
            case "unknown" -> Optional.of(UNKNOWN);
            default -> Optional.empty();
        };
    }

    /** The same, where a word that is not known says as little as none: the format's own default is {@code unknown}. */
    public static VersionStatus of(String written) {
        return read(written).orElse(UNKNOWN);
    }

    /** {@code affected}, {@code unknown}, {@code unaffected}. */
    @Override
    public String toString() {
        return word;
    }
}
