package vigie.web.access;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** Limits of a query: {@value #PARAMETERS} parameters, {@value #CHARACTERS} characters a value. */
final class QueryLimits {

    static final int PARAMETERS = 50;
    static final int CHARACTERS = 2000;

    private QueryLimits() {}

    /** Whether a query as sent keeps to the limits, and can be decoded at all. */
    static boolean keptBy(String query) {
        if (query.length() <= CHARACTERS && query.indexOf('%') < 0) {
            return query.chars().filter(c -> c == '&').count() < PARAMETERS;
        }
        String[] parameters = query.split("&", PARAMETERS + 1);
        if (parameters.length > PARAMETERS) {
            return false;
        }
        for (String parameter : parameters) {
            if (!keptByValue(parameter.substring(parameter.indexOf('=') + 1))) {
                return false;
            }
        }
        return true;
    }

    private static boolean keptByValue(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8).length() <= CHARACTERS;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
