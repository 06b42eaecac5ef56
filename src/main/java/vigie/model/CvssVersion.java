package vigie.model;

import java.util.Optional;

/** A version of the Common Vulnerability Scoring System (FIRST). */
public enum CvssVersion {
    V2_0("2.0"),
    V3_0("3.0"),
    V3_1("3.1"),
    V4_0("4.0");

    private final String text;

    CvssVersion(String text) {
        this.text = text;
    }

    /** The version that the text names ({@code 3.1}), or empty for one that is not known here. */
    public static Optional<CvssVersion> of(String text) {
        for (CvssVersion version : values()) {
            if (version.text.equals(text)) {
                return Optional.of(version);
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return text;
    }
}
