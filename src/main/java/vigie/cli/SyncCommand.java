package vigie.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vigie sync}: brings one or all sources up to date. */
@Command(name = "sync")
final class SyncCommand implements Callable<Integer> {

    @Parameters(paramLabel = "SOURCE", arity = "0..*", descriptionKey = "sync.source")
    private List<String> names = new ArrayList<>();

    @Option(names = "--full", descriptionKey = "sync.full")
    private boolean full;

    private final Vigie vigie;

    SyncCommand(Vigie vigie) {
        this.vigie = vigie;
    }

    @Override
    public Integer call() throws Exception {
        SyncRunner runner = new SyncRunner(vigie, vigie.home());
        return runner.run(runner.sources(names), runner.network(), vigie.clock(), full);
    }
}
