package vigie.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import vigie.model.CveId;

/** Scores of one CVE over time: steps, each of which holds until the day of the next. */
public final class CurveQuery {

    private static final String EPSS = "SELECT since, score, percentile FROM epss_past WHERE cve = ?1"
            + " UNION ALL SELECT since, score, percentile FROM epss WHERE cve = ?1 ORDER BY since";
    /** A run as of an earlier day, which makes the score of now older than some of the past, is the last word. */
    private static final String SCORES = "SELECT since, model, score, percentile FROM score_past WHERE cve = ?1"
            + " AND since < coalesce((SELECT since FROM score WHERE cve = ?1), '9999')"
            + " UNION ALL SELECT since, model, score, percentile FROM score WHERE cve = ?1 ORDER BY since";

    private final Connection db;

    CurveQuery(Connection db) {
        this.db = db;
    }

    /**
     * An EPSS score (0 to 1) and its percentile (0 to 1) from a day on; empty if the CVE had none from then on.
     *
     * @param since the first day of those held on which it was that
     */
    public record Point(LocalDate since, Optional<Double> score, Optional<Double> percentile) {}

    /**
     * A score (0 to 1) and its percentile (0 to 1) from a day on; empty if the CVE had none from then on.
     *
     * @param since the first day as of which it was that
     * @param model the model that gave it, or the last one that had
     */
    public record ScorePoint(LocalDate since, String model, Optional<Double> score, Optional<Double> percentile) {}

    /** EPSS scores, oldest first; the last one is that of now. */
    public List<Point> epss(CveId cve) {
        return list(
                EPSS,
                row -> new Point(
                        LocalDate.parse(row.getString(1)), Sql.real(row, "score"), Sql.real(row, "percentile")),
                cve);
    }

    /** Scores, oldest first; the last one is that of now. A change of the percentile alone is no new point. */
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
            throw Store.failure(e);
        }
    }
}
