package vigie.web.access;

/** The result of checking a token. */
public sealed interface TokenCheck {

    /** Valid. */
    record Good(Token token) implements TokenCheck {}

    /** Expired. */
    record Expired(Token token) implements TokenCheck {}

    /** Unknown or revoked. */
    record Unknown() implements TokenCheck {}
}
