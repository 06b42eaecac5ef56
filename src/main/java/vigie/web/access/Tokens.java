package vigie.web.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The tokens that a running server takes. The file is read again whenever it changes, so that a token is revoked without
 * a restart; while it cannot be read no token is good.
 */
public final class Tokens {

    /** What tells one state of the file from the next: a renamed file has another key, a changed one another time. */
    private record State(FileTime changed, long size, Optional<Object> key) {}

    private record Content(Optional<State> state, List<Token> tokens) {}

    private final TokenFile file;
    private final Clock clock;
    private final Consumer<TokenFileException> trouble;
    private volatile Content content;

    /**
     * @param trouble is told, once for each state of the file, why it cannot be read
     * @throws TokenFileException if the file cannot be read now
     */
    public Tokens(TokenFile file, Clock clock, Consumer<TokenFileException> trouble) {
        this.file = file;
        this.clock = clock;
        this.trouble = trouble;
        this.content = new Content(state(), file.read());
    }

    /** Looks at a token that somebody shows. */
    public TokenCheck check(String shown) {
        String hash = Secret.hash(shown);
        Optional<Token> found = Optional.empty();
        for (Token token : current()) {
            // All of them, whichever it is: how long the answer takes must not tell.
            if (Secret.same(token.hash(), hash)) {
                found = Optional.of(token);
            }
        }
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        if (found.isEmpty()) {
            return new TokenCheck.Unknown();
        }
        return found.get().expiredOn(today) ? new TokenCheck.Expired(found.get()) : new TokenCheck.Good(found.get());
    }

    /** Whether a token that was good still is: neither revoked nor expired. */
    public boolean stillGood(Token token) {
        return current().contains(token) && !token.expiredOn(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    }

    private List<Token> current() {
        Content known = content;
        return known.state().equals(state()) ? known.tokens() : readAgain();
    }

    private synchronized List<Token> readAgain() {
        // Before reading: what changes while it is read is read once more.
        Optional<State> now = state();
        if (!content.state().equals(now)) {
            content = new Content(now, readable());
        }
        return content.tokens();
    }

    private List<Token> readable() {
        try {
            return file.read();
        } catch (TokenFileException e) {
            trouble.accept(e);
            return List.of();
        }
    }

    private Optional<State> state() {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file.path(), BasicFileAttributes.class);
            return Optional.of(new State(
                    attributes.lastModifiedTime(), attributes.size(), Optional.ofNullable(attributes.fileKey())));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
