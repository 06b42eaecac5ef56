package vigie.finding;

/**
 * Why a finding does not count.
 *
 * @param status what was decided, as written ({@code not_affected}, {@code false_positive}, {@code ignored})
 * @param reason why, as written; empty if not said
 * @param by who or what says so: the scanner, or the file of the statement
 */
public record Suppression(String status, String reason, String by) {

    /** By the report itself. */
    public static final String REPORT = "report";

    /** A suppression that stands in the report. */
    public static Suppression inReport(String status, String reason) {
        return new Suppression(status, reason, REPORT);
    }
}
