package vigie.store.sqlite;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import vigie.model.Contribution;
import vigie.model.CveId;
import vigie.model.DateOrigin;
import vigie.model.Exploited;
import vigie.model.Score;
import vigie.model.ScoreLine;
import vigie.model.Spread;
import vigie.model.Tombstone;
import vigie.store.DamagedException;
import vigie.store.KeptTrait;
import vigie.store.ScoreQuery;
import vigie.store.ScoreRun;

/** {@link ScoreQuery}, in SQLite. */
final class SqliteScoreQuery extends SqliteQuery implements ScoreQuery {

    private static final String SCORE = "SELECT cve, model, day, margin, score, percentile, bias, rest, known_since,"
            + " known_sources, listed, updated, known_origin, others, lowest, highest FROM score";
    private static final String REPLACED =
            "SELECT cve, model, day, margin, score, percentile, bias, rest, NULL, NULL, listed,"
                    + " updated, 0, others, NULL, NULL FROM score_crossing WHERE event = ?";
    private static final String ORDER = " ORDER BY cve";
    private static final String RUN =
            "SELECT id, started, finished, model, day, kind, scored, changed, last_change FROM score_run";

    /** A run as of an earlier day, which makes the score of now older than some of the past, is the last word. */
    private static final String PAST = "SELECT since, model, score, percentile FROM score_past WHERE cve = ?1"
            + " AND since < coalesce((SELECT since FROM score WHERE cve = ?1), '9999')"
            + " UNION ALL SELECT since, model, score, percentile FROM score WHERE cve = ?1 ORDER BY since";

    private final Map<Integer, String> features = new HashMap<>();
    /** Rows of one run share their moment and their day: most need not be read twice. */
    private Map.Entry<String, Instant> lastMoment = Map.entry("", Instant.EPOCH);

    private Map.Entry<String, LocalDate> lastDay = Map.entry("", LocalDate.EPOCH);

    SqliteScoreQuery(Connection db) {
        super(db);
    }

    @Override
    public Optional<Score> score(CveId cve) {
        return list(SCORE + " WHERE cve = ?", this::score, cve.key()).stream().findFirst();
    }

    @Override
    public Optional<Score> replaced(long event) {
        return list(REPLACED, this::score, event).stream().findFirst();
    }

    @Override
    public void each(Consumer<Score> scores) {
        scores(SCORE + ORDER, scores);
    }

    @Override
    public void ofYear(int year, Consumer<Score> scores) {
        scores(SCORE + " WHERE cve >= ? AND cve < ?" + ORDER, scores, firstOf(year), firstOf(year + 1));
    }

    @Override
    public void changed(Instant since, long afterRun, Consumer<Score> scores) {
        scores(SCORE + " WHERE updated >= ? AND run > ?" + ORDER, scores, ScoreForm.moment(since), afterRun);
    }

    @Override
    public Set<Long> changedKeys(Instant since, long afterRun) {
        return new HashSet<>(list(
                "SELECT cve FROM score WHERE updated >= ? AND run > ?",
                row -> row.getLong(1),
                ScoreForm.moment(since),
                afterRun));
    }

    @Override
    public void lines(long afterRun, Consumer<ScoreLine> lines) {
        String columns =
                "SELECT cve, model, score, percentile, known_since, known_sources, updated, known_origin FROM score";
        // Where all are wanted, the way through the index would be the longer one.
        String where = afterRun == 0 ? " WHERE +run > ?" : " WHERE run > ?";
        rows(columns + where + ORDER, this::line, lines, afterRun);
    }

    @Override
    public List<Tombstone> gone(Instant since) {
        return list(
                "SELECT cve, since, updated FROM score_gone WHERE updated >= ?" + ORDER,
                SqliteScoreQuery::tombstone,
                ScoreForm.moment(since));
    }

    @Override
    public List<Tombstone> goneAfter(long run) {
        return list(
                "SELECT cve, since, updated FROM score_gone WHERE run > ?" + ORDER, SqliteScoreQuery::tombstone, run);
    }

    @Override
    public double[] margins() {
        return list("SELECT margin FROM score", row -> row.getDouble(1)).stream()
                .mapToDouble(margin -> margin)
                .toArray();
    }

    @Override
    public List<CveId> outOfScope(LocalDate since) {
        return list(
                "SELECT s.cve FROM score s LEFT JOIN cve c ON c.id = s.cve AND c.state = 'PUBLISHED' AND c.published >= ?"
                        + " WHERE c.id IS NULL ORDER BY s.cve",
                row -> CveId.ofKey(row.getLong(1)),
                since);
    }

    @Override
    public long count() {
        return list("SELECT count(*) FROM score", row -> row.getLong(1)).get(0);
    }

    @Override
    public List<Integer> years() {
        return list(
                "WITH RECURSIVE year (cve) AS (SELECT min(cve) FROM score UNION ALL"
                        + " SELECT (SELECT min(cve) FROM score WHERE cve >= (year.cve / ?1 + 1) * ?1) FROM year"
                        + " WHERE year.cve IS NOT NULL) SELECT cve FROM year WHERE cve IS NOT NULL",
                row -> CveId.ofKey(row.getLong(1)).year(),
                firstOf(2001) - firstOf(2000));
    }

    @Override
    public Optional<ScoreRun> lastRun() {
        return list(RUN + " ORDER BY id DESC LIMIT 1", SqliteScoreQuery::run).stream()
                .findFirst();
    }

    @Override
    public Optional<ScoreRun> lastRunOf(ScoreRun.Kind kind) {
        return list(RUN + " WHERE kind = ? ORDER BY id DESC LIMIT 1", SqliteScoreQuery::run, kind).stream()
                .findFirst();
    }

    @Override
    public Optional<ScoreRun> run(long id) {
        return list(RUN + " WHERE id = ?", SqliteScoreQuery::run, id).stream().findFirst();
    }

    @Override
    public Optional<ScoreRun> lastRunChanging(long least) {
        return list(RUN + " WHERE changed >= ? ORDER BY id DESC LIMIT 1", SqliteScoreQuery::run, least).stream()
                .findFirst();
    }

    @Override
    public List<ScorePoint> past(CveId cve) {
        return list(
                PAST,
                row -> new ScorePoint(
                        LocalDate.parse(row.getString(1)),
                        row.getString(2),
                        Sql.real(row, "score"),
                        Sql.real(row, "percentile")),
                cve.key());
    }

    @Override
    public List<KeptTrait> traits() {
        return list("SELECT cve, input, exploited, known FROM trait ORDER BY cve", row -> {
            int day = row.getInt(3);
            // Of the column that was read last.
            OptionalInt exploited = row.wasNull() ? OptionalInt.empty() : OptionalInt.of(day);
            return new KeptTrait(CveId.ofKey(row.getLong(1)), row.getLong(2), exploited, row.getString(4));
        });
    }

    private static long firstOf(int year) {
        return new CveId(year, 0).key();
    }

    private void scores(String sql, Consumer<Score> scores, Object... values) {
        rows(sql, this::score, scores, values);
    }

    private <T> void rows(String sql, Sql.Mapper<T> mapper, Consumer<T> all, Object... values) {
        each(sql, row -> all.accept(mapper.map(row)), values);
    }

    private Score score(ResultSet row) throws SQLException {
        return new Score(
                CveId.ofKey(row.getLong(1)),
                row.getString(2),
                day(row.getString(3)),
                row.getDouble(4),
                row.getDouble(5),
                spread(row),
                row.getDouble(6),
                row.getDouble(7),
                listed(CveId.ofKey(row.getLong(1)), row.getBytes(11)),
                row.getDouble(8),
                ScoreForm.unpackOthers(Optional.ofNullable(row.getBytes(14))),
                known(row.getString(9), row.getInt(13), row.getString(10)),
                moment(row.getString(12)));
    }

    private static Optional<Spread> spread(ResultSet row) throws SQLException {
        double lowest = row.getDouble(15);
        return row.wasNull() ? Optional.empty() : Optional.of(new Spread(lowest, row.getDouble(16)));
    }

    private List<Contribution> listed(CveId cve, byte[] packed) {
        try {
            return ScoreForm.unpack(packed, this::feature);
        } catch (IllegalArgumentException | java.util.NoSuchElementException | NullPointerException e) {
            throw new DamagedException("the score of " + cve + " is damaged: run 'vigie score --all'", e);
        }
    }

    private ScoreLine line(ResultSet row) throws SQLException {
        return new ScoreLine(
                CveId.ofKey(row.getLong(1)),
                row.getString(2),
                row.getDouble(3),
                row.getDouble(4),
                known(row.getString(5), row.getInt(8), row.getString(6)),
                moment(row.getString(7)));
    }

    private Instant moment(String text) {
        if (!lastMoment.getKey().equals(text)) {
            lastMoment = Map.entry(text, Instant.parse(text));
        }
        return lastMoment.getValue();
    }

    private LocalDate day(String text) {
        if (!lastDay.getKey().equals(text)) {
            lastDay = Map.entry(text, LocalDate.parse(text));
        }
        return lastDay.getValue();
    }

    private static Optional<Exploited> known(String since, int origin, String sources) {
        return Optional.ofNullable(since)
                .map(day -> new Exploited(LocalDate.parse(day), DateOrigin.at(origin), ScoreForm.sources(sources)));
    }

    private String feature(int id) {
        if (!features.containsKey(id)) {
            list("SELECT id, name FROM feature_name", row -> Map.entry(row.getInt(1), row.getString(2)))
                    .forEach(name -> features.put(name.getKey(), name.getValue()));
        }
        return features.get(id);
    }

    private static Tombstone tombstone(ResultSet row) throws SQLException {
        return new Tombstone(
                CveId.ofKey(row.getLong(1)), LocalDate.parse(row.getString(2)), Instant.parse(row.getString(3)));
    }

    private static ScoreRun run(ResultSet row) throws SQLException {
        return new ScoreRun(
                row.getLong(1),
                Instant.parse(row.getString(2)),
                Instant.parse(row.getString(3)),
                row.getString(4),
                LocalDate.parse(row.getString(5)),
                ScoreRun.Kind.valueOf(row.getString(6)),
                row.getLong(7),
                row.getLong(8),
                row.getLong(9));
    }
}
