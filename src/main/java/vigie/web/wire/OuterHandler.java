package vigie.web.wire;

import java.util.Map;
import java.util.concurrent.Semaphore;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Before everything else: makes the request what all handlers agree on, puts the headers on that every answer has, and frees answers from slow readers. */
final class OuterHandler extends Handler.Wrapper {

    private final Map<String, String> headers;
    private final RequestTimeout arrivals;
    private final Semaphore largeBodies = new Semaphore(Wire.LARGE_BODIES);

    OuterHandler(Map<String, String> headers, RequestTimeout arrivals, Handler next) {
        super(next);
        this.headers = headers;
        this.arrivals = arrivals;
    }

    @Override
    public boolean handle(Request sent, Response response, Callback callback) throws Exception {
        headers.forEach((name, value) -> response.getHeaders().put(name, value));
        Request request = QueryValues.of(sent);
        if (request.getLength() > Wire.MOST_BODY) {
            Response.writeError(request, response, callback, HttpStatus.PAYLOAD_TOO_LARGE_413);
            return true;
        }
        boolean large = isLarge(request);
        if (large && !largeBodies.tryAcquire()) {
            response.getHeaders().put(HttpHeader.RETRY_AFTER, 1);
            Response.writeError(request, response, callback, HttpStatus.SERVICE_UNAVAILABLE_503);
            return true;
        }
        arrivals.begun(request);
        QueuedResponse unhurried = new QueuedResponse(request, response, callback);
        return super.handle(request, unhurried, Callback.from(unhurried.end(), () -> {
            arrivals.done(request);
            if (large) {
                largeBodies.release();
            }
        }));
    }

    /** Whether the content is large, or may be: without a length it ends when the client says so. */
    private static boolean isLarge(Request request) {
        boolean unknown = request.getLength() < 0 && request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
        return unknown || request.getLength() > Wire.LARGE_BODY;
    }

    /**
     * A request as all handlers see it. HEAD is GET whose content is not sent (RFC 9110, 9.3.2): the connection leaves it
     * out, so that status and headers are the same. A header that names another method is dropped, because what decides
     * about access would see the method, and what answers the header.
     */
    private static final class QueryValues extends Request.Wrapper {

        private static final String OVERRIDE = "X-HTTP-Method-Override";

        private final String method;
        private final HttpFields headers;

        private QueryValues(Request request, String method, HttpFields headers) {
            super(request);
            this.method = method;
            this.headers = headers;
        }

        static Request of(Request sent) {
            boolean head = HttpMethod.HEAD.is(sent.getMethod());
            HttpFields headers = sent.getHeaders();
            boolean override = headers.contains(OVERRIDE);
            if (!head && !override) {
                return sent;
            }
            if (head) {
                sent.setAttribute(AbortedResponses.HEAD, true);
            }
            return new QueryValues(
                    sent,
                    head ? HttpMethod.GET.asString() : sent.getMethod(),
                    override ? HttpFields.build(headers).remove(OVERRIDE).asImmutable() : headers);
        }

        @Override
        public String getMethod() {
            return method;
        }

        @Override
        public HttpFields getHeaders() {
            return headers;
        }
    }
}
