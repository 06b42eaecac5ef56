package vigie.fetch;

import com.github.mizosoft.methanol.Methanol;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import vigie.text.Program;

/** Downloads over HTTP: paced, conditional, resumed, retried, checked. */
public final class HttpFetcher implements Fetcher {

    private final Methanol client;
    private final Mirror mirror;
    private final Path folder;
    private final Paces paces;
    private final Retry retry;
    /** After so long without an answer the log is told. */
    private static final Duration LONG = Duration.ofSeconds(8);

    /** After so long a request is not tried again. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final RequestLog log;
    private final Set<String> silent = ConcurrentHashMap.newKeySet();

    /**
     * @param folder where downloads lie until they are read; made if missing, rid of what lay there for long
     * @param mirror where to ask instead of the hosts
     * @param retry how patient to be
     * @param log told what becomes of requests
     */
    public HttpFetcher(Path folder, Mirror mirror, Retry retry, RequestLog log) {
        this(folder, mirror, retry, log, System.getenv());
    }

    /** @param environment the variables that may name a proxy */
    HttpFetcher(Path folder, Mirror mirror, Retry retry, RequestLog log, Map<String, String> environment) {
        this.folder = folder;
        this.mirror = mirror;
        this.retry = retry;
        this.log = log;
        this.paces = new Paces(mirror.base().isPresent());
        Methanol.Builder builder = Methanol.newBuilder()
                .connectTimeout(retry.connectTimeout())
                .headersTimeout(retry.readTimeout())
                .readTimeout(retry.readTimeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .autoAcceptEncoding(false)
                .userAgent(Program.userAgent());
        EnvironmentProxy.of(environment).ifPresent(builder::proxy);
        this.client = builder.build();
    }

    @Override
    public Fetched fetch(Request request, Pace pace, LongConsumer received) throws InterruptedException {
        RetryPolicy<Fetched> policy = RetryPolicy.<Fetched>builder()
                .withMaxAttempts(retry.attempts())
                .withMaxDuration(PATIENCE)
                .handleIf(HttpFetcher::passing)
                .abortIf((answer, e) -> waitTooLong(e))
                .withDelayFn(context -> retry.pause(context.getAttemptCount(), asked(context.getLastException())))
                .build();
        try {
            return Failsafe.with(policy).get(() -> attempt(request, pace, received));
        } catch (FailsafeException e) {
            if (e.getCause() instanceof InterruptedException interrupted) {
                // Failsafe sets the interrupt flag as well, which would break the clean-up.
                Thread.interrupted();
                throw interrupted;
            }
            return new Fetched.Failed(reason(mirror.rewrite(request.uri()).getHost(), e.getCause()));
        }
    }

    /** A {@link FileSystemException} comes from the local disk: the request is not repeated. */
    private static boolean passing(Throwable e) {
        return e instanceof FetchException f
                ? f.passing()
                : e instanceof IOException
                        && !(e instanceof FileSystemException)
                        && !(e instanceof SlowException)
                        && !NetworkFailure.untrusted(e);
    }

    private boolean waitTooLong(Throwable e) {
        return asked(e).filter(wait -> wait.compareTo(retry.longestDelay()) > 0).isPresent();
    }

    private static Optional<Duration> asked(Throwable e) {
        return e instanceof FetchException f ? f.retryAfter() : Optional.empty();
    }

    private Fetched attempt(Request request, Pace pace, LongConsumer received)
            throws IOException, InterruptedException {
        URI uri = mirror.rewrite(request.uri());
        PartFile part = new PartFile(Files.createDirectories(folder), request.uri());
        String host = request.uri().getHost();
        try (Paces.Place place = paces.enter(host, pace, retry.longestDelay())) {
            HttpResponse<InputStream> response = follow(uri, request, part);
            try (InputStream body = response.body()) {
                Fetched answer = answer(request, response, body, part, received);
                log.request(response.statusCode() + " " + uri);
                paces.answered(host);
                return answer;
            }
        } catch (IOException e) {
            asked(e).ifPresent(wait -> paces.pause(host, wait));
            log.request("failed " + uri + ": " + reason(uri.getHost(), e));
            throw e;
        }
    }

    /** Sends the request, and again to where it is redirected. */
    private HttpResponse<InputStream> follow(URI uri, Request request, PartFile part)
            throws IOException, InterruptedException {
        URI at = uri;
        for (int hop = 0; hop <= Redirects.MOST; hop++) {
            HttpResponse<InputStream> response = send(conditional(at, request, part));
            Optional<URI> next;
            try {
                next = Redirects.next(
                        response, at, request.uri().getHost(), mirror.base().isPresent());
            } catch (FetchException e) {
                response.body().close();
                throw e;
            }
            if (next.isEmpty()) {
                return response;
            }
            response.body().close();
            at = next.get();
        }
        throw Redirects.refusal("more than " + Redirects.MOST + " redirects");
    }

    private HttpResponse<InputStream> send(HttpRequest request) throws IOException, InterruptedException {
        String host = request.uri().getHost();
        CompletableFuture<Void> waiting = CompletableFuture.runAsync(
                () -> silent(host, RequestLog.Silence.NO_ANSWER),
                CompletableFuture.delayedExecutor(LONG.toMillis(), TimeUnit.MILLISECONDS));
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException e) {
            if (!NetworkFailure.untrusted(e)) {
                silent(host, silence(e));
            }
            throw e;
        } finally {
            waiting.cancel(false);
        }
    }

    private void silent(String host, RequestLog.Silence why) {
        if (silent.add(host)) {
            log.silent(host, why);
        }
    }

    private HttpRequest conditional(URI uri, Request request, PartFile part) throws IOException {
        HttpRequest.Builder builder = HttpRequest.newBuilder(uri).GET().header("Accept-Encoding", "identity");
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
            case 200, 206 -> new BodyReceiver(request, part, retry.readTimeout(), received).take(response, body);
            case 304 -> new Fetched.Unchanged();
            case 404, 410 -> new Fetched.Absent();
            default -> {
                if (response.statusCode() == 403 && request.forbiddenIsAbsent()) {
                    yield new Fetched.Absent();
                }
                if (response.statusCode() == 416) {
                    part.discard();
                }
                throw Statuses.refusal(response);
            }
        };
    }

    private static RequestLog.Silence silence(IOException e) {
        if (e instanceof HttpTimeoutException) {
            return RequestLog.Silence.NO_ANSWER;
        }
        return NetworkFailure.unknownHost(e) ? RequestLog.Silence.UNKNOWN_HOST : RequestLog.Silence.NO_CONNECTION;
    }

    static String reason(String host, Throwable e) {
        return NetworkFailure.reason(host, e).orElseGet(() -> {
            if (e instanceof FileSystemException) {
                return "cannot write a download: " + e;
            }
            String message = e.getMessage();
            return message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
        });
    }
}
