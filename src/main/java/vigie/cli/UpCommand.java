package vigie.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code vigie up}: synchronises everything and says what was found and what is new. */
@Command(name = "up")
final class UpCommand implements Callable<Integer> {

    private final Vigie vigie;

    UpCommand(Vigie vigie) {
        this.vigie = vigie;
    }

    @Override
    public Integer call() throws Exception {
        SyncRunner runner = new SyncRunner(vigie, vigie.home());
        int status = runner.run(runner.sources(), runner.network(), vigie.clock(), false);
        new Overview(vigie, vigie.home()).print(runner.changesBefore());
        return status;
    }
}
