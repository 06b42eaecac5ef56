package vigie.fetch;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The proxies that the environment names: {@code HTTPS_PROXY}, {@code HTTP_PROXY} and {@code NO_PROXY}, in upper or lower
 * case, as curl reads them. Java itself reads its own properties only.
 */
final class EnvironmentProxy extends ProxySelector {

    private static final int DEFAULT_PORT = 80;

    private final Map<String, String> environment;

    private EnvironmentProxy(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Empty if the environment names no proxy, and if Java's own properties do: they come first. */
    static Optional<ProxySelector> of(Map<String, String> environment) {
        boolean ofJava = Stream.of("http.proxyHost", "https.proxyHost", "socksProxyHost")
                .anyMatch(name -> System.getProperty(name) != null);
        EnvironmentProxy selector = new EnvironmentProxy(Map.copyOf(environment));
        boolean named = Stream.of("http", "https")
                .anyMatch(scheme -> selector.proxy(scheme).isPresent());
        return named && !ofJava ? Optional.of(selector) : Optional.empty();
    }

    @Override
    public List<Proxy> select(URI uri) {
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        return List.of(
                direct(host)
                        ? Proxy.NO_PROXY
                        : proxy(uri.getScheme())
                                .map(address -> new Proxy(Proxy.Type.HTTP, address))
                                .orElse(Proxy.NO_PROXY));
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException e) {
        // Whoever asks tells of it.
    }

    private Optional<InetSocketAddress> proxy(String scheme) {
        return variable(scheme + "_proxy").flatMap(EnvironmentProxy::address);
    }

    private static Optional<InetSocketAddress> address(String text) {
        try {
            URI uri = URI.create(text.contains("://") ? text : "http://" + text);
            return Optional.ofNullable(uri.getHost())
                    .map(host ->
                            InetSocketAddress.createUnresolved(host, uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** This machine, and what {@code NO_PROXY} lists: domains, with all that is below them, or {@code *}. */
    private boolean direct(String host) {
        if (host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]")) {
            return true;
        }
        return Stream.of(variable("no_proxy").orElse("").split("[,\\s]+"))
                .map(entry -> entry.toLowerCase(Locale.ROOT).replaceFirst("^\\*?\\.", ""))
                .filter(entry -> !entry.isEmpty())
                .anyMatch(entry -> entry.equals("*") || host.equals(entry) || host.endsWith("." + entry));
    }

    private Optional<String> variable(String name) {
        return Stream.of(name, name.toUpperCase(Locale.ROOT))
                .map(key -> environment.getOrDefault(key, ""))
                .filter(value -> !value.isBlank())
                .findFirst()
                .map(String::strip);
    }
}
