package vigie.web.access;

import java.util.Optional;

/** Whether a request is served, and how it is answered if not. */
public sealed interface Access {

    /**
     * It is.
     *
     * @param token the token that it came with or that its session was opened with, if any
     * @param session the session that it belongs to, if any
     */
    record Granted(Optional<Token> token, Optional<Session> session) implements Access {}

    /** The method is none that this server knows: 405. */
    record WrongMethod() implements Access {}

    /** It is for a server of another name: 421. */
    record WrongHost() implements Access {}

    /** The query is longer than any that makes sense here: 400. */
    record WrongQuery() implements Access {}

    /**
     * The client makes too many: 429.
     *
     * @param seconds after which it may try again
     */
    record TooMany(int seconds) implements Access {}

    /**
     * A person has to sign in first: 303, or 401 where a script asked.
     *
     * @param location the sign-in page, leading on to what was asked for
     */
    record ToSignIn(String location) implements Access {}

    /** A program has to show a token, or a better one: 401. */
    record NoToken(Reason reason) implements Access {}

    /** It writes, and does not come from a form of this server: 403. */
    record Forged() implements Access {}

    /** It writes, and comes without a session: 403 where no token would help. */
    record NoSession() implements Access {}

    /** Why a token is needed. */
    enum Reason {
        /** There was none. */
        MISSING,
        /** It was never made, or was revoked. */
        UNKNOWN,
        /** Its last day is over. */
        EXPIRED
    }
}
