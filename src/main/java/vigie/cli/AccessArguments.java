package vigie.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;
import vigie.text.Messages;
import vigie.web.ServerOptions;
import vigie.web.access.AccessOptions;
import vigie.web.access.Listen;

/** The options of the server's address and access control. */
final class AccessArguments {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+]");
    private static final int LAST_PORT = 65_535;

    @Option(names = "--listen", paramLabel = "HOST:PORT", descriptionKey = "serve.listen")
    private Optional<String> listen = Optional.empty();

    @Option(names = "--port", paramLabel = "PORT", descriptionKey = "serve.port")
    private Optional<Integer> port = Optional.empty();

    @Option(names = "--token-file", paramLabel = "FILE", descriptionKey = "serve.tokens")
    private Optional<Path> tokenFile = Optional.empty();

    @Option(names = "--behind-proxy", descriptionKey = "serve.proxy")
    private boolean behindProxy;

    @Option(names = "--host-name", paramLabel = "NAME", descriptionKey = "serve.host")
    private List<String> hostNames = List.of();

    @Option(names = "--rate", paramLabel = "N", descriptionKey = "serve.rate")
    private Optional<Integer> rate = Optional.empty();

    private final Messages words;
    private final String language;

    AccessArguments(Vigie vigie) {
        this.language = vigie.messages().locale().getLanguage();
        this.words = vigie.messages().bundle("access");
    }

    /** The options; refuses contradictory ones, and a server that anybody could read. */
    ServerOptions options() {
        return new ServerOptions(access(), language);
    }

    private AccessOptions access() {
        rate.filter(n -> n < 0).ifPresent(n -> wrong("start.rate", String.valueOf(n)));
        port.filter(n -> n < 0 || n > LAST_PORT).ifPresent(n -> wrong("start.port", String.valueOf(n)));
        hostNames.stream().filter(name -> !NAME.matcher(name).matches()).forEach(name -> wrong("start.host", name));
        if (listen.isPresent() && port.isPresent()) {
            wrong("start.both");
        }
        AccessOptions options = new AccessOptions(address(), tokenFile, behindProxy, hostNames, rate);
        options.missing()
                .ifPresent(what -> wrong("start." + what, options.listen().authority()));
        return options;
    }

    private Listen address() {
        Listen here = Listen.DEFAULT;
        return listen.map(text -> Listen.parse(text).orElseThrow(() -> refusal("start.listen", text)))
                .orElseGet(() -> new Listen(here.host(), port.orElse(here.port())));
    }

    private void wrong(String key, Object... values) {
        throw refusal(key, values);
    }

    private Exit.WrongUse refusal(String key, Object... values) {
        return new Exit.WrongUse(words.get(key, values));
    }
}
