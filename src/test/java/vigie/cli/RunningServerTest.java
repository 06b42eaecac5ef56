package vigie.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static vigie.testing.CveText.cve;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vigie.model.Observation;
import vigie.schedule.JobList;
import vigie.store.Reader;
import vigie.store.sqlite.SqliteStore;
import vigie.testing.Jvm;
import vigie.testing.Needs;
import vigie.testing.SampleServer;
import vigie.testing.TestHome;

/** {@code vigie up} as a process: what it logs and measures of its jobs, and how it takes signals. */
@Timeout(180)
class RunningServerTest {

    private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:\\d+");
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    /** So many CVEs that scoring and publishing them take a while. */
    private static final int MANY = 10_000;

    @TempDir
    private Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private Process process;

    @AfterEach
    void end() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
    }

    private Path log() {
        return folder.resolve("log");
    }

    private List<String> logged() {
        try {
            // The last line may not be whole yet.
            String text = Files.readString(log());
            return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private List<JsonNode> jobLines() {
        return logged().stream()
                .map(line -> JsonMapper.shared().readTree(line))
                .filter(line -> line.has("job"))
                .toList();
    }

    private List<JsonNode> jobLines(String job) {
        return jobLines().stream()
                .filter(line -> line.path("job").asString("").equals(job))
                .toList();
    }

    private void await(BooleanSupplier condition, String what) throws InterruptedException {
        for (long until = System.nanoTime() + Duration.ofSeconds(90).toNanos(); System.nanoTime() < until; ) {
            if (condition.getAsBoolean()) {
                return;
            }
            assertThat(process.isAlive()).as(logged().toString()).isTrue();
            Thread.sleep(20);
        }
        throw new AssertionError(what + " did not come: " + logged());
    }

    private static void configure(Path home, String more) throws IOException {
        Files.writeString(home.resolve("config.toml"), more + "\n[log]\nformat = \"json\"\n[http]\nattempts = 1\n");
    }

    private void up(Path home, String mirror) throws IOException, InterruptedException {
        process = Jvm.start(
                Main.class,
                log(),
                List.of(
                        "--home",
                        home.toString(),
                        "--mirror",
                        mirror,
                        "--today",
                        "2026-01-30",
                        "--lang",
                        "en",
                        "up",
                        "--port",
                        "0"));
        await(() -> logged().stream().anyMatch(line -> line.contains("Ctrl+C")), "the server");
    }

    private static void ask(Path home, String job) throws IOException {
        Files.createDirectories(home.resolve("jobs"));
        Files.write(home.resolve("jobs").resolve(job), new byte[0]);
    }

    private String metrics() throws IOException, InterruptedException {
        return answer("/metrics");
    }

    private String answer(String path) throws IOException, InterruptedException {
        Matcher address = ADDRESS.matcher(String.join("\n", logged()));
        assertThat(address.find()).isTrue();
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(address.group() + path)).build();
        return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    /** The value of a metric with its labels; of a line that is not there, NaN. */
    private static double value(String metrics, String name) {
        return metrics.lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElse(Double.NaN);
    }

    @Test
    void jobsAreLoggedAndMeasuredAndTheConfigurationIsReadAgainWhenAsked() throws Exception {
        Path home = Files.createDirectories(folder.resolve("home"));
        configure(home, "");
        try (SampleServer mirror = new SampleServer()) {
            up(home, mirror.address());
            List<String> asked = List.of("kev", "eukev", "nvd", "score", "publish", "retention");
            for (String job : asked) {
                ask(home, job);
                await(() -> !jobLines(job).isEmpty(), job);
            }
            for (String job : asked) {
                JsonNode line = jobLines(job).get(0);
                assertThat(Instant.parse(line.path("time").asString())).isNotNull();
                assertThat(line.path("started").asString()).startsWith("2026-01-30T");
                assertThat(line.path("level").asString()).isEqualTo("info");
                assertThat(line.path("message").asString()).contains(job);
                assertThat(line.path("outcome").asString()).isEqualTo("done");
                assertThat(line.path("seconds").isNumber()).isTrue();
                assertThat(line.path("changes").isNumber()).isTrue();
            }
            String metrics = metrics();
            for (String source : List.of("kev", "eukev", "nvd", "certfr", "cvelist", "epss")) {
                assertThat(value(metrics, "vigie_source_age_seconds{source=\"" + source + "\"}"))
                        .as(source)
                        .isBetween(0.0, 180.0);
            }
            for (String job : asked) {
                String labels = "{job=\"" + job + "\",outcome=\"done\"";
                // More than once where it falls due by itself, too, as scoring does some seconds after a change.
                double runs = value(metrics, "vigie_job_duration_seconds_count" + labels + "}");
                assertThat(runs).as(job).isBetween(1.0, (double) jobLines(job).size() + 1);
                assertThat(value(metrics, "vigie_job_duration_seconds_bucket" + labels + ",le=\"+Inf\"}"))
                        .as(job)
                        .isEqualTo(runs);
                assertThat(value(metrics, "vigie_job_duration_seconds_sum" + labels + "}"))
                        .as(job)
                        .isPositive();
                assertThat(value(metrics, "vigie_job_outcome" + labels + "}")).isEqualTo(1);
                assertThat(value(metrics, "vigie_job_outcome{job=\"" + job + "\",outcome=\"failed\"}"))
                        .isZero();
                assertThat(value(metrics, "vigie_job_age_seconds{job=\"" + job + "\"}"))
                        .isBetween(0.0, 180.0);
            }
            // What asks for metrics is not counted.
            answer("/api");
            String counted = metrics();
            assertThat(monitored())
                    .hasSizeGreaterThan(10)
                    .allSatisfy(name -> assertThat(counted).containsPattern("(?m)^" + name + "[{ ]"));
            hangUp(home, "schedule.zone = \"nowhere\"", "The configuration stays as it was");
            ask(home, "kev");
            await(() -> jobLines("kev").size() > 1, "a job under the old configuration");
            hangUp(home, "schedule.zone = \"Europe/Paris\"", "The configuration was read again");
        }
        stop();
        assertThat(logged())
                .allSatisfy(
                        line -> assertThat(JsonMapper.shared().readTree(line).isObject())
                                .isTrue());
    }

    /** The metrics of which the alert rules and the dashboard in {@code deploy/monitoring} make use. */
    private static Set<String> monitored() throws IOException {
        Set<String> names = new TreeSet<>();
        for (String file : List.of("vigie.rules.yml", "grafana-vigie.json")) {
            Matcher name = Pattern.compile("\\bvigie_[a-z_]+")
                    .matcher(Files.readString(Path.of("deploy/monitoring").resolve(file)));
            while (name.find()) {
                names.add(name.group());
            }
        }
        return names;
    }

    private void hangUp(Path home, String setting, String answer) throws Exception {
        configure(home, setting);
        Needs.that(!System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows"), "no SIGHUP here");
        Needs.that(!ignoresHangUp(), "SIGHUP is ignored here, as under nohup");
        new ProcessBuilder("kill", "-HUP", Long.toString(process.pid())).start().waitFor();
        await(() -> logged().stream().anyMatch(line -> line.contains(answer)), answer);
    }

    /** Java leaves a signal ignored that was ignored when it was started. */
    private boolean ignoresHangUp() throws IOException {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        if (!Files.isReadable(status)) {
            return false;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 1) != 0);
    }

    /** Asks the process to stop; it must, soon. */
    private void stop() throws InterruptedException {
        long from = System.nanoTime();
        process.destroy();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(TEN_SECONDS);
    }

    private static boolean runs(Path home, String job) {
        try (Reader reader = SqliteStore.at(home).reader()) {
            return reader.jobs().stream().anyMatch(state -> state.name().equals(job) && state.open());
        }
    }

    @Test
    void aSynchronisationThatWaitsForItsHostEndsSoon() throws Exception {
        Path home = Files.createDirectories(folder.resolve("home"));
        configure(home, "");
        CountDownLatch waiting = new CountDownLatch(1);
        AtomicBoolean silent = new AtomicBoolean();
        HttpServer host = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        host.setExecutor(Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work);
            thread.setDaemon(true);
            return thread;
        }));
        host.createContext("/", exchange -> {
            if (silent.get()) {
                waiting.countDown();
            } else {
                exchange.sendResponseHeaders(404, -1);
                exchange.close();
            }
        });
        host.start();
        try {
            up(home, "http://127.0.0.1:" + host.getAddress().getPort());
            silent.set(true);
            ask(home, "kev");
            waiting.await();
            await(() -> runs(home, "kev"), "kev");
            stop();
            assertThat(runs(home, "kev")).as("broken off").isTrue();
        } finally {
            host.stop(0);
        }
    }

    @Test
    void scoringAndPublishingEndSoonAndAreDoneAgain() throws Exception {
        try (TestHome home = TestHome.make()) {
            List<Observation> all = new ArrayList<>();
            all.add(cve("CVE-2026-0001").published("2026-01-25T00:00:00Z").listed());
            for (int i = 0; i < MANY; i++) {
                all.add(cve("CVE-2025-" + (10_000 + i))
                        .published("2026-01-02T00:00:00Z")
                        .title("Overflow in part " + i)
                        .cvss(4 + i % 6)
                        .product("Acme " + i % 50, "Part " + i, "1", "affected")
                        .listed());
            }
            home.ingest("2026-01-29", all);
            for (String job : List.of(JobList.SCORE, JobList.PUBLISH)) {
                // Without a source the run at the beginning leaves scoring to the schedule.
                configure(home.dir(), "score.since = 2026-01-20");
                up(home.dir(), "http://127.0.0.1:1");
                hangUp(home.dir(), "score.since = 2026-01-01", "The configuration was read again");
                ask(home.dir(), JobList.SCORE);
                await(() -> runs(home.dir(), job), job);
                stop();
                assertThat(runs(home.dir(), job)).as(job + " broken off").isTrue();
            }
            up(home.dir(), "http://127.0.0.1:1");
            for (String job : List.of(JobList.SCORE, JobList.PUBLISH)) {
                ask(home.dir(), job);
                await(() -> !jobLines(job).isEmpty() && !runs(home.dir(), job), job);
            }
            stop();
            try (Reader reader = home.store().reader();
                    Stream<Path> files = Files.walk(home.dir().resolve("feed"))) {
                assertThat(reader.scores().count()).isEqualTo(MANY + 1);
                assertThat(files.filter(file -> file.getFileName().toString().matches("CVE-\\d{4}-\\d+\\.json"))
                                .count())
                        .isEqualTo(MANY + 1);
            }
        }
    }
}
