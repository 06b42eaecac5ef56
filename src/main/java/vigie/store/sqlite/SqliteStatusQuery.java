package vigie.store.sqlite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import vigie.store.RunAccount;
import vigie.store.StatusQuery;

/** {@link StatusQuery}, in SQLite. */
final class SqliteStatusQuery extends SqliteQuery implements StatusQuery {
    private final Path home;

    SqliteStatusQuery(Connection db, Path home) {
        super(db);
        this.home = home;
    }

    @Override
    public SourceState source(String name) {
        Optional<Instant> success = first(
                        "SELECT max(finished) FROM run WHERE source = ? AND outcome = 'DONE'",
                        row -> Optional.ofNullable(row.getString(1)).map(Instant::parse),
                        name)
                .flatMap(found -> found);
        record Last(Instant at, RunAccount.Outcome outcome, String error) {}
        Optional<Last> last = first(
                "SELECT finished, outcome, error FROM run WHERE source = ? ORDER BY id DESC LIMIT 1",
                row -> new Last(
                        Instant.parse(row.getString(1)),
                        RunAccount.Outcome.valueOf(row.getString(2)),
                        row.getString(3)),
                name);
        return new SourceState(
                success,
                last.map(Last::at),
                last.map(Last::outcome),
                count(name),
                last.map(Last::error).orElse(""));
    }

    @Override
    public Map<String, Moments> moments() {
        Map<String, Moments> moments = new TreeMap<>();
        each(
                "SELECT source, max(CASE outcome WHEN 'DONE' THEN finished END),"
                        + " (SELECT max(at) FROM data_moment d WHERE d.source = run.source) FROM run GROUP BY source",
                row -> moments.put(row.getString(1), new Moments(moment(row.getString(2)), moment(row.getString(3)))));
        return moments;
    }

    @Override
    public String revision() {
        return first(Revision.READ, row -> row.getString(1)).orElseThrow();
    }

    @Override
    public Optional<Instant> lastChanging() {
        return first(
                "SELECT finished FROM run WHERE changed > 0 ORDER BY id DESC LIMIT 1",
                row -> Instant.parse(row.getString(1)));
    }

    private static Optional<Instant> moment(String text) {
        return Optional.ofNullable(text).map(Instant::parse);
    }

    private long count(String source) {
        String sql = switch (source) {
            case "certfr" -> "SELECT count(*) FROM bulletin";
            case "cvelist" -> "SELECT count(*) FROM record WHERE source = 0";
            case "nvd" -> "SELECT count(*) FROM record WHERE source = 1";
            case "epss" -> "SELECT count(*) FROM epss";
            case "kev" -> "SELECT count(*) FROM kev WHERE catalogue = 'cisa' AND withdrawn IS NULL";
            case "eukev" -> "SELECT count(*) FROM kev WHERE catalogue = 'eu' AND withdrawn IS NULL";
            case "evidence" ->
                "SELECT count(*) FROM evidence" + " WHERE collection LIKE 'file:%' AND withdrawn IS NULL";
            case "cve-services", "epss-api" -> "SELECT count(*) FROM asked WHERE service = ?";
            default -> "SELECT count(*) FROM evidence WHERE collection = ? AND withdrawn IS NULL";
        };
        Object[] values = sql.contains("?") ? new Object[] {source} : new Object[0];
        return first(sql, row -> row.getLong(1), values).orElse(0L);
    }

    @Override
    public Totals totals() {
        return first(
                        "SELECT (SELECT count(*) FROM bulletin), (SELECT count(*) FROM cve), (SELECT count(*) FROM epss),"
                                + " (SELECT count(*) FROM exploited),"
                                + " (SELECT count(*) FROM evidence WHERE withdrawn IS NULL),"
                                + " (SELECT max(published) FROM bulletin)",
                        row -> new Totals(
                                row.getLong(1),
                                row.getLong(2),
                                row.getLong(3),
                                row.getLong(4),
                                row.getLong(5),
                                Optional.ofNullable(row.getString(6)).map(LocalDate::parse)))
                .orElseThrow();
    }

    @Override
    public List<Problem> problems(int limit) {
        return list(
                "SELECT source, feed, record, cause FROM problem ORDER BY id DESC LIMIT ?",
                row -> new Problem(row.getString(1), row.getString(2), row.getString(3), row.getString(4)),
                limit);
    }

    @Override
    public long problemCount() {
        return first("SELECT count(*) FROM problem", row -> row.getLong(1)).orElse(0L);
    }

    @Override
    public long bytes() {
        try {
            return Files.size(home.resolve(Connections.FILE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<LocalDate> epssDays() {
        return list("SELECT day FROM epss_day ORDER BY day", row -> LocalDate.parse(row.getString(1)));
    }
}
