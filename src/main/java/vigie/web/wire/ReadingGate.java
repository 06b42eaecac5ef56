package vigie.web.wire;

import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import vigie.web.access.Access;
import vigie.web.access.Gate;
import vigie.web.access.Guard;

/**
 * Checks access of read-only requests before routing, so that a cached response can be sent without routing.
 * Refusals are left to the {@link Gate}, which reuses the decision.
 */
public final class ReadingGate extends Handler.Wrapper {

    private final Guard guard;

    public ReadingGate(Guard guard) {
        this.guard = guard;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (HttpMethod.GET.is(request.getMethod())) {
            request.setAttribute(Gate.DECIDED, guard.decide(new CoreIncoming(request)));
        }
        return super.handle(request, response, callback);
    }

    /** Whether a request may be answered at once: it reads, and is let through. */
    public static boolean granted(Request request) {
        return request.getAttribute(Gate.DECIDED) instanceof Access.Granted;
    }
}
