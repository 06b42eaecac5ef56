package vigie.store.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import vigie.model.CveId;
import vigie.store.CurveQuery;

/** {@link CurveQuery}, in SQLite. */
final class SqliteCurveQuery implements CurveQuery {

    private static final String EPSS = "SELECT since, score, percentile FROM epss_past WHERE cve = ?1"
            + " UNION ALL SELECT since, score, percentile FROM epss WHERE cve = ?1 ORDER BY since";
    /** A run as of an earlier day, which makes the score of now older than some of the past, is the last word. */
    private static final String SCORES = "SELECT since, model, score, percentile FROM score_past WHERE cve = ?1"
            + " AND since < coalesce((SELECT since FROM score WHERE cve = ?1), '9999')"
            + " UNION ALL SELECT since, model, score, percentile FROM score WHERE cve = ?1 ORDER BY since";

    private final Connection db;

    SqliteCurveQuery(Connection db) {
        this.db = db;
    }

    @Override
    public List<Point> epss(CveId cve) {
        return list(
                EPSS,
                row -> new Point(
                        LocalDate.parse(row.getString(1)), Sql.real(row, "score"), Sql.real(row, "percentile")),
                cve);
    }

    @Override
    public List<ScorePoint> scores(CveId cve) {
        return list(
                SCORES,
                row -> new ScorePoint(
                        LocalDate.parse(row.getString(1)),
                        row.getString(2),
                        Sql.real(row, "score"),
                        Sql.real(row, "percentile")),
                cve);
    }

    private <T> List<T> list(String sql, Sql.Mapper<T> mapper, CveId cve) {
        try {
            return Sql.list(db, sql, mapper, cve.key());
        } catch (SQLException e) {
            throw Complaint.explained(e);
        }
    }
}
