package vigie.fetch;

import java.net.URI;
import java.util.Optional;

/**
 * A stand-in for all hosts: {@code https://HOST/PATH} is asked for as {@code BASE/HOST/PATH}.
 *
 * @param base address of the mirror, empty to ask the hosts themselves
 */
public record Mirror(Optional<URI> base) {

    /** Asks the hosts themselves. */
    public static final Mirror NONE = new Mirror(Optional.empty());

    /** The address to ask for. */
    public URI rewrite(URI uri) {
        return base.map(b -> URI.create(strip(b.toString()) + "/" + uri.getRawAuthority() + uri.getRawPath()
                        + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery())))
                .orElse(uri);
    }

    private static String strip(String text) {
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }
}
