package vigie.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vigie.model.Retention;
import vigie.model.Thinning;
import vigie.store.StoreException;
import vigie.store.Thinned;
import vigie.testing.TestHome;

class ThinnerTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 1, 30);
    private static final LocalDate PIN = LocalDate.of(2024, 5, 9);
    private static final Retention SHORT = new Retention(new Thinning(90, 200, 400), 100, 60, 3, 100);

    private final TestHome home = TestHome.make();

    @AfterEach
    void close() {
        home.close();
    }

    private void insert(String sql, List<Object[]> rows) throws SQLException {
        Path file = home.dir().resolve("vigie.db");
        try (Connection db = DriverManager.getConnection("jdbc:sqlite:" + file);
                PreparedStatement statement = db.prepareStatement(sql)) {
            db.setAutoCommit(false);
            for (Object[] row : rows) {
                for (int i = 0; i < row.length; i++) {
                    statement.setObject(i + 1, row[i]);
                }
                statement.addBatch();
            }
            statement.executeBatch();
            db.commit();
        }
    }

    private Thinned thin() {
        return home.writer().thin(SHORT, TODAY, List.of(PIN));
    }

    /** Of each CVE the values by the day from which they hold. */
    private Map<Long, TreeMap<String, String>> history(String past, String now) {
        Map<Long, TreeMap<String, String>> all = new TreeMap<>();
        for (String row : home.rows(
                "SELECT cve, since, score FROM " + past + " UNION ALL SELECT cve, since, score FROM " + now)) {
            String[] parts = row.split("\\|");
            all.computeIfAbsent(Long.valueOf(parts[0]), cve -> new TreeMap<>()).put(parts[1], parts[2]);
        }
        return all;
    }

    private static void same(
            Map<Long, TreeMap<String, String>> before, Map<Long, TreeMap<String, String>> after, List<LocalDate> kept) {
        for (LocalDate day = TODAY.minusDays(900); !day.isAfter(TODAY); day = day.plusDays(1)) {
            String on = day.toString();
            if (SHORT.past().standsFor(day, TODAY, kept).equals(day)) {
                before.forEach((cve, values) -> assertThat(
                                Optional.ofNullable(after.get(cve).floorEntry(on))
                                        .map(Map.Entry::getValue))
                        .as(cve + " " + on)
                        .isEqualTo(Optional.ofNullable(values.floorEntry(on)).map(Map.Entry::getValue)));
            }
        }
    }

    /** Sixty CVEs over 900 days, a third of which have no value today. */
    private void fill(String past, String now) throws SQLException {
        Random random = new Random(3);
        List<Object[]> rows = new ArrayList<>();
        List<Object[]> newest = new ArrayList<>();
        for (long cve = 1; cve <= 60; cve++) {
            for (int age = 900; age >= 1; age--) {
                if (random.nextInt(3) == 0) {
                    Object score = random.nextInt(20) == 0 ? null : random.nextInt(1000) / 1000.0;
                    rows.add(new Object[] {cve, TODAY.minusDays(age).toString(), score});
                }
            }
            if (cve % 3 != 0) {
                newest.add(new Object[] {cve, TODAY.toString(), 0.5});
            }
        }
        insert(past, rows);
        insert(now, newest);
    }

    @Test
    void everyDayThatIsKeptHasTheEpssScoreItHad() throws SQLException {
        fill(
                "INSERT INTO epss_past (cve, since, score) VALUES (?, ?, ?)",
                "INSERT INTO epss (cve, since, score, percentile) VALUES (?, ?, ?, 0.5)");
        List<Object[]> days = new ArrayList<>();
        for (int age = 900; age >= 0; age--) {
            days.add(new Object[] {TODAY.minusDays(age).toString()});
        }
        insert("INSERT INTO epss_day (day, model) VALUES (?, 'v')", days);
        Map<Long, TreeMap<String, String>> before = history("epss_past", "epss");
        Thinned thinned = thin();
        assertThat(thinned.epss()).isGreaterThan(10_000);
        assertThat(thinned.scores()).isZero();
        same(before, history("epss_past", "epss"), List.of(PIN));
        List<String> left = home.rows("SELECT day FROM epss_day ORDER BY day");
        assertThat(left)
                .isEqualTo(days.stream()
                        .map(row -> LocalDate.parse((String) row[0]))
                        .filter(day ->
                                SHORT.past().standsFor(day, TODAY, List.of(PIN)).equals(day))
                        .map(LocalDate::toString)
                        .toList())
                .contains(PIN.toString());
        assertThat(thin()).isEqualTo(new Thinned(0, 0, 0, 0));
    }

    @Test
    void everyDayThatIsKeptHasTheScoreItHad() throws SQLException {
        fill(
                "INSERT INTO score_past (cve, since, score, model) VALUES (?, ?, ?, 'm')",
                "INSERT INTO score (cve, since, score, model, day, margin, percentile, bias, rest, listed, updated, run)"
                        + " VALUES (?, ?, ?, 'm', '', 0, 0, 0, 0, x'', '', 1)");
        Map<Long, TreeMap<String, String>> before = history("score_past", "score");
        assertThat(thin().scores()).isGreaterThan(10_000);
        same(before, history("score_past", "score"), List.of());
        assertThat(thin()).isEqualTo(new Thinned(0, 0, 0, 0));
    }

    @Test
    void runsThatScoredStayForEachDayThatIsKept() throws SQLException {
        List<Object[]> runs = new ArrayList<>();
        for (int age = 700; age >= 0; age--) {
            for (int i = 0; i < 3; i++) {
                runs.add(new Object[] {TODAY.minusDays(age).toString()});
            }
        }
        insert(
                "INSERT INTO score_run (day, started, finished, model, kind, scored, changed, last_change)"
                        + " VALUES (?, '', '', 'm', 'ALL', 1, 1, 0)",
                runs);
        thin();
        assertThat(home.rows("SELECT day, count(*) FROM score_run GROUP BY day ORDER BY day"))
                .isEqualTo(TODAY.minusDays(700)
                        .datesUntil(TODAY.plusDays(1))
                        .filter(day -> SHORT.past().standsFor(day, TODAY).equals(day))
                        .map(day -> day + (day.isBefore(TODAY.minusDays(90)) ? "|1" : "|3"))
                        .toList());
    }

    @Test
    void oldAccountsGoButTheLastOfASourceAndItsLastGoodOne() throws SQLException {
        List<Object[]> runs = new ArrayList<>();
        for (int age = 300; age >= 0; age--) {
            String moment = TODAY.minusDays(age) + "T06:00:00Z";
            runs.add(new Object[] {"kev", moment, moment, age > 200 ? "DONE" : "FAILED"});
            if (age > 250) {
                runs.add(new Object[] {"certfr", moment, moment, "DONE"});
            }
        }
        insert(
                "INSERT INTO run (source, started, finished, outcome, feeds, records, changed, skipped, error)"
                        + " VALUES (?, ?, ?, ?, 1, 1, 1, 1, '')",
                runs);
        insert(
                "INSERT INTO problem (source, feed, record, cause, day) VALUES ('kev', ?, '', '', ?)",
                List.of(new Object[] {"old", "2025-11-30"}, new Object[] {"new", "2025-12-02"}));
        insert(
                "INSERT INTO feed (url, source, bytes, fetched) VALUES (?, 'kev', 1, ?)",
                List.of(new Object[] {"old", "2025-11-30T00:00:00Z"}, new Object[] {"new", "2025-12-02T00:00:00Z"}));
        thin();
        assertThat(home.rows("SELECT source, count(*), min(finished) FROM run WHERE outcome = 'DONE' GROUP BY source"))
                .containsExactly("certfr|1|2025-05-24T06:00:00Z", "kev|1|2025-07-13T06:00:00Z");
        assertThat(home.rows("SELECT min(finished) FROM run WHERE outcome = 'FAILED'"))
                .containsExactly("2025-12-01T06:00:00Z");
        assertThat(home.rows("SELECT feed FROM problem UNION ALL SELECT url FROM feed"))
                .containsExactly("new", "new");
        assertThat(home.writer().thinned()).contains(TODAY);
    }

    @Test
    void oldChangesGoOnceTheyAreScoredButTheLast() throws SQLException {
        List<Object[]> changes = new ArrayList<>();
        for (int age = 300; age >= 101; age--) {
            changes.add(new Object[] {TODAY.minusDays(age) + "T06:00:00Z"});
        }
        insert(
                "INSERT INTO change (at, kind, cve, field, who, source) VALUES (?, 'description', 1, '', '', 'nvd')",
                changes);
        insert(
                "INSERT INTO score_run (day, started, finished, model, kind, scored, changed, last_change)"
                        + " VALUES ('2026-01-30', '', '', 'm', 'ALL', 1, 1, ?)",
                List.<Object[]>of(new Object[] {150}));
        assertThat(thin().changes()).isEqualTo(150);
        assertThat(home.rows("SELECT min(id), max(id) FROM change")).containsExactly("151|200");
        insert("UPDATE score_run SET last_change = ?", List.<Object[]>of(new Object[] {200}));
        assertThat(thin().changes()).isEqualTo(49);
        assertThat(home.rows("SELECT min(id), max(id) FROM change")).containsExactly("200|200");
        assertThat(home.writer().lastChange()).isEqualTo(200);
    }

    @Test
    void whatWasLastToldOfAScoreStaysSinceItDecidesWhatIsToldNext() throws SQLException {
        String old = TODAY.minusDays(3000) + "T06:00:00Z";
        insert(
                "INSERT INTO change (at, kind, cve, field, who, new_value, source, day)"
                        + " VALUES (?, ?, ?, '0.1', '', '0.2', 'epss', '2016-01-01')",
                List.of(
                        new Object[] {old, "epss", 1},
                        new Object[] {old, "epss", 1},
                        new Object[] {old, "score", 1},
                        new Object[] {old, "cvss", 1},
                        new Object[] {old, "epss", 2},
                        new Object[] {TODAY + "T06:00:00Z", "cvss", 3}));
        assertThat(thin().changes()).isEqualTo(2);
        assertThat(home.rows("SELECT id, kind FROM change WHERE cve < 3 ORDER BY id"))
                .containsExactly("2|epss", "3|score", "5|epss");
    }

    /** Most days there is nothing to do, and nothing is looked at; what is left is the same as if all had been looked at once. */
    @Test
    void thinnedEachDayItIsThinnedOnce() throws SQLException {
        fill(
                "INSERT INTO epss_past (cve, since, score) VALUES (?, ?, ?)",
                "INSERT INTO epss (cve, since, score, percentile) VALUES (?, ?, ?, 0.5)");
        Map<Long, TreeMap<String, String>> wanted = history("epss_past", "epss");
        LocalDate end = TODAY.plusDays(70);
        wanted.values().forEach(values -> {
            TreeMap<String, String> all = new TreeMap<>(values);
            values.keySet()
                    .removeIf(since -> Optional.ofNullable(all.higherKey(since))
                            .filter(next -> !LocalDate.parse(next)
                                    .isAfter(SHORT.past().standsFor(LocalDate.parse(since), end, List.of(PIN))))
                            .isPresent());
        });
        int working = 0;
        for (LocalDate day = TODAY; !day.isAfter(end); day = day.plusDays(1)) {
            working += home.writer().thin(SHORT, day, List.of(PIN)).epss() > 0 ? 1 : 0;
        }
        assertThat(history("epss_past", "epss")).isEqualTo(wanted);
        assertThat(working).isBetween(5, 14);
        // With a day less to keep, all is looked at again.
        assertThat(home.writer().thin(SHORT, end, List.of()).epss()).isPositive();
    }

    @Test
    void askedToStopItStopsAndIsDoneTheNextTime() throws SQLException {
        fill(
                "INSERT INTO epss_past (cve, since, score) VALUES (?, ?, ?)",
                "INSERT INTO epss (cve, since, score, percentile) VALUES (?, ?, ?, 0.5)");
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(this::thin).isInstanceOf(StoreException.class).hasMessage("interrupted");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(home.writer().thinned()).isEmpty();
        assertThat(thin().epss()).isGreaterThan(10_000);
    }

    @Test
    void oldAlertsGoWithTheirLettersButNotWhatWaitsNorWhatListsKnow() {
        for (String[] one :
                new String[][] {{"1", "2025-10-01", "SENT"}, {"2", "2025-10-01", "QUEUED"}, {"3", "2026-01-29", "SENT"}
                }) {
            home.run("INSERT INTO alert (list, event, at, made, kind, urgent, matter, body, letter) VALUES ('a', "
                    + one[0]
                    + ", '" + one[1] + "T00:00:00.000000Z', '" + one[1] + "T00:00:00.000000Z', 'NEW', 0, 'm" + one[0]
                    + "', x'00', 'b" + one[0] + "')");
            home.run("INSERT INTO letter (id, list, address, at, occasion, batch) VALUES ('l" + one[0]
                    + "', 'a', 'test:a', '" + one[1] + "T00:00:00.000000Z', 'ALERT', 'b" + one[0] + "')");
            home.run("INSERT INTO packet (id, letter, address, state, made, due, ended, body) VALUES ('l" + one[0]
                    + "', 'l" + one[0] + "', 'test:a', '" + one[2] + "', '" + one[1] + "', '" + one[1] + "', '" + one[1]
                    + "', x'00')");
            home.run("INSERT INTO told (list, matter, thread, state) VALUES ('a', 'm" + one[0] + "', 'm', '{}')");
        }
        home.run("INSERT INTO attempt (packet, number, at) VALUES (1, 1, '2025-10-01'), (3, 1, '2026-01-29')");
        assertThat(thin().runs()).isEqualTo(3);
        assertThat(home.rows("SELECT matter FROM alert ORDER BY 1")).containsExactly("m2", "m3");
        assertThat(home.rows("SELECT id FROM letter ORDER BY 1")).containsExactly("l2", "l3");
        assertThat(home.rows("SELECT id || (body IS NULL) FROM packet ORDER BY 1"))
                .containsExactly("l20", "l30");
        assertThat(home.rows("SELECT packet FROM attempt")).containsExactly("3");
        assertThat(home.rows("SELECT count(*) FROM told")).containsExactly("3");
        assertThat(home.reader().alerts().faults()).noneMatch(fault -> fault.contains("letter"));
    }

    @Test
    void changesThatWereNotEvaluatedForWatchListsStay() throws SQLException {
        List<Object[]> changes = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            changes.add(new Object[] {"2025-01-01T00:00:00Z", i});
        }
        insert(
                "INSERT INTO change (at, kind, cve, field, who, source) VALUES (?, 'description', ?, '', '', 'test')",
                changes);
        home.run(
                "INSERT INTO watch_list (name, owner, made, after_change, document) VALUES ('a', 'a', '2025-01-01T00:00:00Z', 0, '')");
        home.run("INSERT OR REPLACE INTO mark (key, value) VALUES ('alerts.event', '4')");
        assertThat(thin().changes()).isEqualTo(4);
        // A list that cannot be read has not seen the others yet.
        home.run("UPDATE mark SET value = '10' WHERE key = 'alerts.event'");
        home.run("UPDATE watch_list SET looked = 4");
        assertThat(thin().changes()).isZero();
        home.run("UPDATE watch_list SET looked = NULL");
        assertThat(thin().changes()).isEqualTo(5);
    }
}
