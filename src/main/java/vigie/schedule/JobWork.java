package vigie.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
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
import vigie.store.RunAccount;
import vigie.store.ScoreRun;
import vigie.store.StatusQuery;
import vigie.store.Thinned;
import vigie.sync.Extent;
import vigie.sync.SourceReport;

/** Does what the jobs of the schedule are to do. For jobs that run at the same time. */
public final class JobWork {

    private final JobContext context;
    private final List<Source> sources;
    private final Fetcher fetcher;
    private final Retraining retraining;

    /** What could not be read when everything was last to be read again. */
    private volatile Unread unread = new Unread(Set.of(), Instant.EPOCH);

    /**
     * Sources that are to be read again as a whole.
     *
     * @param since when that of all sources began
     */
    private record Unread(Set<String> sources, Instant since) {}

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
            case SOURCE -> sync(job.source(), brief(job) ? Extent.BRIEF : Extent.USUAL);
            case LISTINGS -> sync(job.source(), Extent.USUAL);
            case RECONCILE -> reconcile(job.cadence().orElseThrow());
            case SCORE -> score();
            case PUBLISH -> publish();
            case RETRAIN -> retraining.run(context);
            case RETENTION -> retention();
        };
    }

    /**
     * Whether that will do which tells of news first, since another job asks for the rest. Not before the source was read once: what the
     * rest then brings would count as new.
     */
    private boolean brief(Job job) {
        return named(job.source()).get(0).asking().listings().isPresent()
                && moments(job.source()).flatMap(StatusQuery.Moments::success).isPresent();
    }

    private List<Source> named(String name) {
        return sources.stream().filter(source -> source.name().equals(name)).toList();
    }

    private Result sync(String source, Extent extent) throws Exception {
        Told told = new Told();
        List<Source> which = named(source);
        Result result = sync(which, extent, told, told::failure);
        return result.outcome() == JobState.Outcome.DONE && awaited(which.get(0))
                ? new Result(JobState.Outcome.AWAITED, result.changed(), result.records(), result.detail())
                : result;
    }

    /**
     * Reads everything again. Where some sources could not be read, only these are tried again until the next time is due: while one
     * is down for days, the others are not downloaded every few hours.
     */
    private Result reconcile(Cadence cadence) throws Exception {
        Unread before = unread;
        Instant now = context.clock().instant();
        boolean rest = !before.sources().isEmpty()
                && !now.isBefore(before.since())
                && now.isBefore(cadence.after(before.since()));
        List<Source> which = rest
                ? sources.stream()
                        .filter(source -> before.sources().contains(source.name()))
                        .toList()
                : sources;
        Told told = new Told();
        Result result = sync(which, Extent.FULL, told, told::failureOfSeveral);
        unread = new Unread(told.ended(false), rest ? before.since() : now);
        return new Result(result.outcome(), result.changed(), result.records(), result.detail(), told.ended(true));
    }

    private Result sync(List<Source> which, Extent extent, Told told, Supplier<String> failure) throws Exception {
        SyncResult result = new SyncJob(context.alsoTelling(told), false).run(which, fetcher, extent);
        long records = result.account().added() + result.account().changed();
        JobState.Outcome outcome = result instanceof SyncResult.Complete
                ? JobState.Outcome.DONE
                : result instanceof SyncResult.Incomplete ? JobState.Outcome.PARTIAL : JobState.Outcome.FAILED;
        return new Result(outcome, records > 0, records, failure.get());
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
        return moments(source.name())
                .flatMap(StatusQuery.Moments::data)
                .map(at -> LocalDate.ofInstant(at, ZoneOffset.UTC))
                .orElse(LocalDate.MIN);
    }

    private Optional<StatusQuery.Moments> moments(String source) {
        try (Reader reader = context.store().reader()) {
            return Optional.ofNullable(reader.status().moments().get(source));
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

        String failure() {
            return first(SourceReport::error);
        }

        String failureOfSeveral() {
            return first(report -> report.source() + ": " + report.error());
        }

        private String first(Function<SourceReport, String> text) {
            return List.copyOf(reports).stream()
                    .filter(report -> !report.error().isEmpty())
                    .map(text)
                    .findFirst()
                    .orElse("");
        }

        /** The sources that were read to their end, or those that were not. */
        Set<String> ended(boolean well) {
            return List.copyOf(reports).stream()
                    .filter(report -> well == (report.outcome() == RunAccount.Outcome.DONE))
                    .map(SourceReport::source)
                    .collect(Collectors.toSet());
        }

        @Override
        public void finished(SourceReport report) {
            reports.add(report);
        }
    }
}
