package vigie.web.access;

import java.time.Instant;
import java.util.Optional;

/**
 * A browser that is known for some hours.
 *
 * @param token the token that it signed in with; empty where none is needed
 * @param formToken what every form of the session must send along, so that no other site can send one in its name
 * @param expires when it ends
 */
public record Session(Optional<Token> token, String formToken, Instant expires) {}
