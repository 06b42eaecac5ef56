package vigie.store.sqlite;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vigie.store.JobState;

/** The states of the jobs of the schedule. */
final class SqliteJobs extends SqliteQuery {

    SqliteJobs(Connection db) {
        super(db);
    }

    List<JobState> all() {
        return list("SELECT * FROM job ORDER BY name", SqliteJobs::state);
    }

    private static JobState state(ResultSet row) throws SQLException {
        Optional<Instant> caughtUp = moment(row, "caught_up");
        Instant since = Instant.parse(row.getString("since"));
        long missed = row.getLong("missed");
        Instant missedSince = moment(row, "missed_since").orElse(since);
        return new JobState(
                row.getString("name"),
                since,
                moment(row, "started"),
                moment(row, "ended"),
                Sql.text(row, "outcome").map(JobState.Outcome::valueOf),
                moment(row, "success"),
                moment(row, "changed"),
                row.getInt("failures"),
                caughtUp.map(at -> new JobState.CatchUp(at, missed, missedSince)),
                row.getString("detail"));
    }

    private static Optional<Instant> moment(ResultSet row, String column) throws SQLException {
        return Sql.text(row, column).map(Instant::parse);
    }

    static int keep(Connection db, JobState job) throws SQLException {
        return Sql.run(
                db,
                "INSERT OR REPLACE INTO job (name, since, started, ended, outcome, success, changed, failures, caught_up,"
                        + " missed, missed_since, detail) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                job.name(),
                job.since(),
                job.started(),
                job.ended(),
                job.outcome(),
                job.success(),
                job.changed(),
                job.failures(),
                job.caughtUp().map(JobState.CatchUp::at),
                job.caughtUp().map(JobState.CatchUp::missed).orElse(0L),
                job.caughtUp().map(JobState.CatchUp::since),
                job.detail());
    }
}
