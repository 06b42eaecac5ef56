package vigie.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import vigie.fetch.Fetcher;
import vigie.job.JobProgress;
import vigie.score.TrainingOptions;
import vigie.source.Source;
import vigie.store.Reader;

/** The main job: synchronise, learn if asked, score, publish, and say what was found; pages are told how it goes on. */
final class MainJob {

    private static final long SEED = 1;

    private final Vigie vigie;
    private final Path home;
    private final Clock clock;
    private final JobProgress progress;
    private final SyncRunner runner;

    /** @param progress told how it goes on */
    MainJob(Vigie vigie, Path home, Clock clock, JobProgress progress) {
        this.vigie = vigie;
        this.home = home;
        this.clock = clock;
        this.progress = progress;
        this.runner = new SyncRunner(vigie, home, progress);
    }

    /**
     * What it works with.
     *
     * @param sources what is synchronised
     * @param fetcher where bodies come from
     * @param train whether a model is learned before the scoring
     * @param all whether all CVEs are scored, or those that changed
     * @param feed where the feed is published
     */
    record Task(List<Source> sources, Fetcher fetcher, boolean train, boolean all, Path feed) {}

    /** The task with all sources of the network. */
    Task fromNetwork(boolean train) {
        Path feed = vigie.settings().feed().orElse(home.resolve("feed"));
        return new Task(runner.sources(), runner.network(), train, false, feed);
    }

    /** The sources as the settings want them. */
    List<Source> sources() {
        return runner.sources();
    }

    /** Does it; returns the exit status. */
    int run(Task task) throws Exception {
        try {
            return stages(task);
        } catch (Exception e) {
            progress.failed(String.valueOf(e.getMessage()));
            throw e;
        } finally {
            progress.idle();
        }
    }

    private int stages(Task task) throws Exception {
        progress.stage("sync");
        int status = runner.run(task.sources(), task.fetcher(), clock, false);
        if (status == Exit.FAILED) {
            progress.failed(vigie.messages().get("sync.nothing"));
            return status;
        }
        if (task.train()) {
            progress.stage("train");
            Training training = new Training(vigie, home);
            training.keep(training.learn(new TrainingOptions(known(), SEED, false), List.of()));
        }
        progress.stage("score");
        new Scoring(vigie, home, clock).run(task.all());
        progress.stage("publish");
        new Publishing(vigie, home, clock).run(task.feed(), false, Optional.empty());
        new Overview(vigie, home).print(runner.changesBefore());
        return status;
    }

    private LocalDate known() {
        try (Reader reader = Reader.open(home)) {
            return LastKnown.day(reader, LocalDate.now(clock));
        }
    }
}
