package vigie.web.access;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether a browser sends a request from a page of this very server. The first of the three headers that is there
 * decides; no page can set any of them, and a request without one is refused.
 */
final class SameOrigin {

    private SameOrigin() {}

    static boolean of(Incoming request) {
        Optional<String> site = request.header("Sec-Fetch-Site");
        if (site.isPresent()) {
            return site.get().equals("same-origin");
        }
        return request.header("Origin")
                .or(() -> request.header("Referer"))
                .flatMap(SameOrigin::authority)
                .filter(authority ->
                        request.header("Host").map(SameOrigin::normal).equals(Optional.of(authority)))
                .isPresent();
    }

    /** Host and port of an address; the scheme is not compared, only a proxy knows that of the browser. */
    private static Optional<String> authority(String address) {
        try {
            URI uri = URI.create(address);
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            return web ? Optional.ofNullable(uri.getRawAuthority()).map(SameOrigin::normal) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Some browsers and proxies leave the usual ports away, some do not. */
    private static String normal(String authority) {
        return authority.toLowerCase(Locale.ROOT).replaceFirst(":(80|443)$", "");
    }
}
