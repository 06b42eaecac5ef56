package vigie.finding;

/**
 * What a file, or several, held.
 *
 * @param findings findings that count
 * @param rows these, with one vulnerability each: a finding of three CVEs is three rows
 * @param suppressed findings that the report itself suppresses
 * @param others entries that name no vulnerability
 * @param refused entries that could not be understood
 * @param components components of bills of materials
 * @param statements statements of VEX documents
 */
public record Counts(
        long findings, long rows, long suppressed, long others, long refused, long components, long statements) {

    /** Nothing. */
    public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0);

    /** Entries that were met. */
    public long entries() {
        return findings + suppressed + others + refused;
    }

    /** Both together. */
    public Counts plus(Counts other) {
        return new Counts(
                findings + other.findings,
                rows + other.rows,
                suppressed + other.suppressed,
                others + other.others,
                refused + other.refused,
                components + other.components,
                statements + other.statements);
    }
}
