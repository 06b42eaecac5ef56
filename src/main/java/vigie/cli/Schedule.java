package vigie.cli;

import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import vigie.job.JobContext;
import vigie.schedule.Daemon;
import vigie.schedule.JobList;
import vigie.schedule.JobRun;
import vigie.schedule.Result;
import vigie.schedule.Retraining;
import vigie.store.JobState;
import vigie.store.Reader;
import vigie.store.SharedStore;
import vigie.store.Store;
import vigie.store.Writer;

/** The schedule of an installation, run by a command. */
final class Schedule implements AutoCloseable {

    private final Vigie vigie;
    private final SharedStore store;
    private final Daemon daemon;

    /** @param claim the claim to it, if this process has it already */
    Schedule(Vigie vigie, Optional<Store.Claim> claim) {
        this.vigie = vigie;
        this.store = new SharedStore(vigie.store(vigie.home()));
        this.daemon =
                new Daemon(this::context, claim, retraining(vigie), this::tell, new SplittableRandom().nextLong());
    }

    /** Trains with the same program. */
    static Retraining retraining(Vigie vigie) {
        return context -> new Result(JobState.Outcome.FAILED, false, 0, "");
    }

    private JobContext context() {
        return vigie.jobs().with(store, new JobLog.Silent());
    }

    private void tell(JobRun run) {
        new JobLog(vigie).tell(run);
    }

    /** All that scores and publishing are about was done outside the schedule, by a run that began at a moment. */
    static void finished(JobContext jobs, Instant started) throws InterruptedException {
        try (Reader reader = jobs.store().reader();
                Writer writer = jobs.writer()) {
            Stream.of(JobList.SCORE, JobList.PUBLISH).forEach(name -> {
                JobState known = reader.jobs().stream()
                        .filter(state -> state.name().equals(name))
                        .findFirst()
                        .orElse(JobState.fresh(name, started));
                Instant now = jobs.clock().instant();
                writer.keep(known.begun(now, Optional.empty()).ended(now, JobState.Outcome.DONE, false, ""));
            });
        }
    }

    void start() {
        daemon.start();
    }

    @Override
    public void close() {
        daemon.close();
    }
}
