package vigie.web.wire;

import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Answers what is no request at all, or fails before any page is reached: by its status, and nothing of the inside. */
final class PlainErrors extends ErrorHandler {

    private final Map<String, String> headers;

    PlainErrors(Map<String, String> headers) {
        this.headers = headers;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        headers.forEach((name, value) -> response.getHeaders().put(name, value));
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain; charset=utf-8");
        int status = response.getStatus();
        Content.Sink.write(response, true, status + " " + HttpStatus.getMessage(status) + "\n", callback);
        return true;
    }
}
