package vigie.store;

import static org.assertj.core.api.Assertions.assertThat;
import static vigie.testing.CveText.cve;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vigie.model.CveId;
import vigie.model.Score;
import vigie.model.Tombstone;
import vigie.testing.Scores;
import vigie.testing.TestHome;

class ScoresTest {

    private static final String ONE = "CVE-2024-0001";
    private static final String TWO = "CVE-2025-0002";
    private static final String THREE = "CVE-2025-12345";
    private static final Instant FIRST = Instant.parse("2026-01-30T12:00:00.5Z");
    private static final Instant SECOND = Instant.parse("2026-01-31T12:00:00Z");

    private final TestHome home = TestHome.make();

    @AfterEach
    void close() {
        home.close();
    }

    private ScoreRun run(Instant at, long seed, List<String> scored, List<String> gone) {
        return Scores.run(home.writer(), at, seed, scored, gone);
    }

    private ScoreQuery scores() {
        return home.reader().scores();
    }

    private List<String> cves(java.util.function.Consumer<java.util.function.Consumer<Score>> query) {
        List<String> found = new ArrayList<>();
        query.accept(score -> found.add(score.cve().toString()));
        return found;
    }

    @Test
    void aScoreIsReadAsItWasWritten() {
        run(FIRST, 1, List.of(ONE, TWO, THREE), List.of());
        for (String cve : List.of(ONE, TWO, THREE)) {
            assertThat(scores().score(CveId.of(cve))).contains(Scores.of(CveId.of(cve), 1, FIRST));
        }
        assertThat(scores().score(CveId.of("CVE-2024-9999"))).isEmpty();
    }

    @Test
    void theMomentOfTheUpdateMovesOnlyWithTheContent() {
        run(FIRST, 1, List.of(ONE, TWO), List.of());
        ScoreRun again = run(SECOND, 1, List.of(ONE, TWO), List.of());
        assertThat(again.scored()).isEqualTo(2);
        assertThat(again.changed()).isZero();
        assertThat(scores().score(CveId.of(ONE)).orElseThrow().updated()).isEqualTo(FIRST);
        run(SECOND, 2, List.of(ONE), List.of());
        assertThat(scores().score(CveId.of(ONE)).orElseThrow().updated()).isEqualTo(SECOND);
        assertThat(scores().score(CveId.of(TWO)).orElseThrow().updated()).isEqualTo(FIRST);
    }

    @Test
    void scoresAreHandedOutInTheOrderOfTheirCvesAllOrOfAYearOrChanged() {
        ScoreRun first = run(FIRST, 1, List.of(THREE, ONE, TWO), List.of());
        run(SECOND, 2, List.of(TWO), List.of());
        assertThat(cves(scores()::each)).containsExactly(ONE, TWO, THREE);
        assertThat(cves(take -> scores().ofYear(2025, take))).containsExactly(TWO, THREE);
        assertThat(cves(take -> scores().changed(Instant.EPOCH, first.id(), take)))
                .containsExactly(TWO);
        assertThat(cves(take -> scores().changed(SECOND, 0, take))).containsExactly(TWO);
        assertThat(scores().years()).containsExactly(2024, 2025);
        assertThat(scores().count()).isEqualTo(3);
        List<CveId> lines = new ArrayList<>();
        scores().lines(0, line -> lines.add(line.cve()));
        assertThat(lines).containsExactly(CveId.of(ONE), CveId.of(TWO), CveId.of(THREE));
        scores().lines(first.id(), line -> lines.add(line.cve()));
        assertThat(lines).hasSize(4).endsWith(CveId.of(TWO));
    }

    @Test
    void aCveThatLeavesHasATombstoneUntilItComesBack() {
        run(FIRST, 1, List.of(ONE, TWO), List.of());
        run(SECOND, 1, List.of(), List.of(ONE, "CVE-2024-9999"));
        assertThat(scores().score(CveId.of(ONE))).isEmpty();
        assertThat(scores().gone(SECOND))
                .containsExactly(new Tombstone(CveId.of(ONE), LocalDate.of(2026, 1, 31), SECOND));
        assertThat(scores().gone(SECOND.plusSeconds(1))).isEmpty();
        run(SECOND, 1, List.of(ONE), List.of());
        assertThat(scores().gone(FIRST)).isEmpty();
        assertThat(scores().score(CveId.of(ONE))).isPresent();
    }

    @Test
    void aRunThatIsNotFinishedLeavesNothing() {
        ScoreRun last = run(FIRST, 1, List.of(ONE), List.of());
        try (ScoreWriter writer = home.writer().scores(SECOND)) {
            writer.put(Scores.of(CveId.of(TWO), 1, SECOND));
            writer.gone(CveId.of(ONE), LocalDate.of(2026, 1, 31));
        }
        assertThat(cves(scores()::each)).containsExactly(ONE);
        assertThat(scores().lastRun()).contains(last);
        assertThat(scores().gone(FIRST)).isEmpty();
    }

    @Test
    void whatWasHeldIsSeenWhateverIsWritten() {
        run(FIRST, 1, List.of(ONE), List.of());
        try (Reader reader = home.store().reader()) {
            reader.hold();
            assertThat(reader.scores().count()).isEqualTo(1);
            run(SECOND, 1, List.of(TWO), List.of());
            assertThat(reader.scores().count()).isEqualTo(1);
        }
        assertThat(scores().count()).isEqualTo(2);
    }

    @Test
    void scoresAreNoContentOfASource() {
        home.ingest("2026-01-30", cve(ONE).listed());
        var before = home.reader().contentHash();
        run(FIRST, 1, List.of(ONE), List.of());
        assertThat(home.reader().contentHash()).isEqualTo(before);
    }
}
