package vigie.web;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import vigie.index.LiveSnapshot;
import vigie.store.Readers;
import vigie.web.api.ApiParts;
import vigie.web.page.CveExportPart;
import vigie.web.page.CveListPart;
import vigie.web.page.PublicationListPart;
import vigie.web.page.SourcesPart;
import vigie.web.page.TodayPart;

/** The server of pages and of the API, on a filled home. */
public final class Server implements AutoCloseable {

    private static final int READERS = 8;

    private final Site site;
    private final ApiParts api;
    private final Javalin javalin;

    private Server(Site site, ApiParts api, Javalin javalin) {
        this.site = site;
        this.api = api;
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
        return start(home, home.resolve("feed"), options, clock, progress, trouble);
    }

    /**
     * As above, with a feed that is published elsewhere.
     *
     * @param feed directory of the feed
     */
    public static Server start(
            Path home, Path feed, ServerOptions options, Clock clock, JobProgress progress, Consumer<String> trouble) {
        Site site = new Site(
                home,
                Readers.open(home, READERS),
                new LiveSnapshot(home, e -> trouble.accept(e.getMessage())),
                clock,
                new Assets(),
                new Templates(),
                progress,
                trouble);
        ApiParts api = new ApiParts(site, feed);
        Javalin javalin = Javalin.create(config -> configure(config, site, api));
        javalin.start(options.host(), options.port());
        return new Server(site, api, javalin);
    }

    private static void configure(JavalinConfig config, Site site, ApiParts api) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.routes.get("/assets/{tag}/{name}", site.assets()::answer);
        new Failures(site).register(config);
        // As long as nothing decides about access, nothing is refused. What decides must be asked here too, without
        // waiting for anything: answers from memory are given before any other handler.
        api.configure(config, request -> true, Map.of());
        parts(site).forEach(part -> part.register(config.routes));
        api.parts().forEach(part -> part.register(config.routes));
    }

    /** All parts of the site. */
    private static List<Part> parts(Site site) {
        return List.of(
                new TodayPart(site),
                new CveListPart(site),
                new CveExportPart(site),
                new PublicationListPart(site),
                new SourcesPart(site));
    }

    /** Waits until everything can be answered. */
    public void ready() {
        site.snapshot();
    }

    /** Everything that is answered, as method and pattern of the path. */
    List<String> routes() {
        return javalin.unsafe.internalRouter.allHttpHandlers().stream()
                .map(handler -> handler.endpoint.method.name() + " " + handler.endpoint.path)
                .toList();
    }

    /** The port that it listens on. */
    public int port() {
        return javalin.port();
    }

    @Override
    public void close() {
        javalin.stop();
        api.close();
        site.live().close();
        site.readers().close();
    }
}
