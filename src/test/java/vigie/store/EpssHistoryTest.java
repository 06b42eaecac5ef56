package vigie.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import vigie.model.CveId;
import vigie.testing.Seen;
import vigie.testing.TestHome;

class EpssHistoryTest {

    private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
    private static final List<String> CVES = List.of("CVE-2024-0001", "CVE-2024-0002", "CVE-2024-0003");

    /** Days with the scores of the CVEs that have one; few values, so that days with no change are frequent. */
    @Provide
    Arbitrary<Map<Integer, Map<String, Double>>> days() {
        Arbitrary<Map<String, Double>> scores = Arbitraries.maps(Arbitraries.of(CVES), Arbitraries.of(0.0, 0.25, 0.5))
                .ofMaxSize(3);
        return Arbitraries.maps(Arbitraries.integers().between(0, 8), scores)
                .ofMinSize(1)
                .ofMaxSize(6);
    }

    @Property(tries = 150)
    void daysInAnyOrderGiveTheSameHistoryAndTheRightScoreOfEveryDay(
            @ForAll("days") Map<Integer, Map<String, Double>> days, @ForAll long seed) {
        List<Integer> shuffled = new ArrayList<>(days.keySet());
        java.util.Collections.shuffle(shuffled, new Random(seed));
        try (TestHome inOrder = TestHome.make();
                TestHome anyOrder = TestHome.make()) {
            feed(inOrder, days, new ArrayList<>(new TreeMap<>(days).keySet()));
            feed(anyOrder, days, shuffled);
            assertThat(rows(anyOrder)).isEqualTo(rows(inOrder));
            assertScores(anyOrder, days);
            List<String> before = rows(anyOrder);
            feed(anyOrder, days, shuffled);
            assertThat(rows(anyOrder)).as("fed again").isEqualTo(before);
        }
    }

    private static void feed(TestHome home, Map<Integer, Map<String, Double>> days, List<Integer> order) {
        for (int day : order) {
            home.ingest("2026-02-01", Seen.epss(FIRST.plusDays(day), days.get(day)));
        }
    }

    /** Percentiles of the past are left out: of a run of equal scores only one is kept, and which may differ. */
    private static List<String> rows(TestHome home) {
        List<String> rows = home.rows("SELECT cve, since, score, percentile FROM epss ORDER BY cve");
        rows.addAll(home.rows("SELECT cve, since, score FROM epss_past ORDER BY cve, since"));
        return rows;
    }

    private static void assertScores(TestHome home, Map<Integer, Map<String, Double>> days) {
        DossierQuery dossiers = home.reader().dossiers();
        for (String cve : CVES) {
            List<DossierQuery.EpssSince> history = dossiers.epss(CveId.of(cve));
            days.forEach((day, scores) -> assertThat(scoreOn(history, FIRST.plusDays(day)))
                    .as("%s on day %d", cve, day)
                    .isEqualTo(Optional.ofNullable(scores.get(cve))));
        }
    }

    private static Optional<Double> scoreOn(List<DossierQuery.EpssSince> history, LocalDate day) {
        return history.stream()
                .filter(entry -> !entry.since().isAfter(day))
                .findFirst()
                .flatMap(DossierQuery.EpssSince::score);
    }

    @Test
    void aChangeOfThePercentileAloneKeepsTheDay() {
        try (TestHome home = TestHome.make()) {
            home.ingest("2026-01-01", Seen.epss(FIRST, Map.of(CVES.get(0), 0.5)));
            home.ingest("2026-01-02", percentile(FIRST.plusDays(1), 0.9));
            assertThat(home.rows("SELECT since, score, percentile FROM epss")).containsExactly("2026-01-01|0.5|0.9");
            assertThat(home.rows("SELECT * FROM epss_past")).isEmpty();
        }
    }

    @Test
    void scoresThatAreSaidToBeOfALaterDayAreOfToday() {
        try (TestHome home = TestHome.make()) {
            home.ingest("2026-01-01", Seen.epss(LocalDate.of(2094, 1, 1), Map.of(CVES.get(0), 0.5)));
            home.ingest("2026-01-02", Seen.epss(LocalDate.of(2026, 1, 2), Map.of(CVES.get(0), 0.7)));
            assertThat(home.rows("SELECT since, score FROM epss")).containsExactly("2026-01-02|0.7");
            assertThat(home.rows("SELECT since, score FROM epss_past")).containsExactly("2026-01-01|0.5");
            assertThat(home.rows("SELECT day FROM epss_day ORDER BY day")).containsExactly("2026-01-01", "2026-01-02");
        }
    }

    @Test
    void zeroIsAScore() {
        try (TestHome home = TestHome.make()) {
            home.ingest("2026-01-01", Seen.epss(FIRST, Map.of(CVES.get(0), 0.0)));
            assertThat(home.reader()
                            .dossiers()
                            .summary(CveId.of(CVES.get(0)))
                            .orElseThrow()
                            .epss())
                    .contains(0.0);
        }
    }

    @Test
    void aDayThatComesLateAndLacksACveLeavesAGapAndNoMore() {
        Map<Integer, Map<String, Double>> days = new HashMap<>();
        days.put(0, Map.of(CVES.get(0), 0.5));
        days.put(1, Map.of());
        days.put(2, Map.of(CVES.get(0), 0.5));
        try (TestHome home = TestHome.make()) {
            feed(home, days, List.of(0, 2, 1));
            assertScores(home, days);
        }
    }

    private static List<vigie.model.Observation> percentile(LocalDate day, double percentile) {
        vigie.model.EpssScore score = new vigie.model.EpssScore(CveId.of(CVES.get(0)), 0.5, percentile);
        return List.of(
                new vigie.model.Observation.EpssDay(day, "v1"),
                new vigie.model.Observation.EpssSeen(score),
                new vigie.model.Observation.EpssEnd());
    }
}
