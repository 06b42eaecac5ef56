package vigie.web.wire;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.server.Request;
import vigie.web.access.Incoming;

/** A request before it is routed; its body is not looked at. */
record CoreIncoming(Request request) implements Incoming {

    @Override
    public String method() {
        return request.getMethod();
    }

    @Override
    public String path() {
        String path = request.getHttpURI().getPath();
        return path == null ? "" : path;
    }

    @Override
    public String target() {
        String query = request.getHttpURI().getQuery();
        return path() + (query == null ? "" : "?" + query);
    }

    @Override
    public Optional<String> header(String name) {
        List<String> all = request.getHeaders().getValuesList(name);
        return all.isEmpty() ? Optional.empty() : Optional.of(String.join(",", all));
    }

    @Override
    public Optional<String> cookie(String name) {
        return Request.getCookies(request).stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(HttpCookie::getValue)
                .findFirst();
    }

    @Override
    public Optional<String> formField(String name) {
        return Optional.empty();
    }

    @Override
    public String peer() {
        return request.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress address
                        && address.getAddress() != null
                ? address.getAddress().getHostAddress()
                : "";
    }

    @Override
    public boolean encrypted() {
        return request.isSecure();
    }
}
