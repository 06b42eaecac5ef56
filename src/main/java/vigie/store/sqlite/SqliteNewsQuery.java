package vigie.store.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vigie.model.CveId;
import vigie.model.Exploited;
import vigie.store.NewsQuery;

/** {@link NewsQuery}, in SQLite. */
final class SqliteNewsQuery implements NewsQuery {

    private static final String NEW =
            "SELECT cve, since AS exploited_since, sources AS exploited_sources FROM exploited"
                    + " WHERE since >= ? ORDER BY since DESC, cve DESC LIMIT ?";

    private static final String ENTRIES =
            "SELECT due, ransomware FROM kev WHERE cve = ? AND withdrawn IS NULL ORDER BY added";

    private final Connection db;

    SqliteNewsQuery(Connection db) {
        this.db = db;
    }

    @Override
    public List<NewKev> exploited(LocalDate since, int limit) {
        try {
            record New(CveId cve, Exploited exploited) {}
            List<NewKev> found = new ArrayList<>();
            List<New> all = Sql.list(
                    db,
                    NEW,
                    row -> new New(
                            CveId.ofKey(row.getLong(1)),
                            ExploitedWriter.read(row).orElseThrow()),
                    since,
                    limit);
            for (New one : all) {
                found.add(withEntries(one.cve(), one.exploited()));
            }
            return found;
        } catch (SQLException e) {
            throw Complaint.explained(e);
        }
    }

    private NewKev withEntries(CveId cve, Exploited exploited) throws SQLException {
        record Entry(Optional<LocalDate> due, boolean ransomware) {}
        List<Entry> entries = Sql.list(
                db,
                ENTRIES,
                row -> new Entry(
                        Sql.text(row, "due").map(LocalDate::parse),
                        "Known".equalsIgnoreCase(row.getString("ransomware"))),
                cve.key());
        return new NewKev(
                cve,
                exploited,
                entries.stream().flatMap(entry -> entry.due().stream()).findFirst(),
                entries.stream().anyMatch(Entry::ransomware));
    }
}
