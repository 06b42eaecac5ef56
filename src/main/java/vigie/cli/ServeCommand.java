package vigie.cli;

import java.io.UncheckedIOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import vigie.store.Reader;
import vigie.text.Messages;
import vigie.web.Server;
import vigie.web.ServerOptions;
import vigie.web.access.Listen;
import vigie.web.access.TokenFileException;

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
        ServerOptions options =
                new ServerOptions(access.options(), vigie.messages().locale().getLanguage());
        // Says what is missing before anything starts.
        try (Reader reader = vigie.reader()) {
            reader.dataVersion();
        }
        Server server = start(options);
        CountDownLatch end = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            server.close();
            end.countDown();
        }));
        String address = new Listen(options.host(), server.port()).authority();
        vigie.console().say(vigie.messages().get("serve.started", "http://" + address));
        end.await();
        return Exit.DONE;
    }

    private Server start(ServerOptions options) {
        Messages words = vigie.messages().bundle("access");
        try {
            return Server.start(vigie.home(), options, vigie.clock(), vigie.console()::error);
        } catch (TokenFileException e) {
            throw new Failure(e.sentence(words));
        } catch (UncheckedIOException e) {
            throw new Failure(words.get(
                    "start.bind",
                    options.access().listen().authority(),
                    e.getCause().getMessage()));
        }
    }
}
