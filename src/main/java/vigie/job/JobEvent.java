package vigie.job;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import vigie.feed.Published;
import vigie.fetch.RequestLog;
import vigie.score.ModelStore;
import vigie.store.JobState;
import vigie.store.ScoreRun;

/** Something that happened in a job. */
public sealed interface JobEvent {

    /** The stages of the main job. */
    enum Stage {
        /** Sources are fetched. */
        SYNC,
        /** A model is trained. */
        TRAIN,
        /** CVEs are scored. */
        SCORE,
        /** The feed is published. */
        PUBLISH
    }

    /** A stage of the main job begins. */
    record StageStarted(Stage stage) implements JobEvent {}

    /** The main job is over, whether it succeeded or not. */
    record MainJobEnded() implements JobEvent {}

    /**
     * A run of a job of the schedule has ended.
     *
     * @param job its name
     * @param outcome how it ended
     */
    record ScheduledJobEnded(String job, JobState.Outcome outcome, Duration time) implements JobEvent {}

    /** The main job failed. */
    record MainJobFailed(JobFailure failure) implements JobEvent {}

    /**
     * Another process writes to the home; the job waits for it.
     *
     * @param holder who writes
     */
    record WaitingForLock(String holder) implements JobEvent {}

    /**
     * A request to a host, with its outcome.
     *
     * @param line method, address, status and time
     */
    record Requested(String line) implements JobEvent {}

    /**
     * A host gives no answer, but is asked again; once for each host.
     *
     * @param host its name
     */
    record HostSilent(String host, RequestLog.Silence why) implements JobEvent {}

    /**
     * Data were fetched on a later day than that of the job: the clock was set back, or an earlier day is asked for.
     *
     * @param held the day on which they were fetched
     */
    record FetchedLater(LocalDate held, LocalDate today) implements JobEvent {}

    /** A synchronisation is over. */
    record Synced(SyncResult result) implements JobEvent {}

    /**
     * Scoring begins.
     *
     * @param model identifier of the model
     */
    record ScoringStarted(String model) implements JobEvent {}

    /** Scoring is over. */
    record Scored(ScoreRun run, Duration time) implements JobEvent {}

    /**
     * The feed is published.
     *
     * @param account what was written
     * @param folder where
     */
    record FeedPublished(Published account, Path folder, Duration time) implements JobEvent {}

    /**
     * The feed was committed to its git repository.
     *
     * @param summary the commit's message
     * @param changed whether there was anything to commit
     */
    record FeedCommitted(String summary, boolean changed) implements JobEvent {}

    /**
     * What was too old is removed.
     *
     * @param account how much of what
     */
    record Thinned(vigie.store.Thinned account) implements JobEvent {}

    /** The data for a training are read. */
    record ReadingCorpus() implements JobEvent {}

    /**
     * A model is being trained.
     *
     * @param cves how many CVEs it learns from
     * @param until the last day that it knows of
     */
    record TrainingStarted(long cves, LocalDate until) implements JobEvent {}

    /** A model is trained; it is not stored yet. */
    record Trained(ModelStore.Kept model) implements JobEvent {}

    /** It is decided whether a trained model is taken into use. */
    record PromotionDecided(Promotion promotion) implements JobEvent {}
}
