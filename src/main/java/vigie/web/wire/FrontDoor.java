package vigie.web.wire;

import java.util.Map;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Before everything else: puts the headers on that every answer has, and frees answers from slow readers. */
final class FrontDoor extends Handler.Wrapper {

    private final Map<String, String> headers;
    private final Arrivals arrivals;

    FrontDoor(Map<String, String> headers, Arrivals arrivals, Handler next) {
        super(next);
        this.headers = headers;
        this.arrivals = arrivals;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        headers.forEach((name, value) -> response.getHeaders().put(name, value));
        if (request.getLength() > Wire.MOST_BODY) {
            Response.writeError(request, response, callback, HttpStatus.PAYLOAD_TOO_LARGE_413);
            return true;
        }
        arrivals.begun(request);
        UnhurriedResponse unhurried = new UnhurriedResponse(request, response, callback);
        return super.handle(request, unhurried, Callback.from(unhurried.end(), () -> arrivals.done(request)));
    }
}
