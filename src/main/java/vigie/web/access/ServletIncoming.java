package vigie.web.access;

import io.javalin.http.Context;
import java.util.Collections;
import java.util.Optional;

/** A request as it came in. */
record ServletIncoming(Context context) implements Incoming {

    @Override
    public String method() {
        return context.req().getMethod();
    }

    @Override
    public String path() {
        return context.path();
    }

    @Override
    public String target() {
        String query = context.queryString();
        return context.req().getRequestURI() + (query == null ? "" : "?" + query);
    }

    @Override
    public Optional<String> header(String name) {
        String all = String.join(",", Collections.list(context.req().getHeaders(name)));
        return context.req().getHeader(name) == null ? Optional.empty() : Optional.of(all);
    }

    @Override
    public Optional<String> cookie(String name) {
        return Optional.ofNullable(context.cookie(name));
    }

    @Override
    public Optional<String> formField(String name) {
        return Optional.ofNullable(context.formParam(name));
    }

    @Override
    public String peer() {
        return context.req().getRemoteAddr();
    }

    @Override
    public boolean encrypted() {
        return context.req().isSecure();
    }
}
