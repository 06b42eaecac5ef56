package vigie.cli;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import vigie.job.JobContext;
import vigie.job.MainJob;
import vigie.job.SyncJob;
import vigie.store.Store;
import vigie.web.ServerOptions;

/**
 * {@code vigie up}: starts the server, synchronises, scores and publishes everything while its pages show the progress,
 * prints what is new, then runs the schedule and serves until it is stopped.
 */
@Command(name = "up")
final class UpCommand implements Callable<Integer> {

    @Option(names = "--train", descriptionKey = "up.train")
    private boolean train;

    @Option(names = "--no-serve", descriptionKey = "up.noserve")
    private boolean once;

    @Mixin
    private AccessArguments access;

    private final Vigie vigie;

    UpCommand(Vigie vigie) {
        this.vigie = vigie;
    }

    @Override
    public Integer call() throws Exception {
        if (once) {
            return run(vigie.jobs());
        }
        if (vigie.settings().jsonLog()) {
            vigie.console().writeJson();
        }
        ServerOptions options = access.options();
        JobContext jobs = vigie.jobs();
        // Pages need something to read from, if only an empty database.
        new SyncJob(jobs).createDatabase();
        Optional<Store.Claim> claim = jobs.store().claimSchedule();
        Serving serving = Serving.start(vigie, jobs.home(), options, jobs.clock());
        Schedule schedule = new Schedule(vigie, claim, serving.progress());
        serving.alsoClosing(schedule::close);
        if (claim.isEmpty()) {
            vigie.console()
                    .say(vigie.messages()
                            .get("up.other", jobs.store().scheduler().orElse("?")));
        } else {
            fill(jobs.alsoTelling(serving.progress()));
        }
        schedule.start();
        return serving.await();
    }

    private void fill(JobContext jobs) throws Exception {
        Instant started = jobs.clock().instant();
        MainJob job = new MainJob(jobs);
        MainJob.Result result = job.run(job.fromNetwork(training(jobs)));
        if (result instanceof MainJob.Finished) {
            Schedule.finished(jobs, started);
        }
        if (new Overview(vigie, jobs.home()).print(result) == Exit.FAILED) {
            vigie.console().error(vigie.messages().get("up.served"));
        }
    }

    private Optional<MainJob.Training> training(JobContext jobs) {
        ChildTraining training = new ChildTraining(vigie);
        return train ? Optional.of(() -> training.train(jobs)) : Optional.empty();
    }

    private int run(JobContext jobs) throws Exception {
        MainJob job = new MainJob(jobs);
        return new Overview(vigie, jobs.home()).print(job.run(job.fromNetwork(training(jobs))));
    }
}
