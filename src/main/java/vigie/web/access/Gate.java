package vigie.web.access;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Collections;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Checks access before routing: a refused request reaches no route. */
public final class Gate implements Handler {

    /** The attribute of a request that has been decided on before it is routed. */
    public static final String DECIDED = "vigie.access";

    private final Guard guard;
    private final BiConsumer<Context, Access> refusal;

    /**
     * @param refusal answers what is not served
     */
    public Gate(Guard guard, BiConsumer<Context, Access> refusal) {
        this.guard = guard;
        this.refusal = refusal;
    }

    @Override
    public void handle(Context context) {
        Access access = context.req().getAttribute(DECIDED) instanceof Access decided
                ? decided
                : guard.decide(new ServletIncoming(context));
        if (access instanceof Access.Granted) {
            context.attribute(DECIDED, access);
        } else {
            refusal.accept(context, access);
            context.skipRemainingHandlers();
        }
    }

    /** The token that a request came with, or that its session was opened with. */
    public static Optional<Token> token(Context context) {
        return granted(context).flatMap(Access.Granted::token);
    }

    /** The session that a request belongs to. */
    public static Optional<Session> session(Context context) {
        return granted(context).flatMap(Access.Granted::session);
    }

    private static Optional<Access.Granted> granted(Context context) {
        return Optional.ofNullable(context.attribute(DECIDED));
    }

    /**
     * What every form of a page must send along as {@link AccessRule#FORM_TOKEN}. Opens a session where nobody has to
     * sign in, so to be asked for only by pages that have a form that writes.
     *
     * @throws IllegalStateException if the request needs a session and has none; the gate lets no such page through
     */
    public String formToken(Context context) {
        return session(context).map(Session::formToken).orElseGet(() -> {
            if (guard.tokensNeeded()) {
                throw new IllegalStateException("no session");
            }
            return open(context, Optional.empty()).formToken();
        });
    }

    /** Opens a session for a browser, in place of the one that it may have. */
    public Session open(Context context, Optional<Token> token) {
        Incoming request = new ServletIncoming(context);
        guard.end(request);
        Sessions.Opened opened = guard.open(token);
        context.res().addHeader("Set-Cookie", guard.opening(request, opened));
        context.attribute(DECIDED, new Access.Granted(token, Optional.of(opened.session())));
        return opened.session();
    }

    /** Ends the session of a browser. */
    public void end(Context context) {
        Incoming request = new ServletIncoming(context);
        guard.end(request);
        context.res().addHeader("Set-Cookie", guard.ending(request));
    }

    /** Looks at a token that somebody signs in with. */
    public TokenCheck check(String shown) {
        return guard.check(shown);
    }

    /** Whether anybody has to sign in. */
    public boolean tokensNeeded() {
        return guard.tokensNeeded();
    }

    /** A request as it came in. */
    private record ServletIncoming(Context context) implements Incoming {

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
}
