package vigie.job;

import java.util.List;
import java.util.Optional;
import vigie.feed.Published;
import vigie.fetch.Fetcher;
import vigie.source.Source;
import vigie.store.ScoreRun;
import vigie.sync.Extent;

/** The main job: synchronise, train if asked, score, publish. */
public final class MainJob {

    private final JobContext context;
    private final SyncJob sync;

    /** @param context home, settings, clock and listener */
    public MainJob(JobContext context) {
        this.context = context;
        this.sync = new SyncJob(context);
    }

    /** Trains a model and takes it into use unless it is worse. */
    @FunctionalInterface
    public interface Training {

        /** @throws Exception why it could not be trained */
        void run() throws Exception;
    }

    /**
     * What is to be done.
     *
     * @param sources what is synchronised
     * @param fetcher where bodies come from
     * @param training done before the scoring, if anything is trained
     * @param all whether all CVEs are scored, or those only that changed
     */
    public record Task(List<Source> sources, Fetcher fetcher, Optional<Training> training, boolean all) {}

    /** The result of the main job. */
    public sealed interface Result {

        /** The result of the synchronisation. */
        SyncResult sync();
    }

    /** Nothing could be fetched, so that nothing else was done. */
    public record Stopped(SyncResult sync) implements Result {}

    /** Everything was done. */
    public record Finished(SyncResult sync, ScoreRun scored, Published published) implements Result {}

    /** The task with all sources, from the network. */
    public Task fromNetwork(Optional<Training> training) {
        return new Task(sync.sources(), sync.network(), training, false);
    }

    /**
     * Runs the job.
     *
     * @throws Exception what a stage throws; the listener is told first
     */
    public Result run(Task task) throws Exception {
        try {
            return stages(task);
        } catch (Exception e) {
            context.tell(new JobEvent.MainJobFailed(JobFailure.of(e)));
            throw e;
        } finally {
            context.tell(new JobEvent.MainJobEnded());
        }
    }

    private Result stages(Task task) throws Exception {
        begin(JobEvent.Stage.SYNC);
        SyncResult synced = sync.run(task.sources(), task.fetcher(), Extent.USUAL);
        if (synced instanceof SyncResult.NothingFetched) {
            context.tell(new JobEvent.MainJobFailed(new JobFailure.NothingFetched()));
            return new Stopped(synced);
        }
        if (task.training().isPresent()) {
            begin(JobEvent.Stage.TRAIN);
            task.training().get().run();
        }
        begin(JobEvent.Stage.SCORE);
        ScoreRun scored = new ScoringJob(context).run(task.all(), false);
        begin(JobEvent.Stage.PUBLISH);
        Published published = new PublishingJob(context).run(context.feed(), false, Optional.empty(), false);
        new RetentionJob(context).runIfDue();
        return new Finished(synced, scored, published);
    }

    private void begin(JobEvent.Stage stage) {
        context.tell(new JobEvent.StageStarted(stage));
    }
}
