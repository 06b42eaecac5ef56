package vigie.web.access;

/** What came of looking at a token that somebody showed. */
public sealed interface TokenCheck {

    /** It is good. */
    record Good(Token token) implements TokenCheck {}

    /** It was good once. */
    record Expired(Token token) implements TokenCheck {}

    /** There is no such token: never made, or revoked. */
    record Unknown() implements TokenCheck {}
}
