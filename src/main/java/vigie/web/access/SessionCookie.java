package vigie.web.access;

import java.util.Optional;

/** The cookie that a browser shows its session with (RFC 6265bis). */
final class SessionCookie {

    private static final String PLAIN = "vigie";
    /** Browsers take this name only over https, for the whole host and from the host itself. */
    private static final String BOUND = "__Host-vigie";

    private SessionCookie() {}

    /** Whether the browser speaks https, be it to the proxy. */
    static boolean overHttps(Incoming request, boolean behindProxy) {
        return request.encrypted()
                || behindProxy
                        && request.header("X-Forwarded-Proto")
                                .filter("https"::equalsIgnoreCase)
                                .isPresent();
    }

    /** What the browser shows. */
    static Optional<String> of(Incoming request, boolean behindProxy) {
        return request.cookie(overHttps(request, behindProxy) ? BOUND : PLAIN);
    }

    /** The {@code Set-Cookie} header that opens a session. */
    static String opening(String secret, boolean https) {
        return header(secret, Sessions.LENGTH.toSeconds(), https);
    }

    /** The {@code Set-Cookie} header that ends it. */
    static String ending(boolean https) {
        return header("", 0, https);
    }

    private static String header(String value, long seconds, boolean https) {
        return (https ? BOUND : PLAIN) + "=" + value + "; Path=/; Max-Age=" + seconds + "; HttpOnly; SameSite=Strict"
                + (https ? "; Secure" : "");
    }
}
