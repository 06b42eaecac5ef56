package vigie.schedule;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import vigie.feed.Published;
import vigie.fetch.Fetcher;
import vigie.job.JobContext;
import vigie.job.PublishingJob;
import vigie.job.RetentionJob;
import vigie.job.ScoringJob;
import vigie.job.SilentListener;
import vigie.job.SyncJob;
import vigie.job.SyncResult;
import vigie.source.Source;
import vigie.store.JobState;
import vigie.store.Reader;
import vigie.store.ScoreRun;
import vigie.store.Thinned;
import vigie.sync.Extent;
import vigie.sync.SourceReport;

/** Does what the jobs of the schedule are to do. For jobs that run at the same time. */
public final class JobWork {

    private final JobContext context;
    private final List<Source> sources;
    private final Fetcher fetcher;
    private final Retraining retraining;

    /**
     * One fetcher for all runs: it keeps the pace of each host and the pauses that one has asked for.
     *
     * @param context home, settings, clock, and a store that jobs share
     * @param retraining trains in a process of its own
     */
    public JobWork(JobContext context, Retraining retraining) {
        this.context = context;
        SyncJob sync = new SyncJob(context, false);
        this.sources = sync.sources();
        this.fetcher = sync.network();
        this.retraining = retraining;
    }

    /** The jobs that there are. */
    public List<Job> jobs() {
        return JobList.of(sources, context.settings().schedule());
    }

    /**
     * Runs a job.
     *
     * @throws Exception what a job throws that cannot do its work
     */
    public Result run(Job job) throws Exception {
        return switch (job.kind()) {
            case SOURCE ->
                sync(named(job.source()), job.source().equals(job.name()) && listed(job) ? Extent.BRIEF : Extent.USUAL);
            case LISTINGS -> sync(named(job.source()), Extent.USUAL);
            case RECONCILE -> sync(sources, Extent.FULL);
            case SCORE -> score();
            case PUBLISH -> publish();
            case RETRAIN -> retraining.run(context);
            case RETENTION -> retention();
        };
    }

    private boolean listed(Job job) {
        return named(job.source()).get(0).asking().listings().isPresent();
    }

    private List<Source> named(String name) {
        return sources.stream().filter(source -> source.name().equals(name)).toList();
    }

    private Result sync(List<Source> which, Extent extent) throws Exception {
        Told told = new Told();
        SyncResult result = new SyncJob(context.alsoTelling(told), false).run(which, fetcher, extent);
        long records = result.account().added() + result.account().changed();
        JobState.Outcome outcome = result instanceof SyncResult.Complete
                ? JobState.Outcome.DONE
                : result instanceof SyncResult.Incomplete ? JobState.Outcome.PARTIAL : JobState.Outcome.FAILED;
        boolean one = which.size() == 1;
        if (outcome == JobState.Outcome.DONE && one && awaited(which.get(0))) {
            outcome = JobState.Outcome.AWAITED;
        }
        return new Result(outcome, records > 0, records, told.failure(one));
    }

    /** Whether the file of the day is not there yet. */
    private boolean awaited(Source source) {
        return source.asking()
                .dailyFrom()
                .filter(from -> {
                    LocalDate today = context.today();
                    boolean early = context.clock()
                            .instant()
                            .isBefore(today.atTime(from).toInstant(ZoneOffset.UTC));
                    return newest(source).isBefore(early ? today.minusDays(1) : today);
                })
                .isPresent();
    }

    private LocalDate newest(Source source) {
        try (Reader reader = context.store().reader()) {
            return Optional.ofNullable(reader.status().moments().get(source.name()))
                    .flatMap(moments -> moments.data())
                    .map(at -> LocalDate.ofInstant(at, ZoneOffset.UTC))
                    .orElse(LocalDate.MIN);
        }
    }

    private Result score() throws Exception {
        ScoreRun run = new ScoringJob(context).run(false, false);
        return Result.done(run.changed());
    }

    private Result publish() {
        Published published = new PublishingJob(context).run(context.feed(), false, Optional.empty(), false);
        return Result.done(published.changed() + published.removed());
    }

    /** What goes is no reason to score anew. */
    private Result retention() throws Exception {
        Thinned thinned = new RetentionJob(context).run();
        return new Result(
                JobState.Outcome.DONE,
                false,
                thinned.scores() + thinned.epss() + thinned.changes() + thinned.runs(),
                "");
    }

    /** Keeps why sources failed. */
    private static final class Told extends SilentListener {

        private final List<SourceReport> reports = Collections.synchronizedList(new ArrayList<>());

        String failure(boolean one) {
            return reports.stream()
                    .filter(report -> !report.error().isEmpty())
                    .map(report -> one ? report.error() : report.source() + ": " + report.error())
                    .findFirst()
                    .orElse("");
        }

        @Override
        public void finished(SourceReport report) {
            reports.add(report);
        }
    }
}
