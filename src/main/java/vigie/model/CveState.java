package vigie.model;

/** The state of a CVE, in the words of the CVE Program. */
public enum CveState {
    PUBLISHED,
    REJECTED,
    /** Assigned but not published, or not known at all: CVE Services answers 404 for both. */
    RESERVED,
    /** No record is held, or it names a state that this version does not know. */
    UNKNOWN;

    /** The state that a record names, in any letter case. */
    public static CveState of(String text) {
        for (CveState state : values()) {
            if (state.name().equalsIgnoreCase(text)) {
                return state;
            }
        }
        return UNKNOWN;
    }

    /** Whether the CVE is a reported vulnerability, and so may carry enrichment. */
    public boolean reported() {
        return this == PUBLISHED || this == UNKNOWN;
    }
}
