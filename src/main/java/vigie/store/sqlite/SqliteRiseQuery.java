package vigie.store.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import vigie.model.CveId;
import vigie.store.RiseQuery;

/** {@link RiseQuery}, in SQLite. */
final class SqliteRiseQuery implements RiseQuery {

    /**
     * From the highest score down, so that the search can end early. The index is named because statistics that make
     * SQLite sort instead would make this a hundred times slower.
     */
    private static final String EPSS = "SELECT e.cve, e.score, e.since, (SELECT p.score FROM epss_past p"
            + " WHERE p.cve = e.cve AND p.since < ?1 ORDER BY p.since DESC LIMIT 1) FROM epss e INDEXED BY epss_score"
            + " WHERE e.since >= ?1 AND e.score > 0 ORDER BY e.score DESC";

    private static final String SCORES =
            "SELECT s.cve, s.score, s.since, (SELECT CASE WHEN p.model = s.model THEN p.score"
                    + " END FROM score_past p WHERE p.cve = s.cve AND p.since < ?1 ORDER BY p.since DESC LIMIT 1)"
                    + " FROM score s INDEXED BY score_score WHERE s.since >= ?1 AND s.score > 0 ORDER BY s.score DESC";

    private static final String EPSS_MODELS = "SELECT day, model FROM epss_day ORDER BY day DESC";
    private static final String MODELS = "SELECT day, model FROM score_run ORDER BY id DESC";

    private static final Comparator<Rise> LEAST_FIRST =
            Comparator.comparingDouble(Rise::by).thenComparing(Rise::cve);

    private final Connection db;

    SqliteRiseQuery(Connection db) {
        this.db = db;
    }

    @Override
    public List<Rise> epss(LocalDate since, int limit) {
        return rises(EPSS, EPSS_MODELS, since, limit);
    }

    @Override
    public List<Rise> scores(LocalDate since, int limit) {
        return rises(SCORES, MODELS, since, limit);
    }

    private List<Rise> rises(String sql, String models, LocalDate since, int limit) {
        try (PreparedStatement statement = db.prepareStatement(sql)) {
            Optional<LocalDate> from = from(since, models);
            if (from.isEmpty()) {
                return List.of();
            }
            Sql.bind(statement, from);
            PriorityQueue<Rise> greatest = new PriorityQueue<>(LEAST_FIRST);
            try (ResultSet row = statement.executeQuery()) {
                // What follows scores less than the least rise, and so cannot have risen by more.
                while (row.next()
                        && (greatest.size() < limit
                                || row.getDouble(2) >= greatest.peek().by())) {
                    double before = row.getDouble(4);
                    if (!row.wasNull() && before < row.getDouble(2)) {
                        greatest.add(rise(row, before));
                        if (greatest.size() > limit) {
                            greatest.remove();
                        }
                    }
                }
            }
            return greatest.stream().sorted(LEAST_FIRST.reversed()).toList();
        } catch (SQLException e) {
            throw Complaint.explained(e);
        }
    }

    private static Rise rise(ResultSet row, double before) throws SQLException {
        return new Rise(CveId.ofKey(row.getLong(1)), before, row.getDouble(2), LocalDate.parse(row.getString(3)));
    }

    /** The day, or the one after the first day of the model of now if that is later; empty if nothing is held from then on. */
    private Optional<LocalDate> from(LocalDate since, String models) throws SQLException {
        try (PreparedStatement statement = db.prepareStatement(models);
                ResultSet row = statement.executeQuery()) {
            if (!row.next()) {
                return Optional.empty();
            }
            LocalDate last = LocalDate.parse(row.getString(1));
            String model = row.getString(2);
            LocalDate first = last;
            // Further back than the time looked at, it does not matter which model it was.
            while (!first.isBefore(since) && row.next() && row.getString(2).equals(model)) {
                first = LocalDate.parse(row.getString(1));
            }
            LocalDate from = first.isBefore(since) ? since : first.plusDays(1);
            return from.isAfter(last) ? Optional.empty() : Optional.of(from);
        }
    }
}
