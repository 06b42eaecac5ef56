package vigie.web.api;

import io.javalin.config.JavalinConfig;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import vigie.web.site.FindingRuns;
import vigie.web.site.Part;
import vigie.web.site.Site;
import vigie.web.site.WatchedNow;
import vigie.web.wire.FastPath;

/** All parts of the API. */
public final class ApiParts {

    /** A twelfth of the 400 MB of heap that are enough. */
    private static final long KEPT_ANSWERS = 32 << 20;

    private final Site site;
    private final WatchedNow watched;
    private final Path feed;
    private final AnswerCache cache = new AnswerCache(KEPT_ANSWERS);
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final RequestMetrics metrics = new RequestMetrics(registry);

    /**
     * @param watched watch lists
     * @param feed directory of the published feed, which need not be there
     */
    public ApiParts(Site site, WatchedNow watched, Path feed) {
        this.site = site;
        this.watched = watched;
        this.feed = feed;
        site.watch().onChange(cache::seen);
    }

    /** The parts. */
    public List<Part> parts() {
        return List.of(
                new CvesApi(site, cache),
                new LookupApi(site),
                new PublicationsApi(site),
                new ChangesApi(site),
                new StatisticsApi(site),
                new SearchApi(site),
                new SourcesApi(site),
                new FeedApi(feed),
                new OpenApiPart(site),
                new AtomPart(site, watched),
                new WatchApi(site, watched),
                new FindingsApi(site, new FindingRuns(site, watched)),
                new HealthPart(site),
                new MetricsPart(site, cache, registry));
    }

    /** The handler that answers from memory, right after access control. */
    public FastPath fastPath() {
        return new FastPath(new FastPath.Kept() {
            @Override
            public Optional<FastPath.Ready> find(String path) {
                return cache.get(path).map(a -> new FastPath.Ready(a.type(), a.tag(), a.plain(), a.packed()));
            }

            @Override
            public void given(int status, long begun) {
                metrics.fromMemory(status, begun);
            }
        });
    }

    /** Measures every request. */
    public void measure(JavalinConfig config) {
        config.requestLogger.http(metrics::observe);
    }
}
