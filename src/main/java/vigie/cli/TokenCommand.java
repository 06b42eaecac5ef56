package vigie.cli;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import vigie.text.Messages;
import vigie.web.access.Secret;
import vigie.web.access.Token;
import vigie.web.access.TokenFile;
import vigie.web.access.TokenFileException;

/** {@code vigie token}: the tokens that the server asks for. */
@Command(name = "token")
final class TokenCommand implements Runnable {

    private static final int MOST_DAYS = 36_500;

    @Spec
    private CommandSpec spec;

    private final Vigie vigie;
    private final Messages words;

    TokenCommand(Vigie vigie) {
        this.vigie = vigie;
        this.words = vigie.messages().bundle("access");
    }

    @Override
    public void run() {
        spec.commandLine().usage(vigie.console().output());
    }

    @Command(name = "new")
    int make(
            @Parameters(paramLabel = "NAME", descriptionKey = "token.name") String name,
            @Option(names = "--token-file", paramLabel = "FILE", required = true, descriptionKey = "token.file")
                    Path file,
            @Option(names = "--days", paramLabel = "N", descriptionKey = "token.days") Optional<Integer> days) {
        if (!Token.isName(name)) {
            throw new Exit.WrongUse(words.get("token.error.name", name));
        }
        days.filter(n -> n < 1 || n > MOST_DAYS).ifPresent(n -> {
            throw new Exit.WrongUse(words.get("token.error.days", String.valueOf(n)));
        });
        String secret = Secret.newToken();
        Token token = new Token(name, Secret.hash(secret), today(), days.map(today()::plusDays));
        withSentence(() -> {
            new TokenFile(file).add(token);
            return true;
        });
        vigie.console().print(secret);
        vigie.console().say(words.get("token.new.note", file));
        token.expires().ifPresent(day -> vigie.console().say(words.get("token.new.until", day)));
        return Exit.DONE;
    }

    @Command(name = "list")
    int list(
            @Option(names = "--token-file", paramLabel = "FILE", required = true, descriptionKey = "token.file")
                    Path file) {
        List<Token> tokens = withSentence(new TokenFile(file)::read);
        tokens.forEach(token -> vigie.console().print(line(token)));
        if (tokens.isEmpty()) {
            vigie.console().say(words.get("token.list.none", file));
        }
        return Exit.DONE;
    }

    @Command(name = "revoke")
    int revoke(
            @Parameters(paramLabel = "NAME", descriptionKey = "token.name") String name,
            @Option(names = "--token-file", paramLabel = "FILE", required = true, descriptionKey = "token.file")
                    Path file) {
        if (!withSentence(() -> new TokenFile(file).revoke(name))) {
            throw new Exit.Failure(words.get("token.unknown", name, file));
        }
        vigie.console().say(words.get("token.revoked", name));
        return Exit.DONE;
    }

    private String line(Token token) {
        if (token.expires().isEmpty()) {
            return words.get("token.list.line", token.name(), token.made());
        }
        String key = token.expiredOn(today()) ? "token.list.expired" : "token.list.until";
        return words.get(key, token.name(), token.made(), token.expires().get());
    }

    private LocalDate today() {
        return LocalDate.ofInstant(vigie.clock().instant(), ZoneOffset.UTC);
    }

    private <T> T withSentence(Supplier<T> work) {
        try {
            return work.get();
        } catch (TokenFileException e) {
            throw new Exit.Failure(e.sentence(words));
        }
    }
}
