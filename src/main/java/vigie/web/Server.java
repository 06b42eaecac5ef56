package vigie.web;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import vigie.channel.MailLinks;
import vigie.index.LiveSnapshot;
import vigie.job.JobProgress;
import vigie.store.Readers;
import vigie.store.Store;
import vigie.store.Watch;
import vigie.text.Messages;
import vigie.text.Templates;
import vigie.web.access.Gate;
import vigie.web.access.Guard;
import vigie.web.access.SecurityHeaders;
import vigie.web.access.TokenFileException;
import vigie.web.api.ApiParts;
import vigie.web.page.AnalysisPart;
import vigie.web.page.ChangesPart;
import vigie.web.page.CveExportPart;
import vigie.web.page.CveListPart;
import vigie.web.page.CvePart;
import vigie.web.page.Failures;
import vigie.web.page.FindingsPart;
import vigie.web.page.LookupPart;
import vigie.web.page.MailLinksPart;
import vigie.web.page.ModelPart;
import vigie.web.page.PublicationListPart;
import vigie.web.page.PublicationPart;
import vigie.web.page.SignInPart;
import vigie.web.page.SourcesPart;
import vigie.web.page.TodayPart;
import vigie.web.page.WatchEditPart;
import vigie.web.page.WatchPart;
import vigie.web.site.Assets;
import vigie.web.site.CachedResult;
import vigie.web.site.FindingRuns;
import vigie.web.site.Limits;
import vigie.web.site.Part;
import vigie.web.site.Refusals;
import vigie.web.site.Site;
import vigie.web.site.WatchedNow;
import vigie.web.wire.Clients;
import vigie.web.wire.ReadingGate;
import vigie.web.wire.Wire;

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
     * @param home directory of the installation
     * @param store its database
     * @param progress updated by the jobs of this process
     * @param trouble receives messages for the administrator
     * @throws TokenFileException if the token file cannot be read
     * @throws ListenException if the port is taken or the address does not belong to this machine
     */
    public static Server start(
            Path home,
            Store store,
            ServerOptions options,
            Clock clock,
            JobProgress progress,
            Consumer<String> trouble) {
        return start(home, store, home.resolve("feed"), options, clock, progress, trouble);
    }

    /**
     * As above, with a feed that is published elsewhere.
     *
     * @param feed directory of the feed
     */
    public static Server start(
            Path home,
            Store store,
            Path feed,
            ServerOptions options,
            Clock clock,
            JobProgress progress,
            Consumer<String> trouble) {
        Guard guard = guard(options, clock, trouble);
        Gate gate = new Gate(guard, Refusals::answer);
        Readers readers = store.readers(READERS, Clients::asking);
        Watch watch = store.watch();
        Site site = new Site(
                home,
                readers,
                watch,
                new LiveSnapshot(store, watch, e -> trouble.accept(e.getMessage())),
                clock,
                options.staleness(),
                new Assets(),
                new Templates(),
                new CachedResult<>(readers, watch),
                new CachedResult<>(readers, watch),
                Limits.usual(),
                progress,
                options.access().hostCheck().any(),
                trouble);
        WatchedNow watched = new WatchedNow(site, store);
        ApiParts api = new ApiParts(site, watched, feed);
        Javalin javalin = Javalin.create(config -> {
            Wire.of(SecurityHeaders.headers())
                    .configure(
                            config,
                            options.host(),
                            options.port(),
                            new Clients(),
                            new ReadingGate(guard),
                            api.fastPath());
            configure(
                    config,
                    site,
                    List.of(
                            new WatchPart(site, watched, gate),
                            new WatchEditPart(site, watched, gate, options.channels()),
                            new FindingsPart(site, new FindingRuns(site, watched), gate),
                            new SignInPart(site, gate),
                            new MailLinksPart(site, store, options.links())),
                    gate,
                    api);
        });
        Server server = new Server(site, javalin);
        try {
            javalin.start();
            // Started last, so that it does not slow down the start.
            site.live().start();
            return server;
        } catch (JavalinException e) {
            server.close();
            throw new ListenException(options.access().listen().authority(), e);
        }
    }

    /** Loads the libraries of the server in the background while the caller starts up. */
    public static void prepare() {
        Thread loading =
                new Thread(() -> Javalin.create(config -> config.startup.showJavalinBanner = false), "prepare");
        loading.setDaemon(true);
        loading.start();
    }

    private static Guard guard(ServerOptions options, Clock clock, Consumer<String> trouble) {
        Messages words = new Messages(options.language()).bundle("access");
        return new Guard(
                options.access(),
                List.of("/assets/", MailLinks.PAUSE, MailLinks.FILES),
                clock,
                e -> trouble.accept(e.sentence(words)));
    }

    private static void configure(JavalinConfig config, Site site, List<Part> others, Gate gate, ApiParts api) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.routes.before(gate);
        config.routes.get("/assets/{tag}/{name}", site.assets()::answer);
        new Failures(site).register(config);
        api.measure(config);
        api.parts().forEach(part -> part.register(config.routes));
        parts(site).forEach(part -> part.register(config.routes));
        others.forEach(part -> part.register(config.routes));
    }

    /** The parts of the site that need nothing else. */
    private static List<Part> parts(Site site) {
        return List.of(
                new TodayPart(site),
                new CveListPart(site),
                new CveExportPart(site),
                new LookupPart(site),
                new CvePart(site),
                new PublicationListPart(site),
                new PublicationPart(site),
                new ChangesPart(site),
                new AnalysisPart(site),
                new ModelPart(site),
                new SourcesPart(site));
    }

    /** Waits until the server is ready. */
    public void ready() {
        site.snapshot();
    }

    /** All routes, as method and path pattern. */
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
        site.live().close();
        site.watch().close();
        site.readers().close();
    }
}
