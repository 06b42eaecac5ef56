package vigie.store.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import vigie.io.SplitMix64;
import vigie.model.CveId;
import vigie.store.TraitQuery;

/** {@link TraitQuery}, in SQLite. */
final class SqliteTraitQuery implements TraitQuery {

    private final Connection db;

    SqliteTraitQuery(Connection db) {
        this.db = db;
    }

    @Override
    public List<Kept> all() {
        List<Kept> all = new ArrayList<>();
        each("SELECT cve, input, exploited, known FROM trait ORDER BY cve", row -> {
            int day = row.getInt(3);
            // Of the column that was read last.
            OptionalInt exploited = row.wasNull() ? OptionalInt.empty() : OptionalInt.of(day);
            all.add(new Kept(CveId.ofKey(row.getLong(1)), row.getLong(2), exploited, row.getString(4)));
        });
        return all;
    }

    @Override
    public Map<CveId, Long> inputs(LocalDate since, boolean withEpss) {
        Map<Long, Long> digests = new HashMap<>();
        each(
                "SELECT c.id, r.hash, r.source FROM cve c JOIN record r ON r.cve = c.id"
                        + " WHERE c.state = 'PUBLISHED' AND c.published >= ?",
                row -> digests.merge(row.getLong(1), SplitMix64.mix(row.getLong(2) * 4 + row.getLong(3)), Long::sum),
                since);
        each(
                "SELECT cve, kind || source || ref || coalesce(date, first_seen) || coalesce(withdrawn, '') FROM evidence",
                row -> add(digests, row));
        each("SELECT cve, catalogue || added || coalesce(withdrawn, '') FROM kev", row -> add(digests, row));
        each(
                "SELECT bc.cve, b.ref || b.published FROM bulletin_cve bc JOIN bulletin b ON b.id = bc.bulletin",
                row -> add(digests, row));
        if (withEpss) {
            each("SELECT cve, since || score FROM epss", row -> add(digests, row));
        }
        Map<CveId, Long> found = new HashMap<>(digests.size() * 2);
        digests.forEach((cve, digest) -> found.put(CveId.ofKey(cve), digest));
        return found;
    }

    private static void add(Map<Long, Long> digests, ResultSet row) throws SQLException {
        long digest = 0;
        String text = row.getString(2);
        for (int i = 0; i < text.length(); i++) {
            digest = digest * 0x100000001B3L + text.charAt(i);
        }
        // Mixed, so that a sum of digests differs where one of them does.
        long mixed = SplitMix64.mix(digest);
        digests.computeIfPresent(row.getLong(1), (cve, sum) -> sum + mixed);
    }

    private interface Taker {
        void take(ResultSet row) throws SQLException;
    }

    private void each(String sql, Taker taker, Object... values) {
        try (PreparedStatement statement = db.prepareStatement(sql)) {
            Sql.bind(statement, values);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    taker.take(rows);
                }
            }
        } catch (SQLException e) {
            throw Complaint.explained(e);
        }
    }
}
