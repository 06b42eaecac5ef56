package vigie.web.access;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import vigie.channel.MailLinks;

/**
 * Access control. Reading is open unless there are tokens; writing always needs a token, or a form of this
 * server sent within a session. A few paths read with POST, see {@link #QUESTIONS}.
 */
public final class AccessRule {

    /** The methods that are served. */
    public static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE";

    /** The field of a form that holds the session's {@link Session#formToken}. */
    public static final String FORM_TOKEN = "form-token";

    /** The same as a header, for scripts. */
    public static final String FORM_TOKEN_HEADER = "X-Form-Token";

    /**
     * Paths that are asked with POST because the question is too long for an address. They read, and change nothing, so that
     * no page of another server can do anything through them.
     */
    public static final Set<String> QUESTIONS = Set.of("/api/v1/lookup", "/lookup", "/api/v1/watches/trial");

    private static final Set<String> READING = Set.of("GET", "HEAD");
    private static final Set<String> WRITING = Set.of("POST", "PUT", "PATCH", "DELETE");

    private final HostCheck hosts;
    private final Optional<RateLimit> rate;
    private final Identity identity;
    private final OpenPaths paths;
    private final boolean behindProxy;

    /**
     * @param rate empty for no limit
     * @param tokens the tokens that are needed; empty if reading is open
     * @param openFolders beginnings of paths that anybody may read, each with a slash at its end
     * @param behindProxy whether {@code X-Forwarded-…} headers tell about the client
     */
    public AccessRule(
            HostCheck hosts,
            Optional<RateLimit> rate,
            Optional<Tokens> tokens,
            Sessions sessions,
            Collection<String> openFolders,
            boolean behindProxy) {
        this.hosts = hosts;
        this.rate = rate;
        this.identity = new Identity(tokens, sessions, behindProxy);
        this.paths = new OpenPaths(openFolders);
        this.behindProxy = behindProxy;
    }

    /** Whether a request is served. */
    public Access decide(Incoming request) {
        if (!READING.contains(request.method()) && !WRITING.contains(request.method())) {
            return new Access.WrongMethod();
        }
        if (!OpenPaths.probe(request.path()) && !hosts.serves(request.header("Host"))) {
            return new Access.WrongHost();
        }
        int question = request.target().indexOf('?');
        if (question >= 0 && !QueryLimits.keptBy(request.target().substring(question + 1))) {
            return new Access.BadQueryException();
        }
        int seconds = rate.map(limit -> limit.secondsToWait(ClientAddress.of(request, behindProxy)))
                .orElse(0);
        return seconds > 0 ? new Access.TooMany(seconds) : byIdentity(request);
    }

    private Access byIdentity(Incoming request) {
        Optional<TokenCheck> shown = identity.token(request);
        if (shown.isPresent()) {
            return byToken(shown.get());
        }
        Optional<Session> session = identity.session(request);
        return reads(request) ? reading(request, session) : writing(request, session);
    }

    private static boolean reads(Incoming request) {
        return READING.contains(request.method())
                || request.method().equals("POST") && QUESTIONS.contains(request.path());
    }

    private static Access byToken(TokenCheck shown) {
        if (shown instanceof TokenCheck.Good good) {
            return new Access.Granted(Optional.of(good.token()), Optional.empty());
        }
        return new Access.NoToken(shown instanceof TokenCheck.Expired ? Access.Reason.EXPIRED : Access.Reason.UNKNOWN);
    }

    private Access reading(Incoming request, Optional<Session> session) {
        if (session.isPresent() || !identity.tokensNeeded() || paths.open(request.path())) {
            return new Access.Granted(session.flatMap(Session::token), session);
        }
        return fromAPage(request)
                ? new Access.ToSignIn(SignIn.before(pageOf(request)))
                : new Access.NoToken(Access.Reason.MISSING);
    }

    private Access writing(Incoming request, Optional<Session> session) {
        if (request.method().equals("POST") && paths.key(request.path())) {
            return new Access.Granted(Optional.empty(), Optional.empty());
        }
        boolean signingIn = request.method().equals("POST") && request.path().equals(SignIn.PATH);
        if (session.isEmpty() && !signingIn) {
            return identity.tokensNeeded() ? new Access.NoToken(Access.Reason.MISSING) : new Access.NoSession();
        }
        return SameOrigin.of(request) && (signingIn || ownForm(request, session.get()))
                ? new Access.Granted(session.flatMap(Session::token), session)
                : new Access.Forged();
    }

    private static boolean ownForm(Incoming request, Session session) {
        return request.header(FORM_TOKEN_HEADER)
                .or(() -> request.formField(FORM_TOKEN))
                .filter(shown -> Secret.same(shown, session.formToken()))
                .isPresent();
    }

    /** Whether a person looks at the answer, rather than a program. */
    private static boolean fromAPage(Incoming request) {
        return !request.path().startsWith("/api/")
                && (request.header("HX-Request").isPresent()
                        || request.header("Accept")
                                .filter(a -> a.contains("text/html"))
                                .isPresent());
    }

    /** What to lead on to: what was asked for, or the page whose script asked for a part of it. */
    private static String pageOf(Incoming request) {
        return request.header("HX-Request").isPresent()
                ? request.header("HX-Current-URL").map(AccessRule::localPart).orElse("/")
                : request.target();
    }

    private static String localPart(String address) {
        try {
            URI uri = URI.create(address);
            String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
            return uri.getRawPath() == null ? "/" : uri.getRawPath() + query;
        } catch (IllegalArgumentException e) {
            return "/";
        }
    }

    /**
     * Paths that are readable without a token: liveness, styles, scripts and the sign-in page.
     *
     * @param folders beginnings of paths, each with a slash at its end
     */
    private record OpenPaths(Collection<String> folders) {

        private static final Set<String> PROBES = Set.of("/healthz", "/readyz");

        /** Characters that a router may normalise: paths with them are never open. */
        private static final List<String> ODD = List.of("..", "//", "/./", ";", "%", "\\");

        /** Whether a path is itself a key, which lets anybody do the one thing that it is for: mail programs ask it by themselves. */
        boolean key(String path) {
            return path.startsWith(MailLinks.PAUSE) && open(path);
        }

        /** Whether a path says only that the server lives; machines ask for it by whatever name they know. */
        static boolean probe(String path) {
            return PROBES.contains(path);
        }

        boolean open(String path) {
            return probe(path)
                    || path.equals(SignIn.PATH)
                    || folders.stream().anyMatch(path::startsWith)
                            && ODD.stream().noneMatch(path::contains);
        }
    }

    /** Limits of a query: {@value #PARAMETERS} parameters, {@value #CHARACTERS} characters a value. */
    static final class QueryLimits {

        static final int PARAMETERS = 50;
        static final int CHARACTERS = 2000;

        private QueryLimits() {}

        /** Whether a query as sent keeps to the limits, and can be decoded at all. */
        static boolean keptBy(String query) {
            if (query.length() <= CHARACTERS && query.indexOf('%') < 0) {
                return query.chars().filter(c -> c == '&').count() < PARAMETERS;
            }
            String[] parameters = query.split("&", PARAMETERS + 1);
            if (parameters.length > PARAMETERS) {
                return false;
            }
            for (String parameter : parameters) {
                if (!keptByValue(parameter.substring(parameter.indexOf('=') + 1))) {
                    return false;
                }
            }
            return true;
        }

        private static boolean keptByValue(String value) {
            try {
                return URLDecoder.decode(value, StandardCharsets.UTF_8).length() <= CHARACTERS;
            } catch (IllegalArgumentException e) {
                return false;
            }
        }
    }

    /**
     * Whether a browser sends a request from a page of this very server. The first of the three headers that is there
     * decides; no page can set any of them, and a request without one is refused.
     */
    private static final class SameOrigin {

        private SameOrigin() {}

        static boolean of(Incoming request) {
            Optional<String> site = request.header("Sec-Fetch-Site");
            if (site.isPresent()) {
                return site.get().equals("same-origin");
            }
            return request.header("Origin")
                    .or(() -> request.header("Referer"))
                    .flatMap(SameOrigin::authority)
                    .filter(authority ->
                            request.header("Host").map(SameOrigin::normal).equals(Optional.of(authority)))
                    .isPresent();
        }

        /** Host and port of an address; the scheme is not compared, only a proxy knows that of the browser. */
        private static Optional<String> authority(String address) {
            try {
                URI uri = URI.create(address);
                boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
                return web ? Optional.ofNullable(uri.getRawAuthority()).map(SameOrigin::normal) : Optional.empty();
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }

        /** Some browsers and proxies leave the usual ports away, some do not. */
        private static String normal(String authority) {
            return authority.toLowerCase(Locale.ROOT).replaceFirst(":(80|443)$", "");
        }
    }
}
