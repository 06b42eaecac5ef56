package vigie.store;

/**
 * What was removed as too old, in rows.
 *
 * @param scores past scores of Vigie
 * @param epss past scores of EPSS
 * @param changes entries of the record of changes
 * @param runs accounts of runs, records that could not be used, what made requests conditional, and alerts with their letters
 */
public record Thinned(long scores, long epss, long changes, long runs) {

    /** Whether anything was. */
    public boolean any() {
        return scores + epss + changes + runs > 0;
    }
}
