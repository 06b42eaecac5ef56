package vigie.model;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words with which descriptions of disputed CVEs begin since before the CVE format had tags: {@code ** DISPUTED **}, also written
 * without the blanks.
 */
public final class DisputedMark {

    private static final Pattern MARK = Pattern.compile("\\W*DISPUTED\\s*\\*+[\\s:]*");

    private DisputedMark() {}

    /** Whether a text begins with it. */
    public static boolean in(String text) {
        return MARK.matcher(text).lookingAt();
    }

    /** A text without it, for what says in its own words that a CVE is disputed. */
    public static String without(String text) {
        String rest = text;
        for (Matcher mark = MARK.matcher(rest); mark.lookingAt(); mark = MARK.matcher(rest)) {
            rest = rest.substring(mark.end());
        }
        return rest;
    }
}
