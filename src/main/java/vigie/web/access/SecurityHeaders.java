package vigie.web.access;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The headers that every answer has, whatever it is. Strict-Transport-Security is left to the proxy, which alone knows
 * whether all of its host speaks https.
 */
public final class SecurityHeaders {

    /** Nothing runs, loads or frames that does not come from this server as a file of its own. */
    public static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private static final Map<String, String> ALL = all();

    private SecurityHeaders() {}

    private static Map<String, String> all() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Security-Policy", CONTENT_SECURITY_POLICY);
        headers.put("X-Content-Type-Options", "nosniff");
        // Not "no-referrer": browsers would send forms with "Origin: null", and nobody could tell where they come from.
        headers.put("Referrer-Policy", "same-origin");
        headers.put("Cross-Origin-Opener-Policy", "same-origin");
        headers.put("Cross-Origin-Resource-Policy", "same-origin");
        headers.put("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
        headers.put("X-Frame-Options", "DENY");
        return Collections.unmodifiableMap(headers);
    }

    /** Names and values. */
    public static Map<String, String> headers() {
        return ALL;
    }
}
