package vigie.fetch;

import java.net.URI;
import java.util.Optional;

/**
 * A mirror for all hosts: {@code https://HOST/PATH} is requested as {@code BASE/HOST/PATH}.
 *
 * @param base address of the mirror, empty to ask the hosts themselves
 */
public record Mirror(Optional<URI> base) {

    /** No mirror: requests go to the hosts. */
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
