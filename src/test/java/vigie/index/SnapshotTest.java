package vigie.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vigie.model.Bulletin;
import vigie.model.CveId;
import vigie.model.CveState;
import vigie.model.ScoreBands;
import vigie.model.Severities;
import vigie.model.Severity;
import vigie.store.Reader;
import vigie.store.sqlite.SqliteStore;
import vigie.testing.Sample;

class SnapshotTest {

    private static final WordSearch NO_WORDS = phrases -> new long[0];

    /** In whole words, the vendor before them or not. */
    private static final String BEGINS =
            "replace(replace(lower(p.product) || ' ', '_', ' '), 'microsoft ', '') LIKE '%s %%'";

    private static final String REPORTED = "state NOT IN ('REJECTED', 'RESERVED')";

    @TempDir
    private static Path home;

    private static Snapshot snapshot;

    @BeforeAll
    static void fill() throws InterruptedException {
        Sample.into(home);
        try (Reader reader = SqliteStore.at(home).reader()) {
            snapshot = Snapshot.read(reader);
        }
    }

    @ParameterizedTest
    @EnumSource
    void pagesTogetherHoldEveryCveOnceInEitherDirection(CveOrder order) {
        List<String> forwards = all(order, false);
        List<String> backwards = all(order, true);

        assertThat(forwards).doesNotHaveDuplicates().hasSize((int) count("SELECT count(*) FROM cve WHERE " + REPORTED));
        Collections.reverse(backwards);
        assertThat(backwards).isEqualTo(forwards);
    }

    @Test
    void urgentIsWhatIsExploitedThenWhatScoresHighest() {
        List<String> all = all(CveOrder.URGENCY, false);
        CveIndex cves = snapshot.cves();

        List<Boolean> exploited = all.stream()
                .map(id -> cves.isExploited(cves.row(CveId.of(id)).orElseThrow()))
                .toList();
        assertThat(exploited).contains(true, false).isSortedAccordingTo(Collections.reverseOrder());
    }

    @Test
    void aPageBeginsWhereItWouldHaveIfTheCveBeforeItIsGone() {
        CveIndex cves = snapshot.cves();
        CveId held = java.util.stream.IntStream.range(50, cves.size())
                .mapToObj(cves::id)
                .filter(id -> cves.row(new CveId(id.year(), id.number() - 1)).isEmpty())
                .findFirst()
                .orElseThrow();
        PagePosition last = new PagePosition(0, 0, held);
        PagePosition gone = new PagePosition(0, 0, new CveId(held.year(), held.number() - 1));

        assertThat(ids(page(CveFilter.ALL, CveOrder.ID, false, Optional.of(gone), 5)))
                .isEqualTo(ids(page(CveFilter.ALL, CveOrder.ID, false, Optional.of(last), 5)));
    }

    @Test
    void filtersFindWhatTheDatabaseHolds() {
        assertFinds(
                filter(f -> f.severities = new Severities(Set.of(Severity.CRITICAL), false)),
                "SELECT id FROM cve WHERE cvss_score >= 9 AND " + REPORTED);
        assertFinds(
                filter(f -> f.cvss = new Range(Optional.of(5.0), Optional.of(7.5))),
                "SELECT id FROM cve WHERE cvss_score BETWEEN 5 AND 7.5 AND " + REPORTED);
        assertFinds(
                filter(f -> f.epss = new Range(Optional.of(0.1), Optional.empty())),
                "SELECT id FROM cve JOIN epss ON epss.cve = id WHERE epss.score >= 0.1 AND " + REPORTED);
        assertFinds(filter(f -> f.bands = new ScoreBands(Set.of(), true)), "SELECT id FROM cve WHERE " + REPORTED);
        assertFinds(
                filter(f -> f.exploited = Optional.of(true)),
                "SELECT id FROM cve WHERE id IN (SELECT cve FROM kev WHERE withdrawn IS NULL UNION SELECT cve FROM evidence"
                        + " WHERE kind = 0 AND withdrawn IS NULL) AND " + REPORTED);
        assertFinds(
                filter(f -> f.exploit = Optional.of(true)),
                "SELECT id FROM cve WHERE id IN (SELECT cve FROM evidence WHERE kind BETWEEN 1 AND 4"
                        + " AND withdrawn IS NULL) AND " + REPORTED);
        assertFinds(filter(f -> f.weaknesses = Set.of(79, 89)), "SELECT id FROM cve WHERE cwe IN ('CWE-79', 'CWE-89')");
        assertFinds(
                filter(f -> f.since = Optional.of(LocalDate.of(2025, 6, 1))),
                "SELECT id FROM cve WHERE published >= '2025-06-01' AND " + REPORTED);
        assertFinds(
                filter(f -> f.until = Optional.of(LocalDate.of(2025, 6, 1))),
                "SELECT id FROM cve WHERE substr(published, 1, 10) <= '2025-06-01' AND " + REPORTED);
        assertFinds(
                filter(f -> f.states = Set.of(CveState.REJECTED, CveState.RESERVED)),
                "SELECT id FROM cve WHERE state IN ('REJECTED', 'RESERVED')");
        assertFinds(
                filter(f -> f.vendors = List.of("Microsoft Corp.")),
                "SELECT DISTINCT c.id FROM cve c JOIN affects a ON a.cve = c.id JOIN product p ON p.id = a.product"
                        + " WHERE p.vendor_key = 'microsoft' AND c." + REPORTED);
        assertFinds(
                filter(f -> f.vendors = List.of("Microsoft Corp.", "adobe")),
                "SELECT DISTINCT c.id FROM cve c JOIN affects a ON a.cve = c.id JOIN product p ON p.id = a.product"
                        + " WHERE p.vendor_key IN ('microsoft', 'adobe') AND c." + REPORTED);
        assertFinds(
                filter(f -> f.products = List.of("windows", "office")),
                "SELECT DISTINCT c.id FROM cve c JOIN affects a ON a.cve = c.id JOIN product p ON p.id = a.product"
                        + " WHERE (" + BEGINS.formatted("windows") + " OR " + BEGINS.formatted("office") + ") AND c."
                        + REPORTED);
        assertFinds(
                filter(f -> f.products = List.of("windows")),
                "SELECT DISTINCT c.id FROM cve c JOIN affects a ON a.cve = c.id JOIN product p ON p.id = a.product"
                        + " WHERE (" + BEGINS.formatted("windows") + ") AND c." + REPORTED);
        assertFinds(
                filter(f -> f.cited = Optional.of(new Publications.Filter(
                        Optional.of(LocalDate.of(2026, 1, 1)),
                        Optional.empty(),
                        Optional.of(Bulletin.Kind.AVIS),
                        List.of()))),
                "SELECT DISTINCT c.id FROM cve c JOIN bulletin_cve bc ON bc.cve = c.id JOIN bulletin b ON b.id = bc.bulletin"
                        + " WHERE b.published >= '2026-01-01' AND b.kind = 'avis' AND c." + REPORTED);
    }

    @Test
    void anUnknownVendorFindsNothingRatherThanEverything() {
        assertThat(page(filter(f -> f.vendors = List.of("n/a")), CveOrder.ID, false, Optional.empty(), 5)
                        .total())
                .isZero();
    }

    @Test
    void daysAreCountedAsTheCalendarDoes() {
        for (LocalDate day = LocalDate.of(1999, 1, 1); day.getYear() < 2040; day = day.plusDays(1)) {
            assertThat(Days.of(day + "T12:00:00Z")).isEqualTo((int) day.toEpochDay());
        }
        assertThat(Days.of("2026-13-01")).isEqualTo(Days.NONE);
        assertThat(Days.of("today or so")).isEqualTo(Days.NONE);
    }

    private static void assertFinds(CveFilter filter, String sql) {
        Set<String> found = new HashSet<>();
        snapshot.search()
                .each(filter, NO_WORDS, row -> found.add(snapshot.cves().id(row).toString()));
        Set<String> held = new HashSet<>(keys(sql));
        assertThat(held).as(sql).isNotEmpty();
        assertThat(found).as(sql).isEqualTo(held);
    }

    /** The fields of a filter, to be set one by one. */
    private static final class Fields {
        private List<String> vendors = List.of();
        private List<String> products = List.of();
        private Severities severities = Severities.ANY;
        private Range cvss = Range.ANY;
        private ScoreBands bands = ScoreBands.ANY;
        private Range epss = Range.ANY;
        private Optional<Boolean> exploited = Optional.empty();
        private Optional<Boolean> exploit = Optional.empty();
        private Set<Integer> weaknesses = Set.of();
        private Optional<LocalDate> since = Optional.empty();
        private Optional<LocalDate> until = Optional.empty();
        private Set<CveState> states = Set.of();
        private Optional<Publications.Filter> cited = Optional.empty();
    }

    private static CveFilter filter(java.util.function.Consumer<Fields> change) {
        Fields f = new Fields();
        change.accept(f);
        return new CveFilter(
                Set.of(),
                List.of(),
                f.vendors,
                f.products,
                f.severities,
                f.cvss,
                Range.ANY,
                f.bands,
                f.epss,
                f.exploited,
                f.exploit,
                f.weaknesses,
                f.since,
                f.until,
                f.states,
                f.cited);
    }

    private static List<String> all(CveOrder order, boolean backwards) {
        List<String> ids = new ArrayList<>();
        Optional<PagePosition> after = Optional.empty();
        do {
            CvePage page = page(CveFilter.ALL, order, backwards, after, 97);
            ids.addAll(ids(page));
            after = page.next()
                    .map(place -> PagePosition.parse(place.toString()).orElseThrow());
        } while (after.isPresent());
        return ids;
    }

    private static CvePage page(
            CveFilter filter, CveOrder order, boolean backwards, Optional<PagePosition> after, int limit) {
        return snapshot.search().page(filter, NO_WORDS, order, backwards, after, limit);
    }

    private static List<String> ids(CvePage page) {
        return java.util.Arrays.stream(page.rows())
                .mapToObj(row -> snapshot.cves().id(row).toString())
                .toList();
    }

    private static long count(String sql) {
        return query(sql).get(0);
    }

    private static List<String> keys(String sql) {
        return query(sql).stream().map(key -> CveId.ofKey(key).toString()).toList();
    }

    private static List<Long> query(String sql) {
        try (Connection db = DriverManager.getConnection("jdbc:sqlite:" + home.resolve("vigie.db"));
                ResultSet row = db.createStatement().executeQuery(sql)) {
            List<Long> values = new ArrayList<>();
            while (row.next()) {
                values.add(row.getLong(1));
            }
            return values;
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
