package vigie.store.sqlite;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import vigie.model.CveDay;
import vigie.model.DateOrigin;

/** Finds the few records whose documents are to be read with the day on which they were seen, by the keys of the documents. */
final class MisdatedSql {

    /** Documents of a CVE, with what {@link #read} needs from the third column on; for the lowest and the highest of their keys. */
    static final String DOCUMENTS = "SELECT w.id, w.body, r.misdated, r.seen, r.published, r.basis FROM raw w"
            + " LEFT JOIN record r ON r.cve = w.id / 4 AND r.source = w.id % 4 WHERE w.id BETWEEN ? AND ? ORDER BY w.id";

    private static final String ALL =
            "SELECT cve * 4 + source, NULL, misdated, seen, published, basis FROM record WHERE misdated = 1";

    private MisdatedSql() {}

    /** Those of all CVEs. */
    static Map<Long, Documents.Misdated> all(Connection db) throws SQLException {
        Map<Long, Documents.Misdated> found = new HashMap<>();
        Sql.list(db, ALL, row -> found.put(row.getLong(1), read(row).orElseThrow()));
        return found;
    }

    /** How the document of a row is to be read; empty for nearly all. */
    static Optional<Documents.Misdated> read(ResultSet row) throws SQLException {
        if (!row.getBoolean(3)) {
            return Optional.empty();
        }
        CveDay basis = CveDay.at(row.getInt(6));
        Optional<Documents.Misdated.First> first = Optional.ofNullable(row.getString(5))
                .filter(day -> basis.origin() != DateOrigin.SOURCE)
                .map(day -> new Documents.Misdated.First(Instant.parse(day), basis));
        return Optional.of(new Documents.Misdated(LocalDate.parse(row.getString(4)), first));
    }
}
