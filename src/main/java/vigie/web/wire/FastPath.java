package vigie.web.wire;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import vigie.web.access.AccessProblem;
import vigie.web.access.CacheControl;
import vigie.web.site.Encodings;
import vigie.web.site.Etag;

/**
 * Answers cached responses before routing, on the thread that read the request: no
 * other thread is woken, which doubles the rate. Nothing here or in the handlers before may block. All other requests continue on threads of their own.
 */
public final class FastPath extends Handler.Wrapper {

    private static final int THREADS = 24;
    private static final int QUEUE = 512;

    /** Whoever waits longer has most likely gone, which nobody notices while nothing is read from the connection. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** What watches over the server asks for; answered whatever else goes on. */
    private static final Set<String> PROBES = Set.of("/healthz", "/readyz", "/metrics");

    private static final HttpField VARY = new PreEncodedHttpField(HttpHeader.VARY, "Accept-Encoding");
    private static final HttpField CACHE = new PreEncodedHttpField(HttpHeader.CACHE_CONTROL, CacheControl.PAGE);
    private static final HttpField GZIP = new PreEncodedHttpField(HttpHeader.CONTENT_ENCODING, "gzip");

    private final Kept kept;
    private final ThreadPoolExecutor work;
    private final ThreadPoolExecutor probes = threads("probes", 2, 64);

    /** Answers that are kept in memory. Nothing of it may wait for anything. */
    public interface Kept {

        /** The answer to a path without a query. */
        Optional<Ready> find(String path);

        /**
         * Told of every answer that was given.
         *
         * @param status its status
         * @param begun when that began, as {@link System#nanoTime} counts
         */
        void given(int status, long begun);
    }

    /**
     * An answer.
     *
     * @param type type of the content
     * @param tag entity tag, the same for both forms
     * @param plain the content
     * @param packed the content, gzip; empty where it is not kept in that form
     */
    public record Ready(String type, String tag, byte[] plain, Optional<byte[]> packed) {}

    public FastPath(Kept kept) {
        this(kept, THREADS, QUEUE);
    }

    /** As above, with so many threads for what is not kept, and room for so many requests that wait for one. */
    FastPath(Kept kept, int threads, int queue) {
        this.kept = kept;
        this.work = threads("work", threads, queue);
    }

    private static ThreadPoolExecutor threads(String name, int most, int queue) {
        ThreadPoolExecutor threads =
                new ThreadPoolExecutor(most, most, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(queue), task -> {
                    Thread thread = new Thread(task, name);
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        // If access is not certain, the request takes the usual way through access control.
        Optional<Ready> known = ReadingGate.granted(request) ? known(request) : Optional.empty();
        if (known.isPresent()) {
            answer(known.get(), request, response, callback);
        } else {
            goOn(request, response, callback);
        }
        return true;
    }

    private Optional<Ready> known(Request request) {
        boolean plain = request.getHttpURI().getQuery() == null;
        // The path as sent: parameters within it are for the routes to refuse.
        return HttpMethod.GET.is(request.getMethod()) && plain
                ? kept.find(request.getHttpURI().getPath())
                : Optional.empty();
    }

    private void answer(Ready answer, Request request, Response response, Callback callback) {
        long begun = System.nanoTime();
        HttpFields asked = request.getHeaders();
        HttpFields.Mutable headers = response.getHeaders();
        headers.put(VARY).put(CACHE).put(HttpHeader.ETAG, answer.tag());
        if (Etag.matches(asked.get(HttpHeader.IF_NONE_MATCH), answer.tag())) {
            response.setStatus(HttpStatus.NOT_MODIFIED_304);
            response.write(true, null, callback);
            kept.given(HttpStatus.NOT_MODIFIED_304, begun);
            return;
        }
        boolean gzip = answer.packed().isPresent() && Encodings.gzip(asked.get(HttpHeader.ACCEPT_ENCODING));
        byte[] bytes = gzip ? answer.packed().get() : answer.plain();
        headers.put(HttpHeader.CONTENT_TYPE, answer.type()).put(HttpHeader.CONTENT_LENGTH, bytes.length);
        if (gzip) {
            headers.put(GZIP);
        }
        response.write(true, ByteBuffer.wrap(bytes), callback);
        kept.given(HttpStatus.OK_200, begun);
    }

    private void goOn(Request request, Response response, Callback callback) {
        long begun = System.nanoTime();
        boolean probe = PROBES.contains(String.valueOf(request.getHttpURI().getPath()));
        try {
            (probe ? probes : work).execute(() -> {
                if (System.nanoTime() - begun > PATIENCE.toNanos()) {
                    busy(response, callback);
                    return;
                }
                try {
                    if (!super.handle(request, response, callback)) {
                        Response.writeError(request, response, callback, HttpStatus.NOT_FOUND_404);
                    }
                } catch (Exception | Error e) {
                    failed(request, response, callback, e);
                }
            });
        } catch (RejectedExecutionException e) {
            busy(response, callback);
        }
    }

    private static void failed(Request request, Response response, Callback callback, Throwable failure) {
        if (AbortedResponses.clientGone(failure)) {
            callback.failed(failure);
            return;
        }
        try {
            Response.writeError(request, response, callback, failure);
        } catch (IllegalStateException e) {
            // The connection has ended in between: nobody is left to answer.
            callback.failed(failure);
        }
    }

    private static void busy(Response response, Callback callback) {
        response.setStatus(HttpStatus.SERVICE_UNAVAILABLE_503);
        response.getHeaders()
                .put(HttpHeader.RETRY_AFTER, "1")
                .put(HttpHeader.CACHE_CONTROL, CacheControl.NEVER)
                .put(HttpHeader.CONTENT_TYPE, AccessProblem.CONTENT_TYPE);
        int status = HttpStatus.SERVICE_UNAVAILABLE_503;
        byte[] problem = AccessProblem.of(
                        status, HttpStatus.getMessage(status), "The server is busy. Try again in a second.")
                .json();
        response.write(true, ByteBuffer.wrap(problem), callback);
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        work.shutdown();
        probes.shutdown();
    }
}
