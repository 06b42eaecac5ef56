package vigie.feature;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vigie.text.Names;

/**
 * Capitalised names in a description: they replace a missing vendor in the record (often missing in
 * MITRE records, and for weeks in NVD).
 */
final class Mentions {

    /** Only the start of a description is read: it names the product. */
    private static final int TOKENS = 80;

    private static final int LONGEST_VENDOR = 2;
    private static final int LONGEST_PRODUCT = 3;
    private static final Pattern TOKEN = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}+#.'-]*|[^\\s]");

    private Mentions() {}

    /**
     * What may be a vendor, and what may be its products.
     *
     * @param vendor matching key
     * @param products keys of vendor and product
     */
    record Mention(String vendor, List<ProductKey> products) {}

    /** What may be vendors, in order of the text. */
    static List<Mention> of(String description) {
        List<String> tokens = tokens(description);
        List<Mention> found = new ArrayList<>();
        for (int from = 0; from < tokens.size(); from++) {
            for (int length = LONGEST_VENDOR; length >= 1; length--) {
                if (names(tokens, from, length)) {
                    String vendor = Names.vendor(words(tokens, from, length));
                    found.add(new Mention(vendor, products(tokens, vendor, from + length)));
                }
            }
        }
        return found;
    }

    private static List<ProductKey> products(List<String> tokens, String vendor, int from) {
        List<ProductKey> found = new ArrayList<>();
        for (int length = 1; length <= LONGEST_PRODUCT && names(tokens, from, length); length++) {
            found.add(new ProductKey(vendor, Names.product(vendor, words(tokens, from, length))));
        }
        return found;
    }

    private static boolean names(List<String> tokens, int from, int length) {
        if (from + length > tokens.size()) {
            return false;
        }
        return tokens.subList(from, from + length).stream().allMatch(t -> Character.isUpperCase(t.codePointAt(0)));
    }

    private static String words(List<String> tokens, int from, int length) {
        return String.join(" ", tokens.subList(from, from + length));
    }

    private static List<String> tokens(String description) {
        List<String> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(description);
        while (tokens.size() < TOKENS && matcher.find()) {
            tokens.add(matcher.group());
        }
        return tokens;
    }
}
