package vigie.fetch;

import com.github.mizosoft.methanol.Methanol;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import vigie.text.Program;

/** Downloads over HTTP: paced, conditional, resumed, retried, checked. */
public final class HttpFetcher implements Fetcher {

    private final Methanol client;
    private final Mirror mirror;
    private final Path folder;
    private final Paces paces;
    private final Retry retry;
    private final Consumer<String> trace;

    /**
     * @param folder where downloads lie until they are read; made if missing, rid of what lay there for long
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
                .userAgent(Program.userAgent())
                .build();
    }

    @Override
    public Fetched fetch(Request request, Pace pace, LongConsumer received) throws InterruptedException {
        RetryPolicy<Fetched> policy = RetryPolicy.<Fetched>builder()
                .withMaxAttempts(retry.attempts())
                .handleIf(HttpFetcher::passing)
                .abortIf((answer, e) -> waitTooLong(e))
                .withDelayFn(context -> retry.pause(context.getAttemptCount(), asked(context.getLastException())))
                .build();
        try {
            return Failsafe.with(policy).get(() -> attempt(request, pace, received));
        } catch (FailsafeException e) {
            if (e.getCause() instanceof InterruptedException interrupted) {
                // Failsafe raises the flag as well, and then nobody could tidy up in peace.
                Thread.interrupted();
                throw interrupted;
            }
            return new Fetched.Failed(reason(e.getCause()));
        }
    }

    /** A {@link FileSystemException} comes from the local disk: the host is not to be bothered with it again. */
    private static boolean passing(Throwable e) {
        return e instanceof FetchException f
                ? f.passing()
                : e instanceof IOException && !(e instanceof FileSystemException);
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
            case 200, 206 -> new Intake(request, part, received).take(response, body);
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

    private static String reason(Throwable e) {
        if (e instanceof HttpTimeoutException) {
            return "no answer, or none that goes on, within the time allowed";
        }
        if (e instanceof ConnectException) {
            return "no connection to the host";
        }
        if (e instanceof FileSystemException) {
            return "cannot write a download: " + e;
        }
        String message = e.getMessage();
        return message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
    }
}
