package vigie.triage;

/**
 * What became of all entries of the reports of a run: {@code listed + unmatched + suppressed + refused = entries}. A finding of three CVEs
 * is three entries.
 *
 * @param listed rows of the list that have a CVE
 * @param unmatched rows of the list whose identifiers lead to no CVE
 * @param suppressed what does not count, by the report itself, a VEX document or an ignore file
 * @param refused what could not be understood
 * @param others entries that name no vulnerability, which are no findings
 * @param led how many findings without a CVE were led to one
 */
public record Account(long listed, long unmatched, long suppressed, long refused, long others, Led led) {

    /**
     * Findings that name no CVE and were led to one.
     *
     * @param byFiles by other names that the files of the run give
     * @param byReferences by references of CVE records that are held
     */
    public record Led(long byFiles, long byReferences) {

        /** None. */
        public static final Led NONE = new Led(0, 0);
    }

    /** Entries that went in, without those that are no findings. */
    public long entries() {
        return listed + unmatched + suppressed + refused;
    }

    /** Rows of the list. */
    public long rows() {
        return listed + unmatched;
    }
}
