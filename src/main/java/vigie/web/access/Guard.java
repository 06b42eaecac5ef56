package vigie.web.access;

import java.time.Clock;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Consumer;

/** The access control of one server, built from its options. */
public final class Guard {

    private static final int SESSIONS = 1000;
    private static final int CLIENTS = 10_000;

    private final Optional<Tokens> tokens;
    private final Sessions sessions;
    private final AccessRule rule;
    private final boolean behindProxy;

    /**
     * @param openFolders beginnings of paths that anybody may read, each with a slash at its end
     * @param trouble is told when the token file cannot be read any more
     * @throws TokenFileException if it cannot be read now
     */
    public Guard(
            AccessOptions options, Collection<String> openFolders, Clock clock, Consumer<TokenFileException> trouble) {
        this.tokens = options.tokenFile().map(file -> new Tokens(new TokenFile(file), clock, trouble));
        this.sessions = new Sessions(clock, SESSIONS);
        this.behindProxy = options.behindProxy();
        Optional<RateLimit> rate =
                options.requestsASecond().map(limit -> new RateLimit(limit, CLIENTS, System::nanoTime));
        this.rule = new AccessRule(options.hostCheck(), rate, tokens, sessions, openFolders, behindProxy);
    }

    /** Whether a request is served. */
    public Access decide(Incoming request) {
        return rule.decide(request);
    }

    /** Whether anybody has to sign in. */
    public boolean tokensNeeded() {
        return tokens.isPresent();
    }

    /** Looks at a token that somebody signs in with. */
    public TokenCheck check(String shown) {
        return tokens.<TokenCheck>map(known -> known.check(shown)).orElse(new TokenCheck.Unknown());
    }

    /** Opens a session. */
    public Sessions.Opened open(Optional<Token> token) {
        return sessions.open(token);
    }

    /** The {@code Set-Cookie} header for the browser whose session was opened. */
    public String opening(Incoming request, Sessions.Opened opened) {
        return SessionCookie.opening(opened.secret(), SessionCookie.overHttps(request, behindProxy));
    }

    /** Ends the session of a request, if it has one. */
    public void end(Incoming request) {
        SessionCookie.of(request, behindProxy).ifPresent(sessions::end);
    }

    /** The {@code Set-Cookie} header that makes a browser forget its session. */
    public String ending(Incoming request) {
        return SessionCookie.ending(SessionCookie.overHttps(request, behindProxy));
    }
}
