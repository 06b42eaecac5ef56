package vigie.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import vigie.score.TrainingOptions;
import vigie.store.Reader;

/** {@code vigie up}: synchronises everything, scores and publishes it, and says what was found and what is new. */
@Command(name = "up")
final class UpCommand implements Callable<Integer> {

    private static final long SEED = 1;

    @Option(names = "--train", descriptionKey = "up.train")
    private boolean train;

    private final Vigie vigie;

    UpCommand(Vigie vigie) {
        this.vigie = vigie;
    }

    @Override
    public Integer call() throws Exception {
        Path home = vigie.home();
        Clock clock = vigie.clock();
        SyncRunner runner = new SyncRunner(vigie, home);
        int status = runner.run(runner.sources(), runner.network(), clock, false);
        if (status == Exit.FAILED) {
            return status;
        }
        if (train) {
            Training training = new Training(vigie, home);
            training.keep(training.learn(new TrainingOptions(known(clock), SEED, false), Optional.empty()));
        }
        new Scoring(vigie, home, clock).run(false);
        Path feed = vigie.settings().feed().orElse(home.resolve("feed"));
        new Publishing(vigie, home, clock).run(feed, false, Optional.empty());
        new Overview(vigie, home).print(runner.changesBefore());
        return status;
    }

    private LocalDate known(Clock clock) {
        try (Reader reader = vigie.reader()) {
            return LastKnown.day(reader, LocalDate.now(clock));
        }
    }
}
