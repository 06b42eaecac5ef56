package vigie.web;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import vigie.index.LiveSnapshot;
import vigie.store.Readers;
import vigie.web.page.CveListPart;
import vigie.web.page.PublicationListPart;
import vigie.web.page.SourcesPart;
import vigie.web.page.TodayPart;

/** The server of pages and of the API, on a filled home. */
public final class Server implements AutoCloseable {

    private static final int READERS = 8;

    private final Site site;
    private final Javalin javalin;

    private Server(Site site, Javalin javalin) {
        this.site = site;
        this.javalin = javalin;
    }

    /**
     * Starts a server.
     *
     * @param home directory of the installation, with a database
     * @param progress told by whoever fetches and computes in this process
     * @param trouble told what a person who runs the server should know
     */
    public static Server start(
            Path home, ServerOptions options, Clock clock, JobProgress progress, Consumer<String> trouble) {
        Site site = new Site(
                home,
                Readers.open(home, READERS),
                new LiveSnapshot(home, e -> trouble.accept(e.getMessage())),
                clock,
                new Assets(),
                new Templates(),
                progress,
                trouble);
        Javalin javalin = Javalin.create(config -> configure(config, site));
        javalin.start(options.host(), options.port());
        return new Server(site, javalin);
    }

    private static void configure(JavalinConfig config, Site site) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.routes.get("/assets/{tag}/{name}", site.assets()::answer);
        parts(site).forEach(part -> part.register(config.routes));
    }

    /** All parts of the site. */
    private static List<Part> parts(Site site) {
        return List.of(
                new TodayPart(site), new CveListPart(site), new PublicationListPart(site), new SourcesPart(site));
    }

    /** The port that it listens on. */
    public int port() {
        return javalin.port();
    }

    @Override
    public void close() {
        javalin.stop();
        site.live().close();
        site.readers().close();
    }
}
