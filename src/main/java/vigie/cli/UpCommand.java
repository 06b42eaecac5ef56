package vigie.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import vigie.job.JobProgress;
import vigie.store.Store;
import vigie.store.WriteLock;
import vigie.web.ServerOptions;

/**
 * {@code vigie up}: starts the server, synchronises, scores and publishes everything while its pages tell how that goes on,
 * says what was found and what is new, and serves on until it is stopped.
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
        Path home = vigie.home();
        if (once) {
            MainJob job = new MainJob(vigie, home, vigie.clock(), new JobProgress());
            return job.run(job.fromNetwork(train));
        }
        ServerOptions options = access.options();
        makeDatabase(home);
        Serving serving = Serving.start(vigie, home, options, vigie.clock());
        MainJob job = new MainJob(vigie, home, vigie.clock(), serving.progress());
        int status = job.run(job.fromNetwork(train));
        if (status == Exit.FAILED) {
            vigie.console().error(vigie.messages().get("up.served"));
        }
        return serving.await();
    }

    /** Pages need something to read from, if only an empty database. */
    private void makeDatabase(Path home) throws InterruptedException {
        Store.prepare(home);
        try (WriteLock lock = WriteLock.take(
                        home,
                        vigie.settings().lockWait(),
                        holder -> vigie.console().say(vigie.messages().get("sync.waiting", holder)));
                Store store = Store.open(home)) {
            store.lastChange();
        }
    }
}
