package vigie.store.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vigie.model.CveId;
import vigie.store.NewsQuery;

/** {@link NewsQuery}, in SQLite. */
final class SqliteNewsQuery implements NewsQuery {

    private static final String SAID = "(SELECT cve, added AS day, CASE catalogue WHEN 'cisa' THEN 'kev'"
            + " ELSE catalogue || 'kev' END AS name, due, ransomware FROM kev WHERE withdrawn IS NULL"
            + " UNION ALL SELECT cve, coalesce(date, first_seen), source, NULL, NULL FROM evidence"
            + " WHERE kind = 0 AND withdrawn IS NULL)";
    /** What is known of a rejected CVE is no news of a vulnerability. */
    private static final String NEW = "SELECT cve, min(day) AS first FROM " + SAID + " GROUP BY cve HAVING first >= ?"
            + " AND NOT EXISTS (SELECT 1 FROM cve c WHERE c.id = cve AND c.state = 'REJECTED')"
            + " ORDER BY first DESC, cve DESC LIMIT ?";

    private static final String OF_ONE = "SELECT * FROM " + SAID + " WHERE cve = ? ORDER BY day, name";

    private final Connection db;

    SqliteNewsQuery(Connection db) {
        this.db = db;
    }

    @Override
    public List<NewKev> exploited(LocalDate since, int limit) {
        try {
            List<NewKev> found = new ArrayList<>();
            for (long cve : Sql.list(db, NEW, row -> row.getLong(1), since, limit)) {
                found.add(one(cve));
            }
            return found;
        } catch (SQLException e) {
            throw Complaint.explained(e);
        }
    }

    private record Said(LocalDate day, String name, Optional<LocalDate> due, boolean ransomware) {}

    private NewKev one(long cve) throws SQLException {
        List<Said> said = Sql.list(
                db,
                OF_ONE,
                row -> new Said(
                        LocalDate.parse(row.getString("day")),
                        row.getString("name"),
                        Sql.text(row, "due").map(LocalDate::parse),
                        "Known".equalsIgnoreCase(row.getString("ransomware"))),
                cve);
        return new NewKev(
                CveId.ofKey(cve),
                said.get(0).day(),
                said.stream().map(Said::name).distinct().toList(),
                said.stream().flatMap(s -> s.due().stream()).findFirst(),
                said.stream().anyMatch(Said::ransomware));
    }
}
