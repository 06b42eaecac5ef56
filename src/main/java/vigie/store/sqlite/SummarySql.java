package vigie.store.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import vigie.model.CveDay;
import vigie.store.CveSummary;
import vigie.store.DossierQuery;

/** Columns and joins that make a {@link CveSummary}. */
final class SummarySql {

    private SummarySql() {}

    /**
     * The columns, for a query that names the CVE's row {@code c} and its key {@code :cve}. A rejected or reserved CVE
     * is no reported vulnerability: it has a state and nothing else.
     */
    static String columns(String cve) {
        return "c.state, substr(c.published, 1, 10) AS cve_published, c.basis AS cve_basis, c.cvss_score, c.cvss_version, c.cvss_vector,"
                + " c.cvss_source, c.cwe, c.cwe_desc, c.cwe_source, e.score AS epss, e.percentile AS epss_percentile,"
                + " s.score, s.percentile AS score_percentile, " + ExploitedWriter.columns("x") + ","
                + " CASE WHEN " + REPORTED + " THEN (SELECT min(k.added) FROM kev k WHERE k.cve = " + cve
                + " AND k.catalogue = 'cisa' AND k.withdrawn IS NULL) END AS kev_date,"
                + " CASE WHEN " + REPORTED + " THEN (SELECT min(" + EvidenceSql.KNOWN + ") FROM evidence v"
                + " WHERE v.cve = " + cve + " AND v.kind BETWEEN 1 AND 4 AND v.withdrawn IS NULL) END AS exploit_date";
    }

    private static final String REPORTED = "coalesce(c.state, '') NOT IN ('REJECTED', 'RESERVED')";

    /** The joins that {@link #columns} needs. */
    static String joins(String cve) {
        return " LEFT JOIN cve c ON c.id = " + cve + " LEFT JOIN epss e ON e.cve = " + cve + " AND " + REPORTED
                + " LEFT JOIN score s ON s.cve = " + cve + " AND " + REPORTED + " LEFT JOIN exploited x ON x.cve = "
                + cve;
    }

    /** What {@link DossierQuery#chosen} gives, for the key of a CVE. */
    static final String CHOSEN =
            "SELECT c.state, substr(c.published, 1, 10) AS cve_published, c.basis AS cve_basis, c.cvss_score, c.cvss_version,"
                    + " c.cvss_vector, c.cvss_source, c.cwe, c.cwe_desc, c.cwe_source, NULL AS epss, NULL AS epss_percentile,"
                    + " NULL AS kev_date, NULL AS exploit_date, NULL AS score, NULL AS score_percentile,"
                    + " NULL AS exploited_since, NULL AS exploited_origin, NULL AS exploited_sources"
                    + " FROM cve c WHERE c.id = ?";

    /** What {@link DossierQuery#listed} gives, for a JSON array of the keys of CVEs. */
    static final String LISTED = "SELECT c.headline, c.cvss_vector, e.percentile, CASE WHEN " + REPORTED
            + " THEN (SELECT min(k.added) FROM kev k WHERE k.cve = q.value AND k.catalogue = 'cisa' AND k.withdrawn IS NULL)"
            + " END AS kev_date FROM json_each(?) q LEFT JOIN cve c ON c.id = q.value LEFT JOIN epss e ON e.cve = q.value"
            + " AND " + REPORTED + " ORDER BY q.key";

    static DossierQuery.ListedCve listed(ResultSet row) throws SQLException {
        return new DossierQuery.ListedCve(
                Sql.text(row, "headline").orElse(""),
                Sql.text(row, "cvss_vector").filter(v -> !v.isEmpty()),
                Sql.real(row, "percentile"),
                Sql.text(row, "kev_date").map(LocalDate::parse));
    }

    static CveSummary read(ResultSet row) throws SQLException {
        return new CveSummary(
                Sql.text(row, "state"),
                Sql.text(row, "cve_published"),
                CveDay.at(row.getInt("cve_basis")).origin(),
                Sql.real(row, "cvss_score"),
                Sql.text(row, "cvss_version"),
                Sql.text(row, "cvss_vector").filter(v -> !v.isEmpty()),
                Sql.text(row, "cvss_source"),
                Sql.text(row, "cwe").filter(v -> !v.isEmpty()),
                Sql.text(row, "cwe_desc").filter(v -> !v.isEmpty()),
                Sql.text(row, "cwe_source"),
                Sql.real(row, "epss"),
                Sql.real(row, "epss_percentile"),
                Sql.real(row, "score"),
                Sql.real(row, "score_percentile"),
                ExploitedWriter.read(row),
                Sql.text(row, "kev_date"),
                Sql.text(row, "exploit_date").map(EvidenceSql::known));
    }
}
