package vigie.web.api;

import io.javalin.http.Context;
import io.javalin.router.Endpoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Set;

/** How many requests there were and how long they took, by the pattern of their path; probes apart. */
public final class RequestMetrics {

    private static final Set<String> PROBES = Set.of("/healthz", "/readyz", "/metrics");
    private static final double[] SECONDS = {0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10};
    private static final double NANOS = 1e9;
    private static final double MILLIS = 1e3;
    private static final int HUNDRED = 100;

    private final Counter requests;
    private final Histogram durations;
    private final DistributionDataPoint memory;

    /** @param registry what is told of everything that is measured */
    public RequestMetrics(PrometheusRegistry registry) {
        requests = Counter.builder()
                .name("vigie_http_requests_total")
                .help("Answered requests, by pattern of the path and class of the status.")
                .labelNames("path", "status")
                .register(registry);
        durations = Histogram.builder()
                .name("vigie_http_request_duration_seconds")
                .help("Time to answer, by pattern of the path.")
                .labelNames("path")
                .classicOnly()
                .classicUpperBounds(SECONDS)
                .register(registry);
        memory = durations.labelValues(CvesApi.ONE);
    }

    /** A request that went the usual way. */
    public void observe(Context context, Float millis) {
        if (PROBES.contains(context.path())) {
            return;
        }
        Endpoint endpoint = context.endpoints().matchedHttpEndpoint();
        String path = endpoint == null ? "none" : endpoint.path;
        requests.labelValues(path, classOf(context.statusCode())).inc();
        durations.labelValues(path).observe(millis / MILLIS);
    }

    /** A request that was answered from memory. */
    void fromMemory(int status, long begun) {
        requests.labelValues(CvesApi.ONE, classOf(status)).inc();
        memory.observe((System.nanoTime() - begun) / NANOS);
    }

    private static String classOf(int status) {
        return status / HUNDRED + "xx";
    }
}
