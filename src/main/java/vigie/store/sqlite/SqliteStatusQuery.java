package vigie.store.sqlite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import vigie.store.RunAccount;
import vigie.store.StatusQuery;

/** {@link StatusQuery}, in SQLite. */
final class SqliteStatusQuery extends SqliteQuery implements StatusQuery {
    /** All of it by an index, less the little that was withdrawn. */
    private static final String EVIDENCE = "SELECT collection, count(*) FROM evidence GROUP BY collection"
            + " UNION ALL SELECT collection, -count(*) FROM evidence WHERE withdrawn IS NOT NULL GROUP BY +collection";

    /** What has a table of its own; a collection of evidence may have the same name. */
    private static final String TABLES = "SELECT 'certfr', count(*) FROM bulletin"
            + " UNION ALL SELECT 'epss', count(*) FROM epss"
            + " UNION ALL SELECT CASE catalogue WHEN 'cisa' THEN 'kev' ELSE 'eukev' END, count(*) FROM kev"
            + " WHERE withdrawn IS NULL GROUP BY catalogue"
            + " UNION ALL SELECT service, count(*) FROM asked GROUP BY service";

    private static final String RECORDS =
            "SELECT count(*) FILTER (WHERE source = 0), count(*) FILTER (WHERE source = 1) FROM record";

    private final Path home;

    SqliteStatusQuery(Connection db, Path home) {
        super(db);
        this.home = home;
    }

    @Override
    public Map<String, SourceState> sources(List<String> names) {
        Map<String, Long> held = held();
        Map<String, SourceState> states = new LinkedHashMap<>();
        names.forEach(name -> states.put(name, state(name, held.getOrDefault(name, 0L))));
        return states;
    }

    private SourceState state(String name, long records) {
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
                records,
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

    /** How much is held of each source. Each table is walked through once: some have hundreds of thousands of rows. */
    private Map<String, Long> held() {
        Map<String, Long> held = new HashMap<>();
        each(EVIDENCE, row -> {
            String collection = row.getString(1);
            held.merge(collection.startsWith("file:") ? "evidence" : collection, row.getLong(2), Long::sum);
        });
        each(TABLES, row -> held.put(row.getString(1), row.getLong(2)));
        each(RECORDS, row -> {
            held.put("cvelist", row.getLong(1));
            held.put("nvd", row.getLong(2));
        });
        return held;
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
