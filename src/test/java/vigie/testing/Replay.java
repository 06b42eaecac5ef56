package vigie.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The replay of all sources ({@code ../shared/mirror}, or where {@code $VIGIE_MIRROR} says), on a port of its own. */
public final class Replay implements AutoCloseable {

    private final HttpClient client = HttpClient.newHttpClient();
    private final Process process;
    private final URI address;

    private Replay(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    /** Starts the replay; skips the test where there is none. */
    public static Replay start(String... options) throws IOException {
        return run(List.of(script().toString(), "--port", "0"), options);
    }

    /**
     * Starts one with sources that change from day to day ({@code tools/moving_replay.py}), as of the first day.
     *
     * @param recent whether the CVE List and NVD have CVEs of 2025 and later only
     */
    public static Replay moving(LocalDate first, LocalDate last, boolean recent, String... options) throws IOException {
        List<String> command = new ArrayList<>(
                List.of("tools/moving_replay.py", script().getParent().toString(), first.toString(), last.toString()));
        if (recent) {
            command.add("--recent");
        }
        return run(command, options);
    }

    private static Path script() {
        Path script = Optional.ofNullable(System.getenv("VIGIE_MIRROR"))
                .map(Path::of)
                .orElseGet(() -> Path.of("").toAbsolutePath().resolveSibling("shared/mirror"))
                .resolve("serve.py");
        Needs.that(Files.exists(script), "no mirror at " + script + " (set VIGIE_MIRROR to its folder)");
        return script;
    }

    private static Replay run(List<String> arguments, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of("python3"));
        command.addAll(arguments);
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader said =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            int at = line.indexOf("http://");
            if (at >= 0) {
                return new Replay(process, URI.create(line.substring(at).strip()));
            }
        }
        throw new IOException("the mirror did not start");
    }

    /** Where it listens. */
    public URI address() {
        return address;
    }

    /** Moves the day that it is there. */
    public void moveTo(String day) throws IOException, InterruptedException {
        post("/__as-of?" + day);
    }

    /** Of one that moves, the prefixes of HOST/PATH that give no answer from now on, separated by commas. */
    public void down(String prefixes) throws IOException, InterruptedException {
        post("/__down?" + prefixes);
    }

    /** Of one that moves, its faults from now on. */
    public void faults(String faults) throws IOException, InterruptedException {
        post("/__faults?" + faults);
    }

    private void post(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address.resolve(path))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        client.send(request, HttpResponse.BodyHandlers.discarding());
    }

    /**
     * What was sent.
     *
     * @param bodies answers with a body of use (200 and 206)
     * @param bytes bytes of all bodies
     */
    public record Traffic(long bodies, long bytes) {

        /** What came after an earlier moment. */
        public Traffic since(Traffic earlier) {
            return new Traffic(bodies - earlier.bodies, bytes - earlier.bytes);
        }
    }

    /** What all hosts were asked for so far. */
    public Traffic traffic() throws IOException, InterruptedException {
        long bodies = 0;
        long bytes = 0;
        for (String host : stats().keySet()) {
            Traffic one = traffic(host);
            bodies += one.bodies();
            bytes += one.bytes();
        }
        return new Traffic(bodies, bytes);
    }

    /** What a host was asked for so far. */
    public Traffic traffic(String host) throws IOException, InterruptedException {
        JsonNode told = stats().get(host);
        JsonNode status = told.path("status");
        return new Traffic(
                status.path("200").asLong() + status.path("206").asLong(),
                told.path("bytes").asLong());
    }

    /** How often a fault or another answer with this status was given. */
    public long answers(int status) throws IOException, InterruptedException {
        return stats().values().stream()
                .mapToLong(host ->
                        host.path("status").path(Integer.toString(status)).asLong())
                .sum();
    }

    private Map<String, JsonNode> stats() throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(address.resolve("/__stats")).build();
        String json = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        Map<String, JsonNode> hosts = new java.util.TreeMap<>();
        new ObjectMapper().readTree(json).properties().forEach(e -> hosts.put(e.getKey(), e.getValue()));
        return hosts;
    }

    @Override
    public void close() throws InterruptedException {
        // Asked first: one that moves has a folder of its own.
        process.destroy();
        if (!process.waitFor(5, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
