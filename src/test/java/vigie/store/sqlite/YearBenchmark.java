package vigie.store.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import vigie.model.Retention;
import vigie.store.Thinned;
import vigie.store.Writer;

/**
 * Lets a year or more pass over a copy of a home: writes each day the rows that a day brings, thins them, and prints how large the database is at
 * the end of each month. Rows are written straight into the tables, as those of {@code EpssWriter} and {@code SqliteScoreWriter}: the
 * sources of years are not to be had.
 */
final class YearBenchmark {

    /** Days between two thinnings: daily gives the same at the end (ThinningTest), and takes longer. */
    private static final int STEP = 7;

    private static final int RUNS_A_DAY = 330;
    private static final int SCORINGS_A_DAY = 12;
    private static final int ADDRESSES_A_DAY = 30;

    private final Connection db;
    private final Random random = new Random(1);
    private final long[] epss;
    private final long[] scored;
    private final Rates rates;

    /**
     * What a day brings.
     *
     * @param epss share of CVEs whose EPSS score changes
     * @param scores share of CVEs whose score changes
     * @param changes entries of the record of changes
     */
    private record Rates(double epss, double scores, int changes) {}

    private YearBenchmark(Connection db, Rates rates) throws SQLException {
        this.db = db;
        this.rates = rates;
        this.epss = keys("SELECT cve FROM epss");
        this.scored = keys("SELECT cve FROM score");
    }

    private long[] keys(String sql) throws SQLException {
        return Sql.list(db, sql, row -> row.getLong(1)).stream()
                .mapToLong(Long::longValue)
                .toArray();
    }

    /** What is of no account where only the growth of past values is measured. */
    private static final List<String> OF_NO_ACCOUNT = List.of(
            "raw",
            "record",
            "cve",
            "affects",
            "product",
            "evidence",
            "ssvc",
            "bulletin",
            "bulletin_cve",
            "trait",
            "queue",
            "feed");

    /** Leaves the scores of one CVE in so many, and nothing else. */
    private static void keepOneIn(Connection db, int many) throws SQLException {
        for (String table : OF_NO_ACCOUNT) {
            Sql.run(db, "DELETE FROM " + table);
        }
        Sql.run(db, "INSERT INTO cve_text (cve_text) VALUES ('delete-all')");
        for (String table : List.of("epss", "score", "score_past")) {
            Sql.run(db, "DELETE FROM " + table + " WHERE (cve / 7) % ? <> 0", many);
        }
        Sql.run(db, "VACUUM");
    }

    /**
     * Arguments: home, first day, days, share of EPSS scores and of scores that change in a day, changes a day; and, to let many years
     * pass in short time, of how many CVEs one is kept.
     */
    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(arguments[0]);
        LocalDate day = LocalDate.parse(arguments[1]);
        LocalDate end = day.plusDays(Integer.parseInt(arguments[2]));
        Rates rates = new Rates(
                Double.parseDouble(arguments[3]), Double.parseDouble(arguments[4]), Integer.parseInt(arguments[5]));
        System.out.println(
                "| end of | database | past EPSS scores | past scores | changes | runs | removed at once | in |");
        System.out.println("| --- | --- | --- | --- | --- | --- | --- | --- |");
        try (Writer writer = SqliteStore.at(home).unlockedWriter();
                Connection db = DriverManager.getConnection("jdbc:sqlite:" + home.resolve("vigie.db"))) {
            try (var statement = db.createStatement()) {
                statement.execute("PRAGMA synchronous = OFF");
                statement.execute("PRAGMA cache_size = -200000");
            }
            if (arguments.length > 6) {
                keepOneIn(db, Integer.parseInt(arguments[6]));
            }
            db.setAutoCommit(false);
            YearBenchmark years = new YearBenchmark(db, rates);
            System.out.println(years.line("the beginning", home, new Thinned(0, 0, 0, 0), Duration.ZERO));
            for (; day.isBefore(end); day = day.plusDays(1)) {
                years.write(day);
                db.commit();
                boolean last = day.equals(YearMonth.from(day).atEndOfMonth());
                if (!last && day.toEpochDay() % STEP != 0) {
                    continue;
                }
                Instant from = Instant.now();
                Thinned thinned = writer.thin(Retention.DEFAULT, day, List.of());
                if (last) {
                    Duration took = Duration.between(from, Instant.now());
                    writer.settle();
                    System.out.println(years.line(day.toString(), home, thinned, took));
                    db.commit();
                }
            }
        }
    }

    private String line(String when, Path home, Thinned thinned, Duration took) throws SQLException, IOException {
        return String.format(
                Locale.ROOT,
                "| %s | %d MB | %,d | %,d | %,d | %,d | %,d | %.1f s |",
                when,
                Files.size(home.resolve("vigie.db")) >> 20,
                count("epss_past"),
                count("score_past"),
                count("change"),
                count("run"),
                thinned.epss() + thinned.scores() + thinned.changes() + thinned.runs(),
                took.toMillis() / 1e3);
    }

    private long count(String table) throws SQLException {
        return Sql.first(db, "SELECT count(*) FROM " + table, row -> row.getLong(1))
                .orElse(0L);
    }

    private void write(LocalDate day) throws SQLException {
        epss(day);
        scores(day);
        changes(day);
        runs(day);
    }

    private void epss(LocalDate day) throws SQLException {
        Sql.run(db, "INSERT OR REPLACE INTO epss_day (day, model) VALUES (?, 'v')", day);
        try (PreparedStatement keep =
                        db.prepareStatement("INSERT OR REPLACE INTO epss_past (cve, since, score, percentile)"
                                + " SELECT cve, since, score, percentile FROM epss WHERE cve = ? AND since < ?");
                PreparedStatement put =
                        db.prepareStatement("UPDATE epss SET since = ?, score = round(score * ?, 5) WHERE cve = ?")) {
            for (long cve : epss) {
                if (random.nextDouble() < rates.epss()) {
                    Sql.run(keep, cve, day);
                    Sql.run(put, day, 0.9 + random.nextDouble() / 5, cve);
                }
            }
        }
    }

    /** The trigger of the table keeps what was before. */
    private void scores(LocalDate day) throws SQLException {
        try (PreparedStatement put = db.prepareStatement(
                "UPDATE score SET since = ?, day = ?, score = round(score * ?, 6) + 0.000001 WHERE cve = ?")) {
            for (long cve : scored) {
                if (random.nextDouble() < rates.scores()) {
                    Sql.run(put, day, day, 0.9 + random.nextDouble() / 5, cve);
                }
            }
        }
        for (int i = 0; i < SCORINGS_A_DAY; i++) {
            Sql.run(
                    db,
                    "INSERT INTO score_run (started, finished, model, day, kind, scored, changed, last_change)"
                            + " SELECT ?, ?, 'm', ?, 'ALL', 1, 1, coalesce(max(id), 0) FROM change",
                    moment(day, i),
                    moment(day, i),
                    day);
        }
    }

    private void changes(LocalDate day) throws SQLException {
        try (PreparedStatement put = db.prepareStatement(CHANGE)) {
            for (int i = 0; i < rates.changes(); i++) {
                Sql.run(put, moment(day, i), epss[random.nextInt(epss.length)], text(20), text(20), day);
            }
        }
    }

    private static final String CHANGE =
            "INSERT INTO change (at, kind, cve, field, who, old_value, new_value, source, day)"
                    + " VALUES (?, 'affected', ?, 'versions', 'CNA', ?, ?, 'cvelist', ?)";

    private String text(int words) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < words; i++) {
            text.append(Integer.toString(random.nextInt(1 << 20), 36)).append(' ');
        }
        return text.toString();
    }

    private void runs(LocalDate day) throws SQLException {
        List<String> sources = List.of("certfr", "cvelist", "nvd", "epss", "kev", "eukev", "exploit-db", "nuclei");
        for (int i = 0; i < RUNS_A_DAY; i++) {
            Sql.run(
                    db,
                    "INSERT INTO run (source, started, finished, outcome, feeds, records, changed, skipped, error)"
                            + " VALUES (?, ?, ?, 'DONE', 1, 0, 0, 0, '')",
                    sources.get(i % sources.size()),
                    moment(day, i),
                    moment(day, i));
        }
        for (int i = 0; i < ADDRESSES_A_DAY; i++) {
            Sql.run(
                    db,
                    "INSERT INTO feed (url, source, etag, bytes, fetched) VALUES (?, 'cvelist', ?, 1, ?)",
                    "https://host.example/releases/download/cve_" + day + "_" + i + ".delta.zip",
                    text(3),
                    moment(day, i));
        }
    }

    private static String moment(LocalDate day, int i) {
        return day.atStartOfDay().plusMinutes(i % 1440).toString() + ":00Z";
    }
}
