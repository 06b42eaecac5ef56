package vigie.web.access;

import java.util.Optional;

/** Whether a request is served, and how it is answered if not. */
public sealed interface Access {

    /**
     * Served.
     *
     * @param token the token that it came with or that its session was opened with, if any
     * @param session the session that it belongs to, if any
     */
    record Granted(Optional<Token> token, Optional<Session> session) implements Access {}

    /** Unknown method: 405. */
    record WrongMethod() implements Access {}

    /** Wrong host name: 421. */
    record WrongHost() implements Access {}

    /** The query exceeds the limits: 400. */
    record BadQueryException() implements Access {}

    /**
     * Too many requests from this client: 429.
     *
     * @param seconds after which it may try again
     */
    record TooMany(int seconds) implements Access {}

    /**
     * Sign-in required: 303 for a page, 401 for a script.
     *
     * @param location the sign-in page, leading on to what was asked for
     */
    record ToSignIn(String location) implements Access {}

    /** A valid token is required: 401. */
    record NoToken(Reason reason) implements Access {}

    /** A write that does not come from a form of this server: 403. */
    record Forged() implements Access {}

    /** A write without a session, where a token would not help: 403. */
    record NoSession() implements Access {}

    /** Why a token is needed. */
    enum Reason {
        /** No token was sent. */
        MISSING,
        /** Unknown or revoked. */
        UNKNOWN,
        /** Expired. */
        EXPIRED
    }
}
