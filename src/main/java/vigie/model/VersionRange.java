package vigie.model;

import java.util.Optional;

/**
 * One entry of a CVE record's {@code versions}, or the range of a CPE match.
 *
 * @param version the single version or the start of the range, as written; may be empty
 * @param status {@code affected}, {@code unaffected}, {@code unknown}, or what else the record says
 * @param lessThan first version after the range, exclusive
 * @param lessThanOrEqual last version of the range, inclusive
 */
public record VersionRange(String version, String status, Optional<String> lessThan, Optional<String> lessThanOrEqual) {

    /** Whether the status is {@code affected}. */
    public boolean affected() {
        return status.equals("affected");
    }

    /** The range for a person: {@code 10.2.0 < 10.2.9-h1}. */
    @Override
    public String toString() {
        String from = version.isEmpty() ? "*" : version;
        return lessThan.map(end -> from + " < " + end)
                .or(() -> lessThanOrEqual.map(end -> from + " ≤ " + end))
                .orElse(from);
    }
}
