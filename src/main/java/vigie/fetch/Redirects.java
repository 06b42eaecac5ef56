package vigie.fetch;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Decides which redirects are followed: to the host itself, to hosts that a source needs, and never past a mirror. */
final class Redirects {

    static final int MOST = 5;

    /** GitHub serves archives and files of releases from hosts of their own. */
    private static final Map<String, Set<String>> NEEDED = Map.of(
            "github.com",
            Set.of("codeload.github.com", "objects.githubusercontent.com", "release-assets.githubusercontent.com"));

    private Redirects() {}

    /**
     * The address that an answer redirects to; empty if it is no redirect.
     *
     * @param at the address that was asked
     * @param first the host of the feed's address
     * @param mirrored whether a mirror is asked instead of the hosts
     * @throws FetchException if the redirect is not followed
     */
    static Optional<URI> next(HttpResponse<?> response, URI at, String first, boolean mirrored) throws FetchException {
        int status = response.statusCode();
        if (status != 301 && status != 302 && status != 303 && status != 307 && status != 308) {
            return Optional.empty();
        }
        URI target = target(response, at);
        boolean sameHost =
                target.getHost().equalsIgnoreCase(at.getHost()) && (!mirrored || target.getPort() == at.getPort());
        boolean needed = !mirrored && NEEDED.getOrDefault(first, Set.of()).contains(target.getHost());
        boolean secure = "https".equals(target.getScheme())
                || "http".equals(target.getScheme()) && "http".equals(at.getScheme());
        if (!secure || !sameHost && !needed) {
            throw refusal("a redirect to " + target.getScheme() + "://" + target.getHost() + ", which is not followed");
        }
        return Optional.of(target);
    }

    private static URI target(HttpResponse<?> response, URI at) throws FetchException {
        String location = response.headers().firstValue("Location").orElse("");
        try {
            URI target = at.resolve(location);
            if (!location.isEmpty() && target.getHost() != null) {
                return target;
            }
        } catch (IllegalArgumentException e) {
            // Told below, as an address without a host is.
        }
        throw refusal("a redirect without a target");
    }

    static FetchException refusal(String message) {
        return new FetchException(message, false, Optional.empty());
    }
}
