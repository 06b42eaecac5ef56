package vigie.model;

import java.util.List;

/**
 * Why a CNA rejected a CVE.
 *
 * @param reason the English reason, else the first of any language; may be empty
 * @param replacedBy the CVEs that stand in its place
 */
public record Rejection(String reason, List<CveId> replacedBy) {

    /** Keeps a copy of the list. */
    public Rejection {
        replacedBy = List.copyOf(replacedBy);
    }
}
