package vigie.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import vigie.feed.FeedException;
import vigie.store.RunAccount;
import vigie.store.Tally;
import vigie.sync.Progress;
import vigie.sync.SourceReport;
import vigie.text.Messages;

class JobProgressTest {

    private final JobProgress progress = new JobProgress();

    private void finish(String source) {
        progress.finished(
                new SourceReport(source, RunAccount.Outcome.DONE, 1, 0, Tally.NONE, "", Duration.ofSeconds(1)));
    }

    @Test
    void piecesOfWorkAreShownWithTheirShareUntilTheyAreDone() {
        progress.on(new JobEvent.StageStarted(JobEvent.Stage.SYNC));
        Progress.Task first = progress.begin("kev", "catalogue", Progress.Unit.BYTES, 200);
        Progress.Task second = progress.begin("kev", "catalogue", Progress.Unit.BYTES, -1);
        first.at(50);
        assertThat(progress.state().pieces())
                .extracting(JobProgress.Piece::percent)
                .containsExactly(25, 0);
        second.close();
        first.close();
        finish("kev");
        assertThat(progress.state().pieces()).isEmpty();
        assertThat(progress.state().done()).extracting(JobProgress.Done::source).containsExactly("kev");
    }

    @Test
    void aFailureStaysUntilTheNextRun() {
        assertThat(progress.state().running()).isFalse();
        progress.on(new JobEvent.StageStarted(JobEvent.Stage.SYNC));
        finish("kev");
        progress.on(new JobEvent.StageStarted(JobEvent.Stage.PUBLISH));
        assertThat(progress.state().stage()).contains(JobEvent.Stage.PUBLISH);
        assertThat(progress.state().done()).hasSize(1);
        progress.on(new JobEvent.MainJobFailed(new JobFailure.NothingFetched()));
        progress.on(new JobEvent.MainJobEnded());
        assertThat(progress.state().running()).isFalse();
        assertThat(progress.state().failure()).contains(new JobFailure.NothingFetched());
        progress.on(new JobEvent.StageStarted(JobEvent.Stage.SYNC));
        assertThat(progress.state().failure()).isEmpty();
        assertThat(progress.state().done()).isEmpty();
    }

    @Test
    void aListenerBesideAnotherIsToldTheSame() {
        JobProgress other = new JobProgress();
        JobListener both = progress.and(other);
        both.on(new JobEvent.StageStarted(JobEvent.Stage.SYNC));
        both.begin("kev", "catalogue", Progress.Unit.BYTES, 10).at(5);
        assertThat(other.state()).isEqualTo(progress.state());
        assertThat(other.state().pieces()).hasSize(1);
    }

    @Test
    void aFailureHasASentenceInTheLanguageOfTheReader() {
        Messages french = new Messages("fr").bundle("pages");
        JobFailure busy = JobFailure.of(new FeedException(FeedException.Reason.BUSY, "/srv/feed"));
        assertThat(busy.sentence(french)).contains("/srv/feed").isNotEqualTo(busy.sentence(new Messages("en")));
        assertThat(new JobFailure.NothingFetched().sentence(french)).isEqualTo(new Messages("fr").get("sync.nothing"));
        assertThat(JobFailure.of(new IllegalStateException("disk full")).sentence(french))
                .isEqualTo("disk full");
    }
}
