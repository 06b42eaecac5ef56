package vigie.cli;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import vigie.store.Reader;
import vigie.web.Server;
import vigie.web.ServerOptions;

/** {@code vigie serve}: pages and API on a filled home, until it is stopped. */
@Command(name = "serve")
final class ServeCommand implements Callable<Integer> {

    @Option(names = "--port", paramLabel = "PORT", defaultValue = "8080", descriptionKey = "serve.port")
    private int port = ServerOptions.DEFAULT.port();

    private final Vigie vigie;

    ServeCommand(Vigie vigie) {
        this.vigie = vigie;
    }

    @Override
    public Integer call() throws InterruptedException {
        // Says what is missing before anything starts.
        try (Reader reader = vigie.reader()) {
            reader.dataVersion();
        }
        Console console = vigie.console();
        ServerOptions options = new ServerOptions(ServerOptions.DEFAULT.host(), port);
        CountDownLatch end = new CountDownLatch(1);
        Server server = Server.start(
                vigie.home(),
                vigie.settings().feed().orElse(vigie.home().resolve("feed")),
                options,
                vigie.clock(),
                new vigie.web.JobProgress(),
                console::error);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            server.close();
            end.countDown();
        }));
        console.say(vigie.messages().get("serve.started", "http://" + options.host() + ":" + server.port()));
        end.await();
        return Exit.DONE;
    }
}
