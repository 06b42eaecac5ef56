package vigie.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import vigie.channel.Channels;
import vigie.channel.MailLinks;
import vigie.job.JobProgress;
import vigie.web.ListenException;
import vigie.web.Server;
import vigie.web.ServerOptions;
import vigie.web.access.Listen;
import vigie.web.access.TokenFileException;

/** A server for a command: started at once, then running until the process is asked to stop. */
final class Serving {

    /** The program with which systemd is told how the server is. */
    private static final String NOTIFY = "systemd-notify";

    private final Vigie vigie;
    private final JobProgress progress;
    private final List<Runnable> also = new CopyOnWriteArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);

    private Serving(Vigie vigie, JobProgress progress) {
        this.vigie = vigie;
        this.progress = progress;
    }

    /**
     * Starts it and prints its address.
     *
     * @param home directory of an installation with a database
     */
    static Serving start(Vigie vigie, Path home, ServerOptions options, Clock clock) {
        Serving serving = new Serving(vigie, new JobProgress());
        Console console = vigie.console();
        Server server = started(vigie, home, options, clock, serving.progress);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            serving.also.forEach(Runnable::run);
                            server.close();
                            serving.end.countDown();
                        },
                        "stop"));
        String address = new Listen(options.host(), server.port()).authority();
        console.say(vigie.messages().get("serve.started", "http://" + address));
        ServiceNotices.start(System.getenv(), NOTIFY, options.host(), server.port())
                .ifPresent(notices ->
                        Runtime.getRuntime().addShutdownHook(new Thread(notices::close, "service-notices-end")));
        return serving;
    }

    private static Server started(Vigie vigie, Path home, ServerOptions options, Clock clock, JobProgress progress) {
        try {
            Path feed = vigie.settings().feed().orElse(home.resolve("feed"));
            ServerOptions all = options.with(vigie.settings().staleness())
                    .with(MailLinks.of(vigie.settings().channels(), System.getenv()))
                    .with(Channels.named(vigie.settings().channels()));
            return Server.start(home, vigie.store(home), feed, all, clock, progress, vigie.console()::error);
        } catch (TokenFileException e) {
            throw new Exit.Failure(e.sentence(vigie.messages().bundle("access")));
        } catch (ListenException e) {
            throw new Exit.Failure(vigie.messages().get("serve.taken", e.getMessage()));
        }
    }

    /** Progress of the jobs in this process, shown on the pages. */
    JobProgress progress() {
        return progress;
    }

    /** When the process is asked to stop, this is done, too. */
    void alsoClosing(Runnable closing) {
        also.add(closing);
    }

    /** Waits until the process is asked to stop. */
    int await() throws InterruptedException {
        vigie.console().say(vigie.messages().get("serve.stop"));
        end.await();
        return Exit.DONE;
    }
}
