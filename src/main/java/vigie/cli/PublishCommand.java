package vigie.cli;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import vigie.job.PublishingJob;

/** {@code vigie publish}: the scores as a feed for others. */
@Command(name = "publish")
final class PublishCommand implements Callable<Integer> {

    @Option(names = "--out", paramLabel = "DIR", required = true, descriptionKey = "publish.out")
    private Path out = Path.of("");

    @Option(names = "--git", descriptionKey = "publish.git")
    private boolean git;

    @Option(names = "--since", paramLabel = "DAY", descriptionKey = "publish.since")
    private Optional<String> since = Optional.empty();

    @Option(names = "--earlier", descriptionKey = "earlier")
    private boolean earlier;

    private final Vigie vigie;

    PublishCommand(Vigie vigie) {
        this.vigie = vigie;
    }

    @Override
    public Integer call() {
        Optional<LocalDate> day = since.map(vigie::day);
        new PublishingJob(vigie.jobs()).run(out, git, day, earlier);
        return Exit.DONE;
    }
}
