package vigie.text;

import java.util.Optional;

/**
 * A CPE 2.3 name bound as a formatted string (NIST IR 7695, section 6.2), as far as it names a product.
 *
 * @param name the product
 * @param version version with its escapes undone, {@code *} for any and {@code -} for none
 */
public record Cpe(Name name, String version) {

    /**
     * A product as CPE names it.
     *
     * @param part {@code a} application, {@code o} operating system, {@code h} hardware
     * @param vendor vendor with its escapes undone
     * @param product product with its escapes undone
     */
    public record Name(String part, String vendor, String product) {}

    private static final String PREFIX = "cpe:2.3:";

    /** Reads a formatted string; empty for text of any other form. */
    public static Optional<Cpe> parse(String text) {
        if (!text.startsWith(PREFIX)) {
            return Optional.empty();
        }
        String[] fields = new String[4];
        int from = PREFIX.length();
        for (int i = 0; i < fields.length; i++) {
            int end = end(text, from);
            if (end >= text.length() && i < fields.length - 1) {
                return Optional.empty();
            }
            fields[i] = unescape(text.substring(from, end));
            from = end + 1;
        }
        return Optional.of(new Cpe(new Name(fields[0], fields[1], fields[2]), fields[3]));
    }

    private static int end(String text, int from) {
        int i = from;
        while (i < text.length() && text.charAt(i) != ':') {
            i += text.charAt(i) == '\\' ? 2 : 1;
        }
        return Math.min(i, text.length());
    }

    private static String unescape(String text) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                c = text.charAt(++i);
            }
            plain.append(c);
        }
        return plain.toString();
    }
}
