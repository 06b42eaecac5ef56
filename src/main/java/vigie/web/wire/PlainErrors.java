package vigie.web.wire;

import java.nio.ByteBuffer;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import vigie.web.access.AccessProblem;
import vigie.web.access.CacheControl;

/** Answers malformed requests and failures before routing: by status only, without internal details. */
final class PlainErrors extends ErrorHandler {

    private final Map<String, String> headers;

    PlainErrors(Map<String, String> headers) {
        this.headers = headers;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        headers.forEach((name, value) -> response.getHeaders().put(name, value));
        int status = response.getStatus();
        // After such a request it is not sure where the next begins.
        response.getHeaders()
                .put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE.asString())
                .put(HttpHeader.CACHE_CONTROL, CacheControl.NEVER)
                .put(HttpHeader.CONTENT_TYPE, AccessProblem.CONTENT_TYPE);
        response.write(true, ByteBuffer.wrap(problem(status).json()), callback);
        return true;
    }

    /** In English: the headers that say what the client speaks may be what was wrong. */
    private static AccessProblem problem(int status) {
        String title = HttpStatus.getMessage(status);
        String detail = switch (status) {
            case HttpStatus.BAD_REQUEST_400 -> "This is not a valid HTTP request.";
            case HttpStatus.REQUEST_TIMEOUT_408 -> "The request did not arrive in time.";
            case HttpStatus.PAYLOAD_TOO_LARGE_413 ->
                "The body of the request is larger than " + Wire.MOST_BODY + " bytes.";
            case HttpStatus.URI_TOO_LONG_414 -> "The address is longer than " + Wire.MOST_HEADERS + " bytes.";
            case HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431 ->
                "The headers of the request are larger than " + Wire.MOST_HEADERS + " bytes.";
            default -> title;
        };
        return AccessProblem.of(status, title, detail);
    }
}
