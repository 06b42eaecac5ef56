package vigie.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vigie.model.CveId;
import vigie.testing.Scores;
import vigie.testing.Seen;
import vigie.testing.TestHome;

class PastScoresTest {

    private static final String ID = "CVE-2026-0001";
    private static final CveId CVE = CveId.of(ID);
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 10);

    private final TestHome home = TestHome.make();

    @AfterEach
    void close() {
        home.close();
    }

    private void run(int day, String model, double score, double percentile) {
        LocalDate on = FIRST.plusDays(day);
        try (ScoreWriter writer = home.writer().scores(Instant.EPOCH)) {
            writer.put(Scores.plain(CVE, model, on, score, percentile));
            writer.finish(Instant.EPOCH, model, on, ScoreRun.Kind.ALL, 0);
        }
    }

    private void gone(int day) {
        try (ScoreWriter writer = home.writer().scores(Instant.EPOCH)) {
            writer.gone(CVE, FIRST.plusDays(day));
            writer.finish(Instant.EPOCH, "m", FIRST.plusDays(day), ScoreRun.Kind.ALL, 0);
        }
    }

    /** Day, model, score and percentile of each point. */
    private List<String> scores() {
        return home.reader().scores().past(CVE).stream()
                .map(p -> FIRST.until(p.since()).getDays() + " " + p.model() + " "
                        + p.score().map(Object::toString).orElse("-") + " "
                        + p.percentile().map(Object::toString).orElse("-"))
                .toList();
    }

    @Test
    void aScoreThatWasReplacedIsKeptWithTheDaySinceWhichItHeld() {
        run(0, "m", 0.1, 0.5);
        assertThat(scores()).containsExactly("0 m 0.1 0.5");
        run(1, "m", 0.2, 0.6);
        run(4, "n", 0.2, 0.6);
        assertThat(scores()).containsExactly("0 m 0.1 0.5", "1 m 0.2 0.6", "4 n 0.2 0.6");
    }

    @Test
    void thePercentileAloneMovesNothingButItself() {
        run(0, "m", 0.1, 0.5);
        run(1, "m", 0.1, 0.6);
        run(2, "m", 0.1, 0.7);
        assertThat(scores()).containsExactly("0 m 0.1 0.7");
        run(3, "m", 0.2, 0.8);
        assertThat(scores()).containsExactly("0 m 0.1 0.7", "3 m 0.2 0.8");
    }

    @Test
    void ofADayOnlyTheLastScoreIsKept() {
        run(0, "m", 0.1, 0.5);
        run(1, "m", 0.2, 0.6);
        run(1, "m", 0.3, 0.7);
        run(2, "m", 0.4, 0.8);
        assertThat(scores()).containsExactly("0 m 0.1 0.5", "1 m 0.3 0.7", "2 m 0.4 0.8");
    }

    @Test
    void aRunAsOfAnEarlierDayIsTheLastWordAndLosesNothing() {
        run(0, "m", 0.1, 0.5);
        run(5, "m", 0.2, 0.6);
        run(3, "m", 0.3, 0.7);
        assertThat(scores()).containsExactly("0 m 0.1 0.5", "3 m 0.3 0.7");
        run(6, "m", 0.4, 0.8);
        assertThat(scores()).containsExactly("0 m 0.1 0.5", "3 m 0.3 0.7", "5 m 0.2 0.6", "6 m 0.4 0.8");
        run(3, "m", 0.5, 0.9);
        run(7, "m", 0.6, 0.9);
        assertThat(scores()).contains("3 m 0.5 0.9").doesNotContain("3 m 0.3 0.7");
    }

    @Test
    void aCveThatLeavesHasNoScoreUntilItComesBack() {
        run(0, "m", 0.1, 0.5);
        gone(2);
        gone(3);
        assertThat(scores()).containsExactly("0 m 0.1 0.5", "2 m - -");
        run(4, "m", 0.1, 0.5);
        assertThat(scores()).containsExactly("0 m 0.1 0.5", "2 m - -", "4 m 0.1 0.5");
        gone(4);
        assertThat(scores()).endsWith("4 m - -");
        run(4, "m", 0.3, 0.5);
        assertThat(scores()).endsWith("4 m 0.3 0.5").hasSize(3);
    }

    @Test
    void aRunThatIsNotFinishedLeavesNoPast() {
        run(0, "m", 0.1, 0.5);
        try (ScoreWriter writer = home.writer().scores(Instant.EPOCH)) {
            writer.put(Scores.plain(CVE, "m", FIRST.plusDays(1), 0.2, 0.5));
        }
        assertThat(scores()).containsExactly("0 m 0.1 0.5");
    }

    @Test
    void epssIsToldWithItsGapsAndTheScoreOfNowFirst() {
        home.ingest("2026-01-10", Seen.epss(FIRST, Map.of(ID, 0.5)));
        home.ingest("2026-01-11", Seen.epss(FIRST.plusDays(1), Map.of()));
        home.ingest("2026-01-12", Seen.epss(FIRST.plusDays(2), Map.of(ID, 0.25)));
        assertThat(home.reader().dossiers().epss(CVE))
                .containsExactly(
                        new DossierQuery.EpssSince(FIRST.plusDays(2), Optional.of(0.25), Optional.of(0.35)),
                        new DossierQuery.EpssSince(FIRST.plusDays(1), Optional.empty(), Optional.empty()),
                        new DossierQuery.EpssSince(FIRST, Optional.of(0.5), Optional.of(0.6)));
        assertThat(home.reader().dossiers().epss(CveId.of("CVE-2026-9999"))).isEmpty();
        assertThat(scores()).isEmpty();
    }
}
