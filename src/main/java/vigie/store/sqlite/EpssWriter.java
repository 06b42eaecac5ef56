package vigie.store.sqlite;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vigie.model.ChangeKind;
import vigie.model.CveId;
import vigie.model.EpssScore;
import vigie.model.Levels;
import vigie.store.Ingest;
import vigie.store.ShrunkException;

/**
 * Writes EPSS scores as changes: a score is kept with the first of the days on which it was seen without a break. Days
 * may come in any order; the result is the same.
 */
final class EpssWriter {

    private static final String CURRENT = "SELECT since, score, percentile FROM epss WHERE cve = ?";
    private static final String PUT_CURRENT =
            "INSERT OR REPLACE INTO epss (cve, since, score, percentile)" + " VALUES (?, ?, ?, ?)";
    /** Most scores of a day are those of the day before, and their entries in the index stay as they are. */
    private static final String PUT_PERCENTILE = "UPDATE epss SET percentile = ? WHERE cve = ?";

    private static final String PUT_PAST =
            "INSERT OR REPLACE INTO epss_past (cve, since, score, percentile) VALUES (?, ?, ?, ?)";

    private static final String SCORED = "SELECT cve FROM epss";
    /** CVEs that have a score on a day; with max, SQLite gives the score of the very row that has the maximum. */
    private static final String SCORED_THEN = "SELECT cve FROM epss WHERE since <= ? UNION"
            + " SELECT cve FROM (SELECT cve, score, max(since) FROM epss_past WHERE since <= ? GROUP BY cve)"
            + " WHERE score IS NOT NULL";

    private final Tx tx;
    private final Ingest.Origin origin;
    private final ChangeWriter changes;
    private final LateIndex byScore;
    private final String today;
    private final Set<Long> seen = new HashSet<>();
    private String day = "";
    private String model = "";
    private Optional<String> next = Optional.empty();
    /** No score and no day was ever held: there is nothing to compare with. */
    private boolean first;
    /** The first day of the model whose scores come; empty where they are the first of it, so that there is nothing to compare with. */
    private Optional<String> modelSince = Optional.empty();

    EpssWriter(Tx tx, Ingest.Origin origin, ChangeWriter changes) {
        this.tx = tx;
        this.changes = changes;
        this.origin = origin;
        this.byScore = new LateIndex(tx, "epss_score");
        this.today = origin.today().toString();
    }

    void begin(String newDay, String newModel) throws SQLException {
        if (newDay.equals(day)) {
            return;
        }
        day = newDay;
        model = newModel;
        seen.clear();
        first = Sql.first(tx.prepare("SELECT 1 FROM epss UNION ALL SELECT 1 FROM epss_day LIMIT 1"), row -> true)
                .isEmpty();
        if (first) {
            byScore.drop();
        }
        next = Sql.first(
                        tx.prepare("SELECT min(day) AS day FROM epss_day WHERE day > ?"),
                        row -> Sql.text(row, "day"),
                        day)
                .flatMap(found -> found);
        modelSince = changes.logged() ? modelSince() : Optional.empty();
    }

    /** Of the days before this one, the first of those without a break that have its model. */
    private Optional<String> modelSince() throws SQLException {
        record Day(String day, String model) {}
        List<Day> days = Sql.list(
                tx.prepare("SELECT day, model FROM epss_day WHERE day <= ? ORDER BY day DESC"),
                row -> new Day(row.getString(1), row.getString(2)),
                day);
        // The API does not name the model: it is that of the day's file, if this is held.
        String current = model.isEmpty() && !days.isEmpty() && days.get(0).day().equals(day)
                ? days.get(0).model()
                : model;
        Optional<String> since = Optional.empty();
        for (Day one : days) {
            if (!one.model().equals(current)) {
                break;
            }
            if (one.day().compareTo(day) < 0) {
                since = Optional.of(one.day());
            }
        }
        return since;
    }

    WriteResult write(EpssScore score) throws SQLException {
        long cve = score.cve().key();
        boolean again = !seen.add(cve);
        Optional<Held> current = first && !again ? Optional.empty() : current(cve);
        if (next.isEmpty()) {
            return append(cve, score, current);
        }
        return new History(tx, cve, current).insert(day, Optional.of(score), next.get());
    }

    private WriteResult append(long cve, EpssScore score, Optional<Held> current) throws SQLException {
        tell(cve, score.score(), current);
        if (current.isEmpty()) {
            put(cve, day, score.score(), score.percentile());
            return WriteResult.ADDED;
        }
        Held held = current.get();
        boolean same = held.score() == score.score();
        if (same && held.percentile() == score.percentile()) {
            return WriteResult.SAME;
        }
        if (same) {
            tx.run(PUT_PERCENTILE, score.percentile(), cve);
            return WriteResult.SAME;
        }
        if (held.since().compareTo(day) < 0) {
            tx.run(PUT_PAST, cve, held.since(), held.score(), held.percentile());
        }
        put(cve, day, score.score(), score.percentile());
        return WriteResult.CHANGED;
    }

    /** Writes down that the score crossed a level, before it replaces the one that is held. */
    private void tell(long cve, double score, Optional<Held> current) throws SQLException {
        double before = current.map(Held::score).orElse(0.0);
        if (modelSince.isEmpty() || score == before || !Levels.OF_EPSS.candidate(before, score)) {
            return;
        }
        new Crossings(tx, changes, ChangeKind.EPSS, Levels.OF_EPSS)
                .tell(cve, score, LocalDate.parse(day), from -> path(cve, from, current), modelSince.get());
    }

    /** The values from a day on, that of the day first. */
    private List<Double> path(long cve, String from, Optional<Held> current) throws SQLException {
        List<Double> path = new ArrayList<>(Sql.list(
                tx.prepare("SELECT score FROM epss_past WHERE cve = ?1 AND score IS NOT NULL AND since >="
                        + " coalesce((SELECT max(since) FROM epss_past WHERE cve = ?1 AND since <= ?2), '')"
                        + " ORDER BY since"),
                row -> row.getDouble(1),
                cve,
                from));
        if (current.isPresent() && current.get().since().compareTo(from) <= 0) {
            path.clear();
        }
        current.ifPresent(held -> path.add(held.score()));
        return path;
    }

    /** The end of a day's file: CVEs that it does not hold have no score on that day. */
    void end() throws SQLException {
        List<Long> missing = first ? List.of() : next.isEmpty() ? missing(SCORED) : missing(SCORED_THEN, day, day);
        // A past day may well have fewer scores.
        if (next.isEmpty()) {
            long held = Sql.first(tx.db(), "SELECT count(*) FROM epss", row -> row.getLong(1))
                    .orElseThrow();
            ShrunkException.check(origin, missing.size(), held);
        }
        for (long cve : missing) {
            Optional<Held> current = current(cve);
            if (next.isPresent()) {
                new History(tx, cve, current).insert(day, Optional.empty(), next.get());
            } else {
                Held held = current.orElseThrow();
                tx.run(PUT_PAST, cve, held.since(), held.score(), held.percentile());
                tx.run(PUT_PAST, cve, day, Optional.empty(), Optional.empty());
                tx.run("DELETE FROM epss WHERE cve = ?", cve);
            }
        }
        tx.run("INSERT OR REPLACE INTO epss_day (day, model) VALUES (?, ?)", day, model);
    }

    /** The end of a feed. */
    void settle() throws SQLException {
        byScore.make();
    }

    void absent(CveId cve) throws SQLException {
        tx.run("INSERT OR REPLACE INTO asked (service, cve, day) VALUES ('epss-api', ?, ?)", cve.key(), today);
    }

    /** Of the CVEs that the query finds, those that the file did not hold. */
    private List<Long> missing(String scored, Object... values) throws SQLException {
        return Sql.list(tx.db(), scored, row -> row.getLong(1), values).stream()
                .filter(cve -> !seen.contains(cve))
                .toList();
    }

    private Optional<Held> current(long cve) throws SQLException {
        PreparedStatement statement = tx.prepare(CURRENT);
        statement.setLong(1, cve);
        try (ResultSet row = statement.executeQuery()) {
            return row.next()
                    ? Optional.of(new Held(row.getString(1), row.getDouble(2), row.getDouble(3)))
                    : Optional.empty();
        }
    }

    private void put(long cve, String since, double score, double percentile) throws SQLException {
        PreparedStatement statement = tx.prepare(PUT_CURRENT);
        statement.setLong(1, cve);
        statement.setString(2, since);
        statement.setDouble(3, score);
        statement.setDouble(4, percentile);
        statement.executeUpdate();
    }

    /** A score that is held, and since when it is the one. */
    private record Held(String since, double score, double percentile) {}

    /** The scores of one CVE over time, into which an older day is put. */
    private static final class History {

        private final Tx tx;
        private final long cve;
        private final Optional<Held> current;

        History(Tx tx, long cve, Optional<Held> current) {
            this.tx = tx;
            this.cve = cve;
            this.current = current;
        }

        /**
         * Puts a day in.
         *
         * @param day the day of the score
         * @param score what the CVE had on it; empty for none
         * @param next the first day after it whose scores are held
         */
        WriteResult insert(String day, Optional<EpssScore> score, String next) throws SQLException {
            Optional<Double> value = score.map(EpssScore::score);
            Optional<Double> percentile = score.map(EpssScore::percentile);
            Optional<Entry> before = entry("<= ?", "DESC", day);
            Optional<Entry> after = entry("> ?", "ASC", day);
            if (before.flatMap(Entry::score).equals(value)) {
                return WriteResult.SAME;
            }
            if (after.isPresent() && after.get().since().equals(next)) {
                if (after.get().score().equals(value)) {
                    move(after.get(), day);
                } else {
                    put(day, value, percentile);
                }
            } else {
                // On the next day the CVE had what it had before this one: that starts anew there.
                put(day, value, percentile);
                if (before.isPresent() && before.get().current()) {
                    put(before.get().since(), before.get().score(), before.get().percentile());
                    tx.run("UPDATE epss SET since = ? WHERE cve = ?", next, cve);
                } else {
                    put(next, before.flatMap(Entry::score), before.flatMap(Entry::percentile));
                }
            }
            return WriteResult.CHANGED;
        }

        private void move(Entry entry, String day) throws SQLException {
            if (entry.current()) {
                tx.run("UPDATE epss SET since = ? WHERE cve = ?", day, cve);
            } else {
                tx.run("DELETE FROM epss_past WHERE cve = ? AND since = ?", cve, entry.since());
                put(day, entry.score(), entry.percentile());
            }
        }

        private void put(String since, Optional<Double> score, Optional<Double> percentile) throws SQLException {
            tx.run(PUT_PAST, cve, since, score, percentile);
        }

        private Optional<Entry> entry(String side, String order, String day) throws SQLException {
            Optional<Entry> past = Sql.first(
                    tx.prepare("SELECT since, score, percentile FROM epss_past WHERE cve = ? AND since " + side
                            + " ORDER BY since " + order + " LIMIT 1"),
                    row -> new Entry(row.getString(1), Sql.real(row, "score"), Sql.real(row, "percentile"), false),
                    cve,
                    day);
            boolean later = order.equals("ASC");
            Optional<Entry> now = current.filter(c -> later == c.since().compareTo(day) > 0)
                    .map(c -> new Entry(c.since(), Optional.of(c.score()), Optional.of(c.percentile()), true));
            // The current entry is the last of all: it comes after any past one.
            return later ? past.or(() -> now) : now.or(() -> past);
        }

        private record Entry(String since, Optional<Double> score, Optional<Double> percentile, boolean current) {}
    }
}
