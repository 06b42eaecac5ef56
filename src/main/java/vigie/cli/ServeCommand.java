package vigie.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import vigie.web.ServerOptions;

/** {@code vigie serve}: pages and API on a filled home, until it is stopped. */
@Command(name = "serve")
final class ServeCommand implements Callable<Integer> {

    @Mixin
    private AccessArguments access;

    private final Vigie vigie;

    ServeCommand(Vigie vigie) {
        this.vigie = vigie;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (vigie.settings().jsonLog()) {
            vigie.console().writeJson();
        }
        ServerOptions options = access.options();
        // Says what is missing before anything starts.
        vigie.reader().close();
        return Serving.start(vigie, vigie.home(), options, vigie.clock()).await();
    }
}
