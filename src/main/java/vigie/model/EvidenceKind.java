package vigie.model;

import java.util.Locale;
import java.util.Optional;

/** What a piece of evidence shows. The order is part of the stored form: append only. */
public enum EvidenceKind {
    /** Exploitation in the wild was reported. */
    EXPLOITED,
    /** An exploit is published in an archive of exploits. */
    EXPLOIT,
    /** A module of an attack framework exists. */
    MODULE,
    /** A detection or attack template exists. */
    TEMPLATE,
    /** A proof of concept is public. */
    POC,
    /** What a file of the user's own calls by another word. */
    OTHER;

    /** The kind that the text names, in any letter case; {@link #OTHER} for one that is not known here. */
    public static EvidenceKind of(String text) {
        return known(text).orElse(OTHER);
    }

    private static Optional<EvidenceKind> known(String text) {
        for (EvidenceKind kind : values()) {
            if (kind.name().equalsIgnoreCase(text)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    /** Whether it means that a working or half-working exploit is public. */
    public boolean publicExploit() {
        return this == EXPLOIT || this == MODULE || this == TEMPLATE || this == POC;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
