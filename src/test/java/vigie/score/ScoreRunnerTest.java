package vigie.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vigie.model.CveId;
import vigie.model.Exploited;
import vigie.model.Score;
import vigie.model.Tombstone;
import vigie.store.ScoreRun;
import vigie.store.ScoreWriter;
import vigie.testing.CveText;
import vigie.testing.Outbreak;
import vigie.testing.Seen;
import vigie.testing.TestHome;

class ScoreRunnerTest {

    private static final String DAY = Outbreak.TODAY.toString();
    private static final int CVES = 120;
    private static final CveId ONE = CveId.of(Outbreak.cve(1));

    private final ScoreModel model = Outbreak.model().model();
    private final TestHome home = Outbreak.home(CVES);

    @AfterEach
    void close() {
        home.close();
    }

    private ScoreRunner runner(ScoreModel with, LocalDate day, LocalTime time) {
        Clock clock = Clock.fixed(day.atTime(time).toInstant(ZoneOffset.UTC), ZoneOffset.UTC);
        return new ScoreRunner(home.store(), with, Scope.FIRST, clock, new Work(2));
    }

    private ScoreRunner runner() {
        return runner(model, Outbreak.TODAY, LocalTime.NOON);
    }

    private ScoreRunner later() {
        return runner(model, Outbreak.TODAY, LocalTime.of(18, 0));
    }

    private List<Score> held() {
        List<Score> all = new ArrayList<>();
        home.reader().scores().each(all::add);
        return all;
    }

    private Score held(CveId cve) {
        return home.reader().scores().score(cve).orElseThrow();
    }

    @Test
    void everyCveHasAScoreAndItsPlaceAmongAll() {
        ScoreRun run = runner().all(home.writer());
        assertThat(run.scored()).isEqualTo(CVES);
        assertThat(run.changed()).isEqualTo(CVES);
        assertThat(run.kind()).isEqualTo(ScoreRun.Kind.ALL);
        assertThat(run.model()).isEqualTo(Outbreak.model().id());
        List<Score> scores = held();
        assertThat(scores).hasSize(CVES);
        double[] margins = scores.stream().mapToDouble(Score::margin).toArray();
        for (Score score : scores) {
            double place = java.util.Arrays.stream(margins)
                            .filter(m -> m <= score.margin())
                            .count()
                    / (double) CVES;
            assertThat(score.percentile()).isCloseTo(place, within(1e-5));
        }
        assertThat(scores.stream().mapToDouble(Score::percentile).max()).hasValue(1);
    }

    @Test
    void theNumberOfThreadsMakesNoDifference() {
        runner().all(home.writer());
        List<Score> before = held();
        Clock clock = Clock.fixed(before.get(0).updated(), ZoneOffset.UTC);
        new ScoreRunner(home.store(), model, Scope.FIRST, clock, new Work(1)).all(home.writer());
        assertThat(held()).isEqualTo(before);
    }

    @Test
    void whenNothingIsNewNothingIsScored() {
        runner().all(home.writer());
        List<Score> before = held();
        ScoreRun run = later().changed(home.writer());
        assertThat(run.scored()).isZero();
        assertThat(run.changed()).isZero();
        assertThat(run.kind()).isEqualTo(ScoreRun.Kind.CHANGED);
        assertThat(held()).isEqualTo(before);
        assertThat(home.rows("SELECT kind FROM score_run"))
                .as("no trace is left")
                .containsExactly("ALL");
    }

    @Test
    void scoringAllAgainChangesNoMoment() {
        runner().all(home.writer());
        List<Score> before = held();
        ScoreRun run = later().all(home.writer());
        assertThat(run.scored()).isEqualTo(CVES);
        assertThat(run.changed()).isZero();
        assertThat(held()).isEqualTo(before);
    }

    @Test
    void onlyTheCvesOfWhichSomethingNewIsSaidAreScored() {
        runner().all(home.writer());
        List<Score> before = held();
        home.ingest(
                DAY,
                CveText.cve(ONE.toString())
                        .published("2024-12-20T00:00:00Z")
                        .description("A crafted packet allows remote code execution in the admin console of Acme")
                        .cvss(9.8, "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H")
                        .product("Acme", "Product 1", "1.0", "affected")
                        .listed(),
                CveText.cve("CVE-2024-5555").published("2024-12-30T00:00:00Z").listed());
        ScoreRun run = later().changed(home.writer());
        assertThat(run.scored()).isEqualTo(2);
        assertThat(run.changed()).isEqualTo(2);
        Score changed = held(ONE);
        assertThat(changed.margin()).isNotEqualTo(before.get(0).margin());
        assertThat(changed.percentile()).isBetween(0.0, 1.0);
        assertThat(held(CveId.of("CVE-2024-5555")).probability()).isBetween(0.0, 1.0);
        assertThat(held().subList(1, CVES)).isEqualTo(before.subList(1, CVES));
        assertThat(later().changed(home.writer()).scored()).isZero();
    }

    @Test
    void aNewEntryOfACatalogueSetsKnownExploited() {
        runner().all(home.writer());
        assertThat(held(ONE).known()).isEmpty();
        home.ingest(DAY, Seen.kev(ONE.toString(), "cisa", "2024-12-30"));
        ScoreRun run = later().changed(home.writer());
        assertThat(run.scored()).isEqualTo(1);
        assertThat(held(ONE).known()).contains(new Exploited(LocalDate.of(2024, 12, 30), List.of("kev")));
        assertThat(held(ONE).updated()).isEqualTo(Instant.parse("2024-12-31T18:00:00Z"));
    }

    @Test
    void aRejectedCveLeavesWithATombstoneAndMayComeBack() {
        runner().all(home.writer());
        home.ingest(DAY, CveText.cve(ONE.toString()).state("REJECTED").listed());
        ScoreRun run = later().changed(home.writer());
        assertThat(run.changed()).isEqualTo(1);
        assertThat(home.reader().scores().score(ONE)).isEmpty();
        assertThat(home.reader().scores().gone(Instant.EPOCH))
                .extracting(Tombstone::cve, Tombstone::since)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(ONE, Outbreak.TODAY));
        home.ingest(
                DAY,
                CveText.cve(ONE.toString())
                        .modified("2026-01-04T10:00:00Z")
                        .description("Back")
                        .listed());
        later().changed(home.writer());
        assertThat(held(ONE).cve()).isEqualTo(ONE);
        assertThat(home.reader().scores().gone(Instant.EPOCH)).isEmpty();
    }

    @Test
    void anotherDayScoresAll() {
        runner().all(home.writer());
        ScoreRun run = runner(model, Outbreak.TODAY.plusDays(1), LocalTime.NOON).changed(home.writer());
        assertThat(run.kind()).isEqualTo(ScoreRun.Kind.ALL);
        assertThat(run.scored()).isEqualTo(CVES);
    }

    @Test
    void anotherModelScoresAll() {
        runner().all(home.writer());
        ScoreRun run =
                runner(SmallModel.model(), Outbreak.TODAY, LocalTime.NOON).changed(home.writer());
        assertThat(run.kind()).isEqualTo(ScoreRun.Kind.ALL);
        assertThat(run.changed()).isEqualTo(CVES);
        assertThat(held()).extracting(Score::model).containsOnly("small");
        assertThat(runner().changed(home.writer()).kind()).isEqualTo(ScoreRun.Kind.ALL);
    }

    @Test
    void aModelWithEpssScoresWhatHasAnotherEpssScore() {
        ScoreModel with = ScoreModel.read(
                "with",
                SmallModel.text()
                        .replace("\"vigie_epss\":\"false\"", "\"vigie_epss\":\"true\"")
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        runner(with, Outbreak.TODAY, LocalTime.NOON).all(home.writer());
        assertThat(runner(with, Outbreak.TODAY, LocalTime.NOON)
                        .changed(home.writer())
                        .scored())
                .isZero();
        home.ingestShrunk(DAY, Seen.epss(LocalDate.of(2024, 12, 30), java.util.Map.of(Outbreak.cve(1), 0.01)));
        assertThat(runner(with, Outbreak.TODAY, LocalTime.NOON)
                        .changed(home.writer())
                        .scored())
                .isEqualTo(CVES - 1);
    }

    @Test
    void explainingSaysWhatIsHeldAndLeavesTheDatabaseAsItIs() {
        runner().all(home.writer());
        List<CveId> some = List.of(CveId.of(Outbreak.cve(9)), ONE, CveId.of("CVE-2024-4040"), ONE);
        List<String> before = home.rows("SELECT * FROM score_run");
        List<Explained> explained = runner().explain(some);
        assertThat(explained).extracting(Explained::cve).containsExactly(ONE, CveId.of(Outbreak.cve(9)));
        assertThat(runner().ranked(explained)).containsExactly(held(ONE), held(CveId.of(Outbreak.cve(9))));
        assertThat(home.rows("SELECT * FROM score_run")).isEqualTo(before);
    }

    @Test
    void explainingNeedsNoScores() {
        List<Explained> explained = runner().explain(List.of(ONE));
        assertThat(explained).hasSize(1);
        assertThat(home.rows("SELECT count(*) FROM trait")).containsExactly("0");
    }

    @Test
    void aRunThatDoesNotComeToItsEndLeavesTheOldScores() {
        runner().all(home.writer());
        List<Score> before = held();
        home.ingest(DAY, Seen.kev(ONE.toString(), "cisa", "2024-12-30"));
        assertThatThrownBy(() -> {
                    try (ScoreWriter writer = home.writer().scores(Instant.EPOCH)) {
                        writer.put(held(ONE).ranked(0.123));
                        writer.gone(CveId.of(Outbreak.cve(2)), Outbreak.TODAY);
                        throw new IllegalStateException("killed");
                    }
                })
                .hasMessage("killed");
        assertThat(held()).isEqualTo(before);
        assertThat(home.reader().scores().gone(Instant.EPOCH)).isEmpty();
        assertThat(later().changed(home.writer()).scored())
                .as("what was new still is")
                .isEqualTo(1);
    }

    @Test
    void aHomeWithoutCvesHasNoScores() {
        try (TestHome empty = TestHome.make()) {
            ScoreRun run = new ScoreRunner(
                            empty.store(), model, Scope.FIRST, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), new Work(2))
                    .changed(empty.writer());
            assertThat(run.scored()).isZero();
        }
    }

    @Test
    void cvesPublishedBeforeTheFirstDayHaveNoScore() {
        Clock clock = Clock.fixed(Outbreak.TODAY.atStartOfDay().toInstant(ZoneOffset.UTC), ZoneOffset.UTC);
        LocalDate since = LocalDate.of(2024, 1, 1);
        new ScoreRunner(home.store(), model, since, clock, new Work(2)).all(home.writer());
        assertThat(held())
                .hasSize((int) Outbreak.corpus(home).dossiers().stream()
                        .filter(d -> !d.published().orElseThrow().isBefore(since))
                        .count())
                .hasSizeBetween(1, CVES - 1);
    }
}
