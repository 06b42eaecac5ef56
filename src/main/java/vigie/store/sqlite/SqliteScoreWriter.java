package vigie.store.sqlite;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vigie.model.ChangeKind;
import vigie.model.CveId;
import vigie.model.Levels;
import vigie.model.Score;
import vigie.model.Spread;
import vigie.store.KeptTrait;
import vigie.store.ScoreRun;
import vigie.store.ScoreWriter;

/** {@link ScoreWriter}, in SQLite. */
final class SqliteScoreWriter implements ScoreWriter {

    /**
     * A score that says what is held already leaves the row, and so its moment and its run, as they are. Where another
     * score or model comes, a trigger keeps the old ones in "score_past".
     */
    private static final String PUT = "INSERT INTO score (cve, model, day, margin, score, percentile, bias, rest,"
            + " known_since, known_sources, listed, updated, run, since, known_origin, others, lowest, highest) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7,"
            + " ?8, ?9, ?10, ?11, ?12, ?13, ?3, ?14, ?15, ?16, ?17)"
            + " ON CONFLICT (cve) DO UPDATE SET model = excluded.model, day = excluded.day, margin = excluded.margin,"
            + " score = excluded.score, percentile = excluded.percentile, bias = excluded.bias, rest = excluded.rest,"
            + " known_since = excluded.known_since, known_origin = excluded.known_origin,"
            + " known_sources = excluded.known_sources, listed = excluded.listed,"
            + " updated = excluded.updated, run = excluded.run, others = excluded.others,"
            + " lowest = excluded.lowest, highest = excluded.highest,"
            + " since = CASE WHEN score.score = excluded.score AND score.model = excluded.model THEN score.since"
            + " ELSE excluded.since END"
            + " WHERE score.listed IS NOT excluded.listed OR score.score IS NOT excluded.score"
            + " OR score.percentile IS NOT excluded.percentile OR score.rest IS NOT excluded.rest"
            + " OR score.bias IS NOT excluded.bias OR score.model IS NOT excluded.model"
            + " OR score.known_since IS NOT excluded.known_since OR score.known_origin IS NOT excluded.known_origin"
            + " OR score.lowest IS NOT excluded.lowest OR score.highest IS NOT excluded.highest"
            + " OR score.known_sources IS NOT excluded.known_sources";

    private static final String KEEP = "INSERT OR REPLACE INTO score_past (cve, since, model, score, percentile)"
            + " SELECT cve, since, model, score, percentile FROM score WHERE cve = ?";
    /** Of a day on which a CVE had a score and left, what stays is that it left. */
    private static final String KEEP_END = "INSERT OR REPLACE INTO score_past (cve, since, model)"
            + " SELECT cve, ?2, model FROM score WHERE cve = ?1";

    /** An alert of a crossing takes the movement apart: what explained the score before goes with the row. */
    private static final String KEEP_REPLACED =
            "INSERT INTO score_crossing (event, cve, model, day, margin, score, percentile,"
                    + " bias, rest, listed, updated, others) SELECT (SELECT max(id) FROM change), cve, model, day, margin, score,"
                    + " percentile, bias, rest, listed, updated, others FROM score WHERE cve = ? AND model = ?";

    private final Tx tx;
    private final Instant started;
    private final long run;
    private final Map<String, Integer> features = new HashMap<>();
    private final Set<Long> gone = new HashSet<>();
    private final PreparedStatement put;
    private final Crossings crossings;
    /** The CVEs whose score may cross a level by falling. */
    private final Set<Long> high = new HashSet<>();
    /** By model, the first day as of which all CVEs were scored with it, where that was in an earlier run. */
    private final Map<String, Optional<String>> modelSince = new HashMap<>();

    private Map.Entry<Instant, String> lastMoment = Map.entry(Instant.EPOCH, ScoreForm.moment(Instant.EPOCH));
    private long scored;
    private long changed;
    private boolean open = true;

    SqliteScoreWriter(Tx tx, Instant started) throws SQLException {
        this.tx = tx;
        this.started = started;
        this.crossings =
                new Crossings(tx, new ChangeWriter(tx, started, "vigie", true), ChangeKind.SCORE, Levels.OF_SCORES);
        tx.run("BEGIN IMMEDIATE");
        try {
            run = Sql.first(tx.prepare("SELECT coalesce(max(id), 0) + 1 FROM score_run"), row -> row.getLong(1))
                    .orElseThrow();
            Sql.list(tx.db(), "SELECT name, id FROM feature_name", row -> Map.entry(row.getString(1), row.getInt(2)))
                    .forEach(name -> features.put(name.getKey(), name.getValue()));
            gone.addAll(Sql.list(tx.db(), "SELECT cve FROM score_gone", row -> row.getLong(1)));
            high.addAll(Sql.list(
                    tx.db(),
                    "SELECT cve FROM score WHERE score >= ?",
                    row -> row.getLong(1),
                    Levels.OF_SCORES.least()));
            put = tx.prepare(PUT);
        } catch (SQLException e) {
            close();
            throw e;
        }
    }

    @Override
    public boolean put(Score score) {
        try {
            long cve = score.cve().key();
            if (gone.remove(cve)) {
                tx.run("DELETE FROM score_gone WHERE cve = ?", cve);
            }
            tell(score);
            put.setLong(1, cve);
            put.setString(2, score.model());
            put.setString(3, score.day().toString());
            put.setDouble(4, score.margin());
            put.setDouble(5, score.probability());
            put.setDouble(6, score.percentile());
            put.setDouble(7, score.bias());
            put.setDouble(8, score.rest());
            put.setString(
                    9, score.known().map(known -> known.since().toString()).orElse(null));
            put.setString(10, score.known().map(ScoreForm::sources).orElse(null));
            put.setBytes(11, ScoreForm.pack(score.listed(), this::feature));
            put.setString(12, moment(score.updated()));
            put.setLong(13, run);
            put.setInt(14, score.known().map(known -> known.origin().ordinal()).orElse(0));
            put.setBytes(15, ScoreForm.packOthers(score.others()));
            put.setObject(16, score.spread().map(Spread::lowest).orElse(null));
            put.setObject(17, score.spread().map(Spread::highest).orElse(null));
            boolean different = put.executeUpdate() > 0;
            scored++;
            changed += different ? 1 : 0;
            return different;
        } catch (SQLException e) {
            throw Complaint.explained(e);
        }
    }

    /** Writes down that the score crossed a level, before it replaces the one that is held. */
    private void tell(Score score) throws SQLException {
        long cve = score.cve().key();
        if (!high.contains(cve) && !Levels.OF_SCORES.candidate(0, score.probability())) {
            return;
        }
        Optional<String> since = modelSince.get(score.model());
        if (since == null) {
            since = Sql.first(
                            tx.prepare("SELECT min(day) AS day FROM score_run WHERE model = ? AND kind = 'ALL'"),
                            row -> Sql.text(row, "day"),
                            score.model())
                    .flatMap(found -> found);
            modelSince.put(score.model(), since);
        }
        if (since.isPresent()
                && crossings.tell(cve, score.probability(), score.day(), from -> path(score, from), since.get())) {
            tx.run(KEEP_REPLACED, cve, score.model());
        }
    }

    /** The values of the model of a score from a day on, that of the day first. */
    private List<Double> path(Score score, String from) throws SQLException {
        return Sql.list(
                tx.prepare(
                        "WITH path AS (SELECT since, score FROM score_past WHERE cve = ?1 AND model = ?2 AND score IS NOT NULL"
                                + " UNION ALL SELECT since, score FROM score WHERE cve = ?1 AND model = ?2)"
                                + " SELECT score FROM path WHERE since >="
                                + " coalesce((SELECT max(since) FROM path WHERE since <= ?3), '') ORDER BY since"),
                row -> row.getDouble(1),
                score.cve().key(),
                score.model(),
                from);
    }

    @Override
    public void put(KeptTrait trait) {
        try {
            tx.run(
                    "INSERT OR REPLACE INTO trait (cve, input, exploited, known) VALUES (?, ?, ?, ?)",
                    trait.cve().key(),
                    trait.input(),
                    trait.exploited().isPresent()
                            ? Optional.of(trait.exploited().getAsInt())
                            : Optional.empty(),
                    trait.known());
        } catch (SQLException e) {
            throw Complaint.explained(e);
        }
    }

    /** Scores of one run mostly share their moment. */
    private String moment(Instant moment) {
        if (!lastMoment.getKey().equals(moment)) {
            lastMoment = Map.entry(moment, ScoreForm.moment(moment));
        }
        return lastMoment.getValue();
    }

    private int feature(String name) {
        return features.computeIfAbsent(name, this::insert);
    }

    private int insert(String name) {
        try {
            int id = features.size() + 1;
            tx.run("INSERT INTO feature_name (id, name) VALUES (?, ?)", id, name);
            return id;
        } catch (SQLException e) {
            throw Complaint.explained(e);
        }
    }

    @Override
    public void gone(CveId cve, LocalDate day) {
        try {
            tx.run("DELETE FROM trait WHERE cve = ?", cve.key());
            tx.run(KEEP, cve.key());
            tx.run(KEEP_END, cve.key(), day);
            if (tx.run("DELETE FROM score WHERE cve = ?", cve.key()) > 0) {
                tx.run(
                        "INSERT OR REPLACE INTO score_gone (cve, since, updated, run) VALUES (?, ?, ?, ?)",
                        cve.key(),
                        day,
                        ScoreForm.moment(started),
                        run);
                gone.add(cve.key());
                changed++;
            }
        } catch (SQLException e) {
            throw Complaint.explained(e);
        }
    }

    @Override
    public ScoreRun finish(Instant finished, String model, LocalDate day, ScoreRun.Kind kind, long lastChange) {
        try {
            tx.run(
                    "INSERT INTO score_run (id, started, finished, model, day, kind, scored, changed, last_change)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    run,
                    ScoreForm.moment(started),
                    ScoreForm.moment(finished),
                    model,
                    day,
                    kind,
                    scored,
                    changed,
                    lastChange);
            Revision.renew(tx);
            tx.run("COMMIT");
            open = false;
            return new ScoreRun(run, started, finished, model, day, kind, scored, changed, lastChange);
        } catch (SQLException e) {
            throw Complaint.explained(e);
        }
    }

    @Override
    public void close() {
        if (open) {
            open = false;
            try {
                tx.rollback();
            } catch (SQLException e) {
                throw Complaint.explained(e);
            }
        }
    }
}
