package vigie.model;

/**
 * Who said something about a CVE.
 *
 * @param kind the role in which it was said
 * @param name the short name of the organisation as its record gives it, may be empty
 */
public record Origin(Kind kind, String name) {

    /** Roles, from which {@link Preference} chooses. */
    public enum Kind {
        /** The CNA container of a CVE record: the authority that assigned the identifier. */
        CNA,
        /** CISA's ADP container (Vulnrichment). */
        CISA_ADP,
        /** Another ADP container. */
        ADP,
        /** An analysis of NVD's own. */
        NVD,
        /** What NVD passes on from someone else. */
        NVD_SECONDARY
    }

    // Written out, as commands compare origins: what the compiler makes is put together at the first call, which
    // takes milliseconds.
    @Override
    public boolean equals(Object other) {
        return other instanceof Origin same && kind == same.kind && name.equals(same.name);
    }

    @Override
    public int hashCode() {
        return 31 * kind.ordinal() + name.hashCode();
    }

    /** The origin as the table shows it, {@code cna:palo_alto}, {@code adp:CISA-ADP}, {@code nvd}. */
    @Override
    public String toString() {
        String prefix = switch (kind) {
            case CNA -> "cna";
            case CISA_ADP, ADP -> "adp";
            case NVD, NVD_SECONDARY -> "nvd";
        };
        return name.isEmpty() || kind == Kind.NVD ? prefix : prefix + ":" + name;
    }
}
