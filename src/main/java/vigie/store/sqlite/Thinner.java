package vigie.store.sqlite;

import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Optional;
import java.util.TreeSet;
import vigie.io.Pauses;
import vigie.model.Retention;
import vigie.store.StoreException;
import vigie.store.Thinned;

/**
 * Removes what is too old, in transactions of some ten thousand rows with pauses between them: readers go on, and the log stays
 * small. The pages that become free are used again, so that the file grows no further.
 */
final class Thinner {

    /** Rows that a transaction looks at. */
    private static final int ROWS = 20_000;

    /** So many days the bytes of messages that have arrived are kept. */
    private static final int DELIVERED = 30;

    private final Tx tx;
    private final Retention retention;
    private final LocalDate today;
    private final Optional<LocalDate> last;
    private final Pauses pauses = new Pauses();

    /** @param last the day on which this was last done with the same retention; empty if never */
    Thinner(Tx tx, Retention retention, LocalDate today, Optional<LocalDate> last) {
        this.tx = tx;
        this.retention = retention;
        this.today = today;
        this.last = last;
    }

    /** @param kept days whose EPSS scores are kept at any age */
    Thinned run(Collection<LocalDate> kept) throws SQLException {
        return nothingNewToThin() ? new Thinned(0, 0, changes(), runs() + alerts() + findings()) : all(kept);
    }

    /** Whether no week or month has come of age since the last time: then none of the millions of past values has to go. */
    private boolean nothingNewToThin() {
        return last.filter(then -> !then.isAfter(today))
                .filter(then -> retention
                        .past()
                        .gone(then)
                        .datesUntil(then.plusDays(1))
                        .allMatch(day -> retention
                                .past()
                                .standsFor(day, then)
                                .equals(retention.past().standsFor(day, today))))
                .isPresent();
    }

    private Thinned all(Collection<LocalDate> kept) throws SQLException {
        tx.run(
                "CREATE TEMP TABLE IF NOT EXISTS stands (day TEXT PRIMARY KEY, stands TEXT NOT NULL) STRICT, WITHOUT ROWID");
        String before = days(new TreeSet<>());
        long scores = past("score_past", "score", before) + scoreRuns(before);
        before = days(new TreeSet<>(kept));
        long epss = past("epss_past", "epss", before);
        transaction(
                "DELETE FROM epss_day WHERE day IN (SELECT day FROM (SELECT day, lead(day) OVER (ORDER BY day) AS next"
                        + " FROM epss_day) LEFT JOIN stands USING (day) WHERE next <= coalesce(stands, ?))",
                before);
        return new Thinned(scores, epss, changes(), runs() + alerts() + findings());
    }

    /**
     * Writes down which day stands for which.
     *
     * @return the day that stands for all that are earlier than these
     */
    private String days(TreeSet<LocalDate> kept) throws SQLException {
        LocalDate gone = retention.past().gone(today);
        LocalDate from = kept.isEmpty() || kept.first().isAfter(gone) ? gone : kept.first();
        tx.run("BEGIN IMMEDIATE");
        tx.run("DELETE FROM stands");
        for (LocalDate day = from; !day.isAfter(today); day = day.plusDays(1)) {
            tx.run(
                    "INSERT INTO stands (day, stands) VALUES (?, ?)",
                    day,
                    retention.past().standsFor(day, today, kept));
        }
        tx.run("COMMIT");
        return from.toString();
    }

    /** Removes values after which, until the day that stands for theirs, comes another. */
    private long past(String table, String now, String before) throws SQLException {
        String until = "SELECT cve FROM " + table + " WHERE cve > ? ORDER BY cve LIMIT 1 OFFSET " + ROWS;
        String thin = "DELETE FROM " + table + " WHERE (cve, since) IN (SELECT p.cve, p.since FROM"
                + " (SELECT cve, since, lead(since) OVER (PARTITION BY cve ORDER BY since) AS next FROM " + table
                + " WHERE cve > ?1 AND cve <= ?2) AS p LEFT JOIN stands AS s ON s.day = p.since"
                + " WHERE coalesce(p.next, (SELECT n.since FROM " + now + " AS n WHERE n.cve = p.cve))"
                + " <= coalesce(s.stands, ?3))";
        long removed = 0;
        for (long from = -1; from < Long.MAX_VALUE; ) {
            long to = Sql.first(tx.prepare(until), row -> row.getLong(1), from).orElse(Long.MAX_VALUE);
            removed += transaction(thin, from, to, before);
            from = to;
        }
        return removed;
    }

    /** The runs that scored: the last one of the day that stands for theirs tells of which model the scores were. */
    private long scoreRuns(String before) throws SQLException {
        return transaction(
                "DELETE FROM score_run WHERE id IN (SELECT id FROM (SELECT id, day, lead(day) OVER (ORDER BY id) AS next"
                        + " FROM score_run) LEFT JOIN stands USING (day)"
                        // Those of one day stay as long as each day does.
                        + " WHERE next <= coalesce(stands, ?1) AND (next > day OR day < ?2))",
                before,
                today.minusDays(retention.past().daily()));
    }

    /** What no scoring has taken into account yet stays, and what was last told of a score: it decides what is told next. */
    private long changes() throws SQLException {
        long removed = some(
                "change",
                "at < ? AND id <= coalesce((SELECT last_change FROM score_run ORDER BY id DESC LIMIT 1), id)"
                        // What people who watch were not told of yet stays, too.
                        + " AND (id <= coalesce((SELECT min(looked) FROM watch_list), (" + SqliteAlertQuery.MARK
                        + "), id) OR NOT EXISTS (SELECT 1 FROM watch_list))"
                        + " AND id < (SELECT max(id) FROM change)"
                        + " AND (kind NOT IN ('epss', 'score') OR EXISTS (SELECT 1 FROM change later"
                        + " WHERE later.cve = change.cve AND later.kind = change.kind AND later.id > change.id))",
                retention.changes());
        if (removed > 0) {
            LocalDate first = today.minusDays(retention.changes());
            transaction(
                    ChangeWriter.LATER,
                    first.atStartOfDay(ZoneOffset.UTC).toInstant().toString());
        }
        return removed;
    }

    /** Of each source the last run stays, and the last one that was good. */
    private long runs() throws SQLException {
        return some(
                        "run",
                        "finished < ? AND id NOT IN (SELECT max(id) FROM run GROUP BY source, outcome)",
                        retention.runs())
                + some("problem", "day < ?", retention.runs())
                + some("feed", "fetched < ?", retention.runs());
    }

    /** Of each name the last run stays: the next one is compared with it. */
    private long findings() throws SQLException {
        long removed = some(
                "finding_run",
                "at < ? AND id NOT IN (SELECT max(id) FROM finding_run GROUP BY name)",
                retention.findings());
        transaction("DELETE FROM finding_part WHERE run NOT IN (SELECT id FROM finding_run)");
        return removed;
    }

    /**
     * Bytes that have arrived, after a while; after as long as changes are kept, alerts and their letters. What lists know of a CVE or
     * publication stays: it decides what they are told next. In this order nothing refers to what is not there.
     */
    private long alerts() throws SQLException {
        String delivered = moment(DELIVERED);
        String old = moment(retention.changes());
        transaction("UPDATE packet SET body = NULL WHERE state = 'SENT' AND body IS NOT NULL AND ended < ?", delivered);
        long removed = transaction(
                "DELETE FROM alert WHERE made < ?1 AND letter IS NOT NULL AND NOT EXISTS (SELECT 1 FROM letter JOIN packet"
                        + " ON packet.letter = letter.id WHERE letter.batch = alert.letter AND state NOT IN ('SENT', 'DEAD'))",
                old);
        removed += transaction(
                "DELETE FROM letter WHERE at < ?1 AND NOT EXISTS (SELECT 1 FROM alert WHERE alert.letter = letter.batch)"
                        + " AND NOT EXISTS (SELECT 1 FROM packet WHERE packet.letter = letter.id AND state NOT IN ('SENT', 'DEAD'))",
                old);
        removed += transaction("DELETE FROM packet WHERE letter NOT IN (SELECT id FROM letter)");
        transaction("DELETE FROM attempt WHERE packet NOT IN (SELECT number FROM packet)");
        transaction("DELETE FROM score_crossing WHERE event < (SELECT min(id) FROM change)");
        return removed;
    }

    private String moment(int days) {
        return today.minusDays(days).atStartOfDay(ZoneOffset.UTC).toInstant().toString();
    }

    /** Removes rows that are older than so many days, by a condition that takes the beginning of the first day that is kept. */
    private long some(String table, String condition, int days) throws SQLException {
        String key = table.equals("feed") ? "url" : "id";
        String some = "DELETE FROM " + table + " WHERE " + key + " IN (SELECT " + key + " FROM " + table + " WHERE "
                + condition + " LIMIT " + ROWS + ")";
        LocalDate first = today.minusDays(days);
        String bound = table.equals("problem")
                ? first.toString()
                : first.atStartOfDay(ZoneOffset.UTC).toInstant().toString();
        long removed = 0;
        long now;
        do {
            now = transaction(some, bound);
            removed += now;
        } while (now == ROWS);
        return removed;
    }

    /** Between two of them it can be broken off; the next time goes on with what is left. */
    private long transaction(String sql, Object... values) throws SQLException {
        if (Thread.currentThread().isInterrupted()) {
            throw new StoreException("interrupted");
        }
        tx.run("BEGIN IMMEDIATE");
        boolean done = false;
        try {
            long removed = tx.run(sql, values);
            tx.run("COMMIT");
            done = true;
            return removed;
        } finally {
            if (!done) {
                tx.rollback();
            }
            pauses.pause();
        }
    }
}
