package vigie.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import vigie.model.CveState;

/** Keeps the one row that stands for a CVE, from what its records put forward. */
final class CveChooser {

    /** One row a record, the CVE List's first; state and dates are the first's, the rest the lowest rank's. */
    private static final String RECORDS = "SELECT state, published, modified, cvss_rank, cvss_score, cvss_version,"
            + " cvss_vector, cvss_source, cwe_rank, cwe, cwe_desc, cwe_source"
            + " FROM record WHERE cve = ? ORDER BY source";

    private static final String CHOSEN = "INSERT OR REPLACE INTO cve (id, state, published, modified, cvss_score,"
            + " cvss_version, cvss_vector, cvss_source, cwe, cwe_desc, cwe_source)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private final Tx tx;

    CveChooser(Tx tx) {
        this.tx = tx;
    }

    /** Chooses anew; returns whether the CVE had a row before. */
    boolean choose(long cve) throws SQLException {
        boolean known = known(cve);
        Object[] chosen = new Object[11];
        chosen[0] = cve;
        int cvssRank = Integer.MAX_VALUE;
        int cweRank = Integer.MAX_VALUE;
        PreparedStatement statement = tx.prepare(RECORDS);
        statement.setLong(1, cve);
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                if (chosen[1] == null) {
                    copy(row, 1, chosen, 1, 3);
                    if (row.getString(1).equals(CveState.REJECTED.name())) {
                        break;
                    }
                }
                if (row.getInt(4) < cvssRank) {
                    cvssRank = row.getInt(4);
                    copy(row, 5, chosen, 4, 4);
                }
                if (row.getInt(9) < cweRank) {
                    cweRank = row.getInt(9);
                    copy(row, 10, chosen, 8, 3);
                }
            }
        }
        tx.run(CHOSEN, chosen);
        return known;
    }

    /** Makes the CVE a reserved one, if no record of it is held; returns whether it was not known before. */
    boolean reserve(long cve) throws SQLException {
        return tx.run(
                        "INSERT OR IGNORE INTO cve (id, state) VALUES (?, ?)", cve, CveState.RESERVED.name())
                == 1;
    }

    private boolean known(long cve) throws SQLException {
        PreparedStatement statement = tx.prepare("SELECT 1 FROM cve WHERE id = ? AND state <> 'RESERVED'");
        statement.setLong(1, cve);
        try (ResultSet row = statement.executeQuery()) {
            return row.next();
        }
    }

    private static void copy(ResultSet row, int from, Object[] into, int at, int count) throws SQLException {
        for (int i = 0; i < count; i++) {
            into[at + i] = row.getObject(from + i);
        }
    }
}
