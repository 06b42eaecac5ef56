package vigie.text;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lenient reader of CWE identifiers, for fields of sources and for what people type: {@code CWE-79}, {@code cwe-79},
 * {@code CWE 287 - Improper Authentication}, {@code Cross-site scripting (CWE-79)}, {@code CWE- 306}, with one of Unicode's
 * dashes, or the address of its page at MITRE. Words such as {@code CWE-noinfo} or {@code CWE VIEW} hold none.
 */
public final class CweIds {

    private static final String NUMBER = "0{0,6}([1-9]\\d{0,5})(?![\\p{L}\\p{N}])";
    private static final Pattern ID = Pattern.compile(
            "(?<![\\p{L}\\p{N}])CWE(?:[\\s-]?ID)?[\\s_:#-]{0,3}" + NUMBER + "|\\bcwe\\.mitre\\.org/\\S{0,40}?/"
                    + NUMBER,
            Pattern.CASE_INSENSITIVE);
    private static final Pattern BARE = Pattern.compile("0{0,6}([1-9]\\d{0,5})");
    private static final Pattern DASHES = Pattern.compile("[\\p{Pd}\u2212]");
    private static final Pattern INVISIBLE = Pattern.compile("\\p{Cf}");

    /** An identifier at the beginning of a text with what separates it from the words, or one in parentheses. */
    private static final Pattern BESIDE_WORDS = Pattern.compile(
            "^[\\s(\\[]*(?:" + ID.pattern() + ")[\\s)\\]:.,;|-]*|[(\\[](?:" + ID.pattern() + ")[)\\]]",
            Pattern.CASE_INSENSITIVE);

    private CweIds() {}

    /** The identifiers in a text, each once, in their order, written {@code CWE-79}. */
    public static List<String> in(String text) {
        if (text.length() < "CWE79".length()) {
            return List.of();
        }
        if (asWritten(text)) {
            return List.of(text);
        }
        List<String> found = new ArrayList<>();
        Matcher matcher = ID.matcher(plain(text));
        while (matcher.find()) {
            String id = "CWE-" + (matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
            if (!found.contains(id)) {
                found.add(id);
            }
        }
        return List.copyOf(found);
    }

    /** Whether the text is an identifier and nothing else, as nearly all are. */
    private static boolean asWritten(String text) {
        int digits = text.length() - "CWE-".length();
        if (!text.startsWith("CWE-") || digits < 1 || digits > 6 || text.charAt("CWE-".length()) == '0') {
            return false;
        }
        for (int i = "CWE-".length(); i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /** The number of the one weakness that a text names, which may be the number alone; empty if it names none or several. */
    public static Optional<Integer> number(String text) {
        Matcher bare = BARE.matcher(text.strip());
        if (bare.matches()) {
            return Optional.of(Integer.valueOf(bare.group(1)));
        }
        List<String> found = in(text);
        return found.size() == 1
                ? Optional.of(Integer.valueOf(found.get(0).substring("CWE-".length())))
                : Optional.empty();
    }

    /** The words of a text without the identifier before them or in parentheses, as it is shown beside them. */
    public static String without(String text) {
        return BESIDE_WORDS.matcher(plain(text)).replaceAll("").strip();
    }

    private static String plain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0x7f) {
                String usual = Normalizer.normalize(text, Normalizer.Form.NFKC);
                return DASHES.matcher(INVISIBLE.matcher(usual).replaceAll("")).replaceAll("-");
            }
        }
        return text;
    }
}
