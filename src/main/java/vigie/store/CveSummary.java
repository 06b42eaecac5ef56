package vigie.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * What stands for a CVE in lists; every value may be missing.
 *
 * @param state state of the CVE
 * @param published day of publication, ISO
 * @param cvssScore base score, 0 to 10
 * @param cvssVersion version of the CVSS vector
 * @param cvssVector the vector
 * @param cvssSource who assessed
 * @param cwe weakness
 * @param cweDescription the record's words for it
 * @param cweSource who said so
 * @param epss EPSS score, 0 to 1
 * @param epssPercentile EPSS percentile, 0 to 1
 * @param kevDate day on which CISA took it into its catalogue, ISO
 * @param exploitDate day of the first public exploit, ISO
 */
public record CveSummary(
        Optional<String> state,
        Optional<String> published,
        Optional<Double> cvssScore,
        Optional<String> cvssVersion,
        Optional<String> cvssVector,
        Optional<String> cvssSource,
        Optional<String> cwe,
        Optional<String> cweDescription,
        Optional<String> cweSource,
        Optional<Double> epss,
        Optional<Double> epssPercentile,
        Optional<String> kevDate,
        Optional<String> exploitDate) {

    /**
     * The columns, for a query that names the CVE's row {@code c} and its key {@code :cve}. A rejected or reserved CVE
     * is no reported vulnerability: it has a state and nothing else.
     */
    static String columns(String cve) {
        return "c.state, substr(c.published, 1, 10) AS cve_published, c.cvss_score, c.cvss_version, c.cvss_vector,"
                + " c.cvss_source, c.cwe, c.cwe_desc, c.cwe_source, e.score AS epss, e.percentile AS epss_percentile,"
                + " CASE WHEN " + REPORTED + " THEN (SELECT min(k.added) FROM kev k WHERE k.cve = " + cve
                + " AND k.catalogue = 'cisa' AND k.withdrawn IS NULL) END AS kev_date,"
                + " CASE WHEN " + REPORTED + " THEN (SELECT min(coalesce(v.date, v.first_seen)) FROM evidence v"
                + " WHERE v.cve = " + cve + " AND v.kind BETWEEN 1 AND 4 AND v.withdrawn IS NULL) END AS exploit_date";
    }

    private static final String REPORTED = "coalesce(c.state, '') NOT IN ('REJECTED', 'RESERVED')";

    /** The joins that {@link #columns} needs. */
    static String joins(String cve) {
        return " LEFT JOIN cve c ON c.id = " + cve + " LEFT JOIN epss e ON e.cve = " + cve + " AND " + REPORTED;
    }

    static CveSummary read(ResultSet row) throws SQLException {
        return new CveSummary(
                Sql.text(row, "state"),
                Sql.text(row, "cve_published"),
                Sql.real(row, "cvss_score"),
                Sql.text(row, "cvss_version"),
                Sql.text(row, "cvss_vector").filter(v -> !v.isEmpty()),
                Sql.text(row, "cvss_source"),
                Sql.text(row, "cwe").filter(v -> !v.isEmpty()),
                Sql.text(row, "cwe_desc").filter(v -> !v.isEmpty()),
                Sql.text(row, "cwe_source"),
                Sql.real(row, "epss"),
                Sql.real(row, "epss_percentile"),
                Sql.text(row, "kev_date"),
                Sql.text(row, "exploit_date"));
    }
}
