package vigie.web.access;

import java.util.Locale;
import java.util.Optional;

/** Identifies the client of a request: by its token, else by the session of its cookie. */
final class Identity {

    private static final String SCHEME = "bearer ";

    private final Optional<Tokens> tokens;
    private final Sessions sessions;
    private final boolean behindProxy;

    Identity(Optional<Tokens> tokens, Sessions sessions, boolean behindProxy) {
        this.tokens = tokens;
        this.sessions = sessions;
        this.behindProxy = behindProxy;
    }

    /** Whether only the holders of a token may read. */
    boolean tokensNeeded() {
        return tokens.isPresent();
    }

    /** What is to be said of the token that the request shows; empty if it shows none, or none are known here. */
    Optional<TokenCheck> token(Incoming request) {
        return tokens.flatMap(known -> request.header("Authorization")
                .filter(value -> value.toLowerCase(Locale.ROOT).startsWith(SCHEME))
                .map(value -> known.check(value.substring(SCHEME.length()).strip())));
    }

    /** The session of the request's cookie, as long as the token that it was opened with is good. */
    Optional<Session> session(Incoming request) {
        return SessionCookie.of(request, behindProxy)
                .flatMap(sessions::find)
                .filter(session -> session.token()
                        .map(token ->
                                tokens.filter(known -> known.stillGood(token)).isPresent())
                        .orElse(tokens.isEmpty()));
    }
}
