package vigie.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static vigie.testing.CveText.cve;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vigie.facts.CveFacts;
import vigie.facts.CveLine;
import vigie.facts.CveLines;
import vigie.facts.FactsReader;
import vigie.index.Snapshot;
import vigie.model.CveId;
import vigie.report.Alerts;
import vigie.store.Reader;
import vigie.testing.Scores;
import vigie.testing.TestHome;

/** What the facts of a CVE cost: which statements are run for them. */
class FactsStatementsTest {

    private static final Pattern TABLE = Pattern.compile("(?:FROM|JOIN)\\s+([a-z_]+)");

    private static TestHome home;

    @BeforeAll
    static void fill() {
        home = Alerts.home();
        home.ingest(
                "2026-01-12", cve(Alerts.FULL).title("Hole in Anvil").cvss(9.8).nvd());
        for (int day = 10; day < 12; day++) {
            Scores.run(
                    home.writer(),
                    Instant.parse("2026-01-" + day + "T12:00:00Z"),
                    day,
                    List.of(Alerts.FULL, Alerts.ADP_ONLY),
                    List.of());
        }
    }

    @AfterAll
    static void close() {
        home.close();
    }

    /** How often each table is asked. */
    private static Map<String, Long> asked(Function<Reader, ?> question) throws SQLException {
        List<String> statements = new ArrayList<>();
        try (Connection db = Connections.reader(home.dir())) {
            Connection counting = (Connection) Proxy.newProxyInstance(
                    FactsStatementsTest.class.getClassLoader(),
                    new Class<?>[] {Connection.class},
                    (proxy, method, values) -> {
                        if (method.getName().equals("prepareStatement")) {
                            statements.add((String) values[0]);
                        }
                        try {
                            return method.invoke(db, values);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
            question.apply(new SqliteReader(counting, home.dir()));
        }
        return statements.stream()
                .flatMap(sql -> TABLE.matcher(sql).results().map(found -> found.group(1)))
                .collect(Collectors.groupingBy(table -> table, Collectors.counting()));
    }

    @Test
    void eachTableIsAskedOnceForACve() throws SQLException {
        assertThat(asked(reader ->
                        new FactsReader(reader).cve(CveId.of(Alerts.FULL)).orElseThrow()))
                .containsOnlyKeys(
                        "cve",
                        "kev",
                        "evidence",
                        "bulletin",
                        "bulletin_cve",
                        "epss",
                        "epss_past",
                        "raw",
                        "record",
                        "score",
                        "feature_name",
                        // Whether CISA's catalogue was ever read.
                        "run",
                        "data_moment")
                .allSatisfy((table, times) -> assertThat(times).as(table).isOne());
    }

    @Test
    void thePageAsksForEarlierScoresBesides() throws SQLException {
        Map<String, Long> asked = asked(reader ->
                new FactsReader(reader).cveWithHistory(CveId.of(Alerts.FULL)).orElseThrow());
        assertThat(asked).containsKey("score_past");
        asked.keySet().removeAll(List.of("score", "score_past"));
        assertThat(asked)
                .hasSize(12)
                .allSatisfy((table, times) -> assertThat(times).as(table).isOne());
    }

    @Test
    void aSummaryIsTheSameFromTheTablesOfOneCveAsFromALongList() {
        try (Reader reader = home.reader()) {
            for (String id : List.of(Alerts.FULL, Alerts.BARE, Alerts.REJECTED, Alerts.RESERVED, Alerts.ADP_ONLY)) {
                CveId cve = CveId.of(id);
                CveFacts facts = new FactsReader(reader).cve(cve).orElseThrow();
                assertThat(facts.summary())
                        .as(id)
                        .isEqualTo(reader.dossiers().summary(cve).orElseThrow());
            }
        }
    }

    @Test
    void aLineIsTheSameFromTheDatabaseAsFromTheColumnsInMemory() {
        try (Reader reader = home.reader()) {
            Snapshot snapshot = Snapshot.read(reader);
            List<CveId> all = List.of(CveId.of(Alerts.FULL), CveId.of(Alerts.BARE), CveId.of(Alerts.ADP_ONLY));
            List<CveLine> stored = new CveLines(reader).byUrgency(all);
            assertThat(stored).hasSize(3).isEqualTo(new CveLines(reader, snapshot.cves()).byUrgency(all));
        }
    }
}
