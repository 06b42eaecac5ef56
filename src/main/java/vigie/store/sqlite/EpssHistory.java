package vigie.store.sqlite;

import java.sql.SQLException;
import java.util.Optional;
import vigie.model.EpssScore;

/** The scores of one CVE over time, into which an older day is put. */
final class EpssHistory {

    private static final String PUT =
            "INSERT OR REPLACE INTO epss_past (cve, since, score, percentile) VALUES (?, ?, ?, ?)";

    private final Tx tx;
    private final long cve;
    private final Optional<EpssWriter.Held> current;

    EpssHistory(Tx tx, long cve, Optional<EpssWriter.Held> current) {
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
    Outcome insert(String day, Optional<EpssScore> score, String next) throws SQLException {
        Optional<Double> value = score.map(EpssScore::score);
        Optional<Double> percentile = score.map(EpssScore::percentile);
        Optional<Entry> before = entry("<= ?", "DESC", day);
        Optional<Entry> after = entry("> ?", "ASC", day);
        if (before.flatMap(Entry::score).equals(value)) {
            return Outcome.SAME;
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
        return Outcome.CHANGED;
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
        tx.run(PUT, cve, since, score, percentile);
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
