package vigie.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vigie.model.CveId;
import vigie.model.EpssScore;
import vigie.model.Observation;
import vigie.testing.Scores;
import vigie.testing.TestHome;

class RiseTest {

    private static final String ONE = "CVE-2026-0001";
    private static final String TWO = "CVE-2026-0002";
    private static final String THREE = "CVE-2026-0003";
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 10);

    private final TestHome home = TestHome.make();

    @AfterEach
    void close() {
        home.close();
    }

    private void epss(int day, String model, Map<String, Double> scores) {
        List<Observation> file = new ArrayList<>();
        file.add(new Observation.EpssDay(FIRST.plusDays(day), model));
        scores.forEach((cve, score) -> file.add(new Observation.EpssSeen(new EpssScore(CveId.of(cve), score, 0.5))));
        file.add(new Observation.EpssEnd());
        home.ingest("2026-02-01", file);
    }

    private void scores(int day, String model, Map<String, Double> scores) {
        try (ScoreWriter writer = home.writer().scores(Instant.EPOCH)) {
            scores.forEach(
                    (cve, score) -> writer.put(Scores.plain(CveId.of(cve), model, FIRST.plusDays(day), score, 0.5)));
            writer.finish(Instant.EPOCH, model, FIRST.plusDays(day), ScoreRun.Kind.ALL, 0);
        }
    }

    private static List<String> told(List<NewsQuery.Rise> rises) {
        return rises.stream()
                .map(r -> r.cve() + " " + r.before() + " " + r.after() + " "
                        + FIRST.until(r.since()).getDays())
                .toList();
    }

    private List<String> epssRises(int since, int limit) {
        return told(home.reader().news().epssRises(FIRST.plusDays(since), limit));
    }

    private List<String> scoreRises(int since) {
        return told(home.reader().news().scoreRises(FIRST.plusDays(since), 10));
    }

    @Test
    void thoseThatRoseMostSinceTheDayComeFirst() {
        epss(0, "v", Map.of(ONE, 0.1, TWO, 0.5, THREE, 0.9));
        epss(1, "v", Map.of(ONE, 0.2, TWO, 0.5, THREE, 0.9));
        epss(2, "v", Map.of(ONE, 0.3, TWO, 0.95, THREE, 0.8));
        assertThat(epssRises(1, 10)).containsExactly(TWO + " 0.5 0.95 2", ONE + " 0.1 0.3 2");
        assertThat(epssRises(2, 10)).containsExactly(TWO + " 0.5 0.95 2", ONE + " 0.2 0.3 2");
        assertThat(epssRises(1, 1)).containsExactly(TWO + " 0.5 0.95 2");
        assertThat(epssRises(3, 10)).isEmpty();
    }

    @Test
    void withoutAScoreBeforeThereIsNoRise() {
        epss(0, "v", Map.of(ONE, 0.1));
        epss(1, "v", Map.of(TWO, 0.5));
        epss(2, "v", Map.of(ONE, 0.3, TWO, 0.6));
        assertThat(epssRises(1, 10)).containsExactly(ONE + " 0.1 0.3 2");
        assertThat(epssRises(2, 10)).containsExactly(TWO + " 0.5 0.6 2");
        assertThat(epssRises(0, 10)).as("since before the first day").containsExactly(ONE + " 0.1 0.3 2");
    }

    @Test
    void aNewEpssModelIsComparedWithItsOwnFirstDay() {
        epss(0, "v", Map.of(ONE, 0.1, TWO, 0.1));
        epss(1, "w", Map.of(ONE, 0.7, TWO, 0.7));
        assertThat(epssRises(1, 10)).isEmpty();
        epss(2, "w", Map.of(ONE, 0.8, TWO, 0.7));
        assertThat(epssRises(1, 10)).containsExactly(ONE + " 0.7 0.8 2");
        assertThat(epssRises(0, 10)).containsExactly(ONE + " 0.7 0.8 2");
    }

    @Test
    void scoresAreComparedWithinTheirModelOnly() {
        scores(0, "m", Map.of(ONE, 0.1, TWO, 0.2));
        scores(1, "m", Map.of(ONE, 0.4, TWO, 0.1, THREE, 0.9));
        assertThat(scoreRises(1)).containsExactly(ONE + " 0.1 0.4 1");
        scores(2, "n", Map.of(ONE, 0.6, TWO, 0.6));
        assertThat(scoreRises(1)).isEmpty();
        scores(3, "n", Map.of(ONE, 0.6, TWO, 0.7));
        assertThat(scoreRises(1)).containsExactly(TWO + " 0.6 0.7 3");
    }

    @Test
    void nothingHeldRoseNothing() {
        assertThat(epssRises(0, 10)).isEmpty();
        assertThat(scoreRises(0)).isEmpty();
    }

    @Test
    void endingEarlyMissesNone() {
        Random random = new Random(7);
        Map<String, Double> before = new HashMap<>();
        Map<String, Double> after = new HashMap<>();
        for (int i = 1; i <= 500; i++) {
            before.put("CVE-2026-" + (1000 + i), random.nextInt(1000) / 1000.0);
            after.put("CVE-2026-" + (1000 + i), random.nextInt(1000) / 1000.0);
        }
        epss(0, "v", before);
        epss(1, "v", after);
        List<Double> greatest = before.keySet().stream()
                .map(cve -> after.get(cve) - before.get(cve))
                .filter(by -> by > 0)
                .sorted(java.util.Comparator.reverseOrder())
                .toList();
        for (int limit : List.of(1, 10, 100, 500)) {
            assertThat(home.reader().news().epssRises(FIRST.plusDays(1), limit))
                    .extracting(NewsQuery.Rise::by)
                    .isEqualTo(greatest.subList(0, Math.min(limit, greatest.size())));
        }
    }
}
