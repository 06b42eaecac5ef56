package vigie.cli;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import vigie.fetch.ArchiveFetcher;
import vigie.job.JobContext;
import vigie.job.MainJob;
import vigie.job.SyncJob;
import vigie.web.ServerOptions;

/** {@code vigie demo}: the main job on the sample inside the jar, without a network, in a home of its own. */
@Command(name = "demo")
final class DemoCommand implements Callable<Integer> {

    private static final String SAMPLE = "/vigie/sample.zip";
    private static final LocalDate DAY = LocalDate.of(2026, 1, 30);

    @Option(names = "--serve", descriptionKey = "demo.serve")
    private boolean serve;

    @Option(names = "--port", paramLabel = "PORT", defaultValue = "8080", descriptionKey = "serve.port")
    private int port = ServerOptions.DEFAULT.port();

    private final Vigie vigie;

    DemoCommand(Vigie vigie) {
        this.vigie = vigie;
    }

    @Override
    public Integer call() throws Exception {
        Path home = vigie.home().resolve("demo");
        clear(home);
        vigie.console().say(vigie.messages().get("demo.intro"));
        Clock clock = Clock.fixed(DAY.atTime(12, 0).toInstant(ZoneOffset.UTC), ZoneOffset.UTC);
        JobContext jobs = vigie.jobs(home, clock);
        MainJob.Result result;
        try (InputStream sample = DemoCommand.class.getResourceAsStream(SAMPLE)) {
            ArchiveFetcher fetcher = new ArchiveFetcher(sample, home.resolve("downloads"));
            result = new MainJob(jobs)
                    .run(new MainJob.Task(new SyncJob(jobs).sources(), fetcher, Optional.empty(), true));
        }
        int status = new Overview(vigie, home).print(result);
        vigie.console().say(vigie.messages().get("demo.home", home));
        return serve
                ? Serving.start(vigie, home, new ServerOptions(ServerOptions.DEFAULT.host(), port), clock)
                        .await()
                : status;
    }

    /** Deletes the last demo: each one starts with an empty home, so that all show the same. */
    private static void clear(Path home) throws java.io.IOException {
        if (!Files.exists(home)) {
            return;
        }
        try (Stream<Path> all = Files.walk(home)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
