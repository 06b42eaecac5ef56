package vigie.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static vigie.testing.CveText.cve;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vigie.model.CveId;
import vigie.model.EpssScore;
import vigie.model.Observation;
import vigie.model.Retention;
import vigie.store.JobState;
import vigie.store.RunAccount;
import vigie.store.ScoreRun;
import vigie.store.ScoreWriter;
import vigie.store.Tally;
import vigie.testing.Scores;
import vigie.testing.Seen;
import vigie.testing.TestHome;

class RevisionTest {

    private static final CveId CVE = CveId.of("CVE-2026-0001");
    private static final Instant NOW = Instant.parse("2026-01-30T12:00:00Z");

    private final TestHome home = TestHome.make();

    @AfterEach
    void close() {
        home.close();
    }

    private String revision() {
        return home.reader().status().revision();
    }

    private void changes(Observation... observations) {
        String before = revision();
        home.ingest("2026-01-30", observations);
        assertThat(revision()).as(List.of(observations).toString()).isNotEqualTo(before);
        String after = revision();
        home.ingest("2026-01-30", observations);
        assertThat(revision()).as("the same once more").isEqualTo(after);
    }

    @Test
    void whatChangesGivesAnotherRevisionAndTheSameOnceMoreDoesNot() {
        changes(cve(CVE.toString()).listed());
        changes(Seen.kev(CVE.toString(), "cisa", "2026-01-20"));
        changes(Seen.exploit(CVE.toString(), "1", "2026-01-21"));
    }

    @Test
    void whatNoCountTellsGivesAnotherRevision() {
        LocalDate day = LocalDate.of(2026, 1, 30);
        home.ingest("2026-01-30", Seen.epss(day, Map.of("CVE-2026-0001", 0.1)));
        String before = revision();
        // Of a percentile alone no change is counted.
        Tally tally = home.ingest(
                "2026-01-30",
                new Observation.EpssDay(day, "v1"),
                new Observation.EpssSeen(new EpssScore(CVE, 0.1, 0.7)));
        assertThat(tally.changed()).isZero();
        assertThat(revision()).isNotEqualTo(before);
    }

    @Test
    void scoresGiveAnotherRevision() {
        String before = revision();
        try (ScoreWriter writer = home.writer().scores(NOW)) {
            writer.put(Scores.of(CVE, 1, NOW));
            writer.finish(NOW, Scores.MODEL, LocalDate.of(2026, 1, 30), ScoreRun.Kind.ALL, 0);
        }
        assertThat(revision()).isNotEqualTo(before);
    }

    @Test
    void notesOfHowWorkGoesDoNot() throws Exception {
        home.ingest("2026-01-30", cve(CVE.toString()).listed());
        String before = revision();
        home.writer().keep(JobState.fresh("nvd", NOW).begun(NOW, Optional.empty()));
        home.writer().finished(new RunAccount("nvd", NOW, NOW, RunAccount.Outcome.DONE, 1, new Tally(1, 0, 0, 0), ""));
        home.writer().settle();
        home.writer().thin(Retention.DEFAULT, LocalDate.of(2026, 1, 30), List.of());
        home.ingest(
                "2026-01-30",
                new Observation.Wanted("queue", "ref", LocalDate.of(2026, 1, 30), "1"),
                new Observation.Held("queue", "ref", "1"),
                new Observation.Mark("key", "value"),
                new Observation.DataMoment(NOW, true),
                new Observation.Skipped("record", "unreadable"),
                new Observation.EpssAbsent(CVE));
        assertThat(revision()).isEqualTo(before);
    }

    @Test
    void whatIsTakenBackGivesNoOtherRevision() {
        String before = revision();
        try (ScoreWriter writer = home.writer().scores(NOW)) {
            writer.put(Scores.of(CVE, 1, NOW));
        }
        assertThat(revision()).isEqualTo(before);
    }
}
