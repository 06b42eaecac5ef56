package vigie.fetch;

import com.github.mizosoft.methanol.Methanol;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** Downloads over HTTP: paced, conditional, resumed, retried, checked. */
public final class HttpFetcher implements Fetcher {

    private static final String AGENT = "Vigie/0.1 (vulnerability prioritisation; conditional requests)";

    private final Methanol client;
    private final Mirror mirror;
    private final Path folder;
    private final Paces paces;
    private final Retry retry;
    private final Consumer<String> trace;

    /**
     * @param folder where downloads lie until they are read; made if missing
     * @param mirror where to ask instead of the hosts
     * @param retry how patient to be
     * @param trace told each request and its outcome, for {@code -v}
     */
    public HttpFetcher(Path folder, Mirror mirror, Retry retry, Consumer<String> trace) {
        this.folder = folder;
        this.mirror = mirror;
        this.retry = retry;
        this.trace = trace;
        this.paces = new Paces(mirror.base().isPresent());
        this.client = Methanol.newBuilder()
                .connectTimeout(retry.connectTimeout())
                .headersTimeout(retry.readTimeout())
                .readTimeout(retry.readTimeout())
                .followRedirects(HttpClient.Redirect.NORMAL)
                .autoAcceptEncoding(false)
                .userAgent(AGENT)
                .build();
    }

    @Override
    public Fetched fetch(Request request, Pace pace, LongConsumer received) throws InterruptedException {
        RetryPolicy<Fetched> policy = RetryPolicy.<Fetched>builder()
                .withMaxAttempts(retry.attempts())
                .withBackoff(retry.firstDelay(), retry.longestDelay())
                .withJitter(0.25)
                .handleIf(e -> e instanceof IOException && !(e instanceof FetchException f && !f.passing()))
                .abortIf((answer, e) -> waitTooLong(e))
                .withDelayFnOn(context -> asked(context.getLastException()), FetchException.class)
                .build();
        try {
            return Failsafe.with(policy).get(() -> attempt(request, pace, received));
        } catch (FailsafeException e) {
            if (e.getCause() instanceof InterruptedException interrupted) {
                throw interrupted;
            }
            return new Fetched.Failed(reason(e.getCause()));
        }
    }

    private boolean waitTooLong(Throwable e) {
        return e instanceof FetchException f
                && f.retryAfter()
                        .filter(d -> d.compareTo(retry.longestDelay()) > 0)
                        .isPresent();
    }

    /** Failsafe takes a negative delay as "use the back-off". */
    private static Duration asked(Throwable e) {
        return e instanceof FetchException f ? f.retryAfter().orElse(Duration.ofMillis(-1)) : Duration.ofMillis(-1);
    }

    private Fetched attempt(Request request, Pace pace, LongConsumer received)
            throws IOException, InterruptedException {
        URI uri = mirror.rewrite(request.uri());
        PartFile part = new PartFile(Files.createDirectories(folder), request.uri());
        try (Paces.Place place = paces.enter(request.uri().getHost(), pace)) {
            HttpResponse<InputStream> response =
                    client.send(conditional(uri, request, part), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                Fetched answer = answer(request, response, body, part, received);
                trace.accept(response.statusCode() + " " + uri);
                return answer;
            }
        } catch (IOException e) {
            trace.accept("failed " + uri + ": " + reason(e));
            throw e;
        }
    }

    private HttpRequest conditional(URI uri, Request request, PartFile part) throws IOException {
        HttpRequest.Builder builder = HttpRequest.newBuilder(uri).GET();
        if (uri.getScheme().equals("http")) {
            builder.version(HttpClient.Version.HTTP_1_1);
        }
        if (part.bytes() > 0) {
            builder.header("Range", "bytes=" + part.bytes() + "-");
            builder.header("If-Range", part.validator().orElseThrow());
        } else {
            request.held().etag().ifPresent(tag -> builder.header("If-None-Match", tag));
            request.held().lastModified().ifPresent(date -> builder.header("If-Modified-Since", date));
        }
        return builder.build();
    }

    private Fetched answer(
            Request request, HttpResponse<InputStream> response, InputStream body, PartFile part, LongConsumer received)
            throws IOException {
        return switch (response.statusCode()) {
            case 200, 206 -> save(request, response, body, part, received);
            case 304 -> new Fetched.Unchanged();
            case 404, 410 -> new Fetched.Absent();
            default -> {
                if (response.statusCode() == 416) {
                    part.discard();
                }
                throw Statuses.refusal(response);
            }
        };
    }

    private Fetched save(
            Request request, HttpResponse<InputStream> response, InputStream body, PartFile part, LongConsumer received)
            throws IOException {
        Validators validators = new Validators(
                response.headers().firstValue("ETag"), response.headers().firstValue("Last-Modified"));
        boolean resumed = response.statusCode() == 206;
        if (!resumed) {
            part.begin(validators.forRange());
        }
        copy(body, part.part(), resumed, request.limit(), received);
        long bytes = Files.size(part.part());
        Optional<String> complaint = request.format().complaint(part.part());
        if (complaint.isEmpty() && request.size().isPresent() && request.size().getAsLong() != bytes) {
            complaint = Optional.of("expected " + request.size().getAsLong() + " bytes and got " + bytes);
        }
        if (complaint.isPresent()) {
            part.discard();
            throw new FetchException(complaint.get(), true, Optional.empty());
        }
        return new Fetched.Body(part.finish(), bytes, validators);
    }

    private static void copy(InputStream body, Path file, boolean append, long limit, LongConsumer received)
            throws IOException {
        StandardOpenOption how = append ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING;
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, how)) {
            long total = append ? Files.size(file) : 0;
            byte[] buffer = new byte[1 << 16];
            for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
                total += n;
                if (total > limit) {
                    throw new FetchException("more than " + limit + " bytes", false, Optional.empty());
                }
                write(out, buffer, n, file);
                received.accept(total);
            }
        }
    }

    private static void write(OutputStream out, byte[] buffer, int n, Path file) throws IOException {
        try {
            out.write(buffer, 0, n);
        } catch (IOException e) {
            throw new FetchException("cannot write " + file + ": " + reason(e), false, Optional.empty());
        }
    }

    private static String reason(Throwable e) {
        String message = e.getMessage();
        return message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
    }
}
