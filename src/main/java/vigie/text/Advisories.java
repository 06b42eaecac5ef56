package vigie.text;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of advisories that are no CVE, in the one way in which they are compared: of GitHub, Red Hat and its relatives, Debian, Ubuntu,
 * Gentoo, Mageia, Amazon, and of the databases of package ecosystems.
 *
 * <p>References are found without parsing the document: every text in it that begins as an address does is one. Parsing them would
 * take a good part of the time in which a record is read.
 */
public final class Advisories {

    private static final Pattern NAME = Pattern.compile("(GHSA(?:-[0-9A-Z]{4}){3})"
            + "|((?:RHSA|RHBA|RHEA|ALSA|RLSA|ELSA|CESA|MGASA)-\\d{4})[:-](\\d{1,6})"
            + "|((?:DSA|DLA)-\\d{1,5})(?:-\\d{1,3})?"
            + "|(USN-\\d{1,5}-\\d{1,3})"
            + "|(GLSA-\\d{4,6}-\\d{1,3})"
            + "|(ALAS-\\d{4}-\\d{1,5})"
            + "|((?:PYSEC|GO|RUSTSEC|OSV|MAL|HSEC)-\\d{4}-\\d{1,9})"
            + "|(SNYK-[A-Z0-9]+-[A-Z0-9_.]+-\\d{3,12})");

    /** Longer than any such name. */
    private static final int LONGEST = 120;

    private static final int LONGEST_ADDRESS = 2_000;

    /** Whether what is before the first hyphen of a name may end with the letter. */
    private static final boolean[] LAST = new boolean[128];

    static {
        for (char letter : "ANCOVLK".toCharArray()) {
            LAST[letter] = true;
            LAST[Character.toLowerCase(letter)] = true;
        }
    }

    private Advisories() {}

    /** The name as it is compared: {@code rhsa-2013-0500} is {@code RHSA-2013:0500}; empty for any other text, as for a CVE. */
    public static Optional<String> name(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        Matcher matcher = NAME.matcher(text.strip().toUpperCase(Locale.ROOT));
        return matcher.matches() ? Optional.of(compared(matcher)) : Optional.empty();
    }

    private static String compared(Matcher matcher) {
        if (matcher.group(2) != null) {
            return matcher.group(2) + ":" + matcher.group(3);
        }
        return matcher.group(4) == null ? matcher.group() : matcher.group(4);
    }

    /**
     * The advisories that the addresses in a document name.
     *
     * @param json UTF-8
     * @param length bytes of it
     */
    public static Set<String> in(byte[] json, int length) {
        Set<String> names = new LinkedHashSet<>();
        for (int at = 0; at < length; at++) {
            if (json[at] == '"') {
                int end = JsonTexts.end(json, at + 1, length);
                inText(json, at + 1, end, names);
                at = end;
            }
        }
        return names;
    }

    /**
     * Adds the advisories that a text of a document names, if it is an address.
     *
     * @param json UTF-8
     * @param from where the text begins, after its quotation mark
     * @param end where it ends, before its quotation mark
     */
    public static void inText(byte[] json, int from, int end, Set<String> names) {
        if (!isAddress(json, from, end)) {
            return;
        }
        int last = Math.min(end, from + LONGEST_ADDRESS);
        for (int at = from; at < last && !(json[at] <= ' ' && json[at] >= 0); at++) {
            if (json[at] == '-' && json[at - 1] >= 0 && LAST[json[at - 1]]) {
                name(json, at, end).ifPresent(names::add);
            }
        }
    }

    /** The name whose first hyphen that is. */
    private static Optional<String> name(byte[] json, int hyphen, int end) {
        int from = hyphen - 1;
        while (hyphen - from < 9 && isLetter(json[from - 1])) {
            from--;
        }
        if (hyphen - from < 2 || hyphen - from > 7) {
            return Optional.empty();
        }
        String text = text(json, from, end);
        Matcher matcher = NAME.matcher(text);
        boolean whole = matcher.lookingAt()
                && (matcher.end() == text.length() || !Character.isLetterOrDigit(text.charAt(matcher.end())));
        return whole ? Optional.of(compared(matcher)) : Optional.empty();
    }

    private static String text(byte[] json, int from, int end) {
        return new String(json, from, Math.min(end - from, LONGEST), StandardCharsets.US_ASCII)
                .toUpperCase(Locale.ROOT)
                .replace("%3A", ":");
    }

    private static boolean isLetter(byte one) {
        int small = one | 0x20;
        return small >= 'a' && small <= 'z';
    }

    /** Whether a text begins with {@code http} or {@code ftp}. */
    private static boolean isAddress(byte[] json, int from, int end) {
        return end - from > 3
                && (json[from] == 'h' && json[from + 1] == 't' && json[from + 2] == 't'
                        || json[from] == 'f' && json[from + 1] == 't' && json[from + 2] == 'p');
    }
}
