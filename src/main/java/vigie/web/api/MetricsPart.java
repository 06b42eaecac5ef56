package vigie.web.api;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import vigie.facts.Freshness;
import vigie.index.Snapshot;
import vigie.store.AlertQuery;
import vigie.store.JobState;
import vigie.store.Reader;
import vigie.store.StatusQuery;
import vigie.store.StoreException;
import vigie.web.site.Part;
import vigie.web.site.Site;

/** Prometheus metrics: requests, the snapshot, freshness of the sources, memory. */
final class MetricsPart implements Part {

    private static final double NANOS = 1e9;
    private static final double[] JOB_SECONDS = {0.1, 0.5, 1, 5, 15, 60, 300, 900, 3600};

    private final Site site;
    private final AnswerCache cache;
    private final PrometheusRegistry registry;

    MetricsPart(Site site, AnswerCache cache, PrometheusRegistry registry) {
        this.site = site;
        this.cache = cache;
        this.registry = registry;
    }

    @Override
    public void register(RoutesConfig routes) {
        snapshot("vigie_snapshot_cves", "CVEs in memory.", s -> s.cves().size());
        snapshot(
                "vigie_snapshot_publications",
                "Publications in memory.",
                s -> s.publications().size());
        reading();
        gauge("vigie_answers_kept", "Answers kept in memory.", cache::size);
        gauge("vigie_answers_kept_bytes", "Memory that kept answers take.", cache::bytes);
        process();
        sources();
        jobs();
        alerts();
        routes.get("/metrics", this::metrics);
    }

    private interface Measure {
        double now();
    }

    private void gauge(String name, String help, Measure measure) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(told -> told.call(measure.now()))
                .register(registry);
    }

    private void snapshot(String name, String help, ToDoubleFunction<Snapshot> of) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(told -> site.live().now().ifPresent(s -> told.call(of.applyAsDouble(s))))
                .register(registry);
    }

    private void reading() {
        GaugeWithCallback.builder()
                .name("vigie_snapshot_age_seconds")
                .help("Time since the snapshot of now was read; it is read again after every change of what is held.")
                .callback(told ->
                        site.live().reading().ifPresent(r -> told.call((System.nanoTime() - r.endedAt()) / NANOS)))
                .register(registry);
        GaugeWithCallback.builder()
                .name("vigie_snapshot_load_seconds")
                .help("Time that it took to read the snapshot of now.")
                .callback(told ->
                        site.live().reading().ifPresent(r -> told.call(r.took().toNanos() / NANOS)))
                .register(registry);
    }

    private void process() {
        Runtime runtime = Runtime.getRuntime();
        gauge("vigie_heap_used_bytes", "Heap in use.", () -> runtime.totalMemory() - (double) runtime.freeMemory());
        gauge("vigie_heap_max_bytes", "Largest size of the heap.", runtime::maxMemory);
        gauge(
                "vigie_threads",
                "Live threads.",
                () -> ManagementFactory.getThreadMXBean().getThreadCount());
    }

    private void sources() {
        GaugeWithCallback.builder()
                .name("vigie_source_age_seconds")
                .help("Time since the last run of a source in which nothing failed.")
                .labelNames("source")
                .callback(told -> ask(status -> {
                    status.moments()
                            .forEach((source, moments) ->
                                    moments.success().ifPresent(at -> told.call(seconds(at), source)));
                    return 0;
                }))
                .register(registry);
        GaugeWithCallback.builder()
                .name("vigie_source_data_age_seconds")
                .help("Age of the newest thing in the data of a source, as the source dates it.")
                .labelNames("source")
                .callback(told -> ask(status -> {
                    status.moments()
                            .forEach((source, moments) ->
                                    moments.data().ifPresent(at -> told.call(seconds(at), source)));
                    return 0;
                }))
                .register(registry);
        GaugeWithCallback.builder()
                .name("vigie_source_stale")
                .help("Whether a source is too old to rely on: 1 if so, else 0.")
                .labelNames("source")
                .callback(told -> site.freshness().lines().stream()
                        .filter(Freshness.Line::asked)
                        .forEach(line -> told.call(line.stale() ? 1 : 0, line.name())))
                .register(registry);
        GaugeWithCallback.builder()
                .name("vigie_problems")
                .help("Records that could not be used.")
                .callback(told -> ask(status -> {
                    told.call(status.problemCount());
                    return 0;
                }))
                .register(registry);
    }

    private void jobs() {
        Histogram durations = Histogram.builder()
                .name("vigie_job_duration_seconds")
                .help("How long runs of the jobs of the schedule took in this process, by outcome.")
                .labelNames("job", "outcome")
                .classicOnly()
                .classicUpperBounds(JOB_SECONDS)
                .register(registry);
        site.progress()
                .onEnd(ended -> durations
                        .labelValues(ended.job(), name(ended.outcome()))
                        .observe(ended.time().toNanos() / NANOS));
        job(
                "vigie_job_age_seconds",
                "Time since the last success of a job began.",
                (job, told) -> job.success().ifPresent(at -> told.call(seconds(at), job.name())));
        job(
                "vigie_job_failures",
                "Failed runs of a job since its last one that did not fail.",
                (job, told) -> told.call(job.failures(), job.name()));
        GaugeWithCallback.builder()
                .name("vigie_job_outcome")
                .help("Outcome of the last run of a job: 1 for the one that it had, else 0.")
                .labelNames("job", "outcome")
                .callback(told -> askReader(reader -> reader.jobs()
                        .forEach(job -> job.outcome()
                                .ifPresent(had -> Arrays.stream(JobState.Outcome.values())
                                        .forEach(any -> told.call(any == had ? 1 : 0, job.name(), name(any)))))))
                .register(registry);
    }

    private void alerts() {
        alert(
                "vigie_alert_events_behind",
                "Events of the record of changes that were not evaluated for alerts yet.",
                (reader, counts) -> reader.changes().last() - reader.alerts().mark());
        alert(
                "vigie_alerts_waiting",
                "Alerts that wait for the pace of their watch list.",
                (reader, counts) -> counts.waiting());
        alert(
                "vigie_watch_lists_behind",
                "Watch lists that could not be read when events were evaluated, and were not told of these yet.",
                (reader, counts) -> reader.alerts().behind().size());
        alert(
                "vigie_messages_oldest_age_seconds",
                "Age of the oldest message that has not arrived and was not given up; 0 if there is none.",
                (reader, counts) -> counts.oldest().map(this::seconds).orElse(0.0));
        GaugeWithCallback.builder()
                .name("vigie_messages")
                .help("Messages of alerts that were not delivered, by state: queued, sending, unknown, dead.")
                .labelNames("state")
                .callback(told -> askReader(reader -> {
                    AlertQuery.Counts counts = reader.alerts().counts();
                    Arrays.stream(AlertQuery.PacketState.values())
                            .filter(state -> state != AlertQuery.PacketState.SENT)
                            .forEach(state ->
                                    told.call(counts.in(state), state.name().toLowerCase(Locale.ROOT)));
                }))
                .register(registry);
    }

    private interface AlertMeasure {
        double now(Reader reader, AlertQuery.Counts counts);
    }

    private void alert(String name, String help, AlertMeasure measure) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(told -> askReader(
                        reader -> told.call(measure.now(reader, reader.alerts().counts()))))
                .register(registry);
    }

    private interface JobMeasure {
        void tell(JobState job, GaugeWithCallback.Callback told);
    }

    private void job(String name, String help, JobMeasure measure) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .labelNames("job")
                .callback(told -> askReader(reader -> reader.jobs().forEach(job -> measure.tell(job, told))))
                .register(registry);
    }

    private static String name(JobState.Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }

    private double seconds(Instant since) {
        return Duration.between(since, site.now()).toMillis() / 1e3;
    }

    private void ask(ToDoubleFunction<StatusQuery> question) {
        askReader(reader -> question.applyAsDouble(reader.status()));
    }

    private void askReader(Consumer<Reader> question) {
        try {
            site.readers().ask(reader -> {
                question.accept(reader);
                return true;
            });
        } catch (StoreException e) {
            // What cannot be measured is left out; /readyz says why.
            site.trouble().accept(e.getMessage());
        }
    }

    private void metrics(Context context) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        PrometheusTextFormatWriter.create().write(text, registry.scrape(), EscapingScheme.UNDERSCORE_ESCAPING);
        context.header("Cache-Control", "no-store")
                .contentType(PrometheusTextFormatWriter.CONTENT_TYPE)
                .result(text.toByteArray());
    }
}
