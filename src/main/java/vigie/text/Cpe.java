package vigie.text;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

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
    public record Name(String part, String vendor, String product) {

        // Written out: what the compiler makes is several times as slow before it is optimised, and the import asks
        // millions of times.
        @Override
        public boolean equals(Object other) {
            return other instanceof Name same
                    && product.equals(same.product)
                    && vendor.equals(same.vendor)
                    && part.equals(same.part);
        }

        @Override
        public int hashCode() {
            return 31 * (31 * vendor.hashCode() + product.hashCode()) + part.hashCode();
        }
    }

    /** Stands for any value. */
    public static final String ANY = "*";

    private static final String PREFIX = "cpe:2.3:";
    private static final String URI = "cpe:/";

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

    /**
     * Reads what a person or a list of components gives: a formatted string, also one that ends early ({@code
     * cpe:2.3:o:fortinet:fortios}), or the URI of CPE 2.2 ({@code cpe:/o:fortinet:fortios:7.2.4}). What is missing is {@code *}.
     */
    public static Optional<Cpe> read(String text) {
        String plain = text.strip();
        if (plain.regionMatches(true, 0, URI, 0, URI.length())) {
            String[] fields = plain.substring(URI.length()).split(":", -1);
            return fields.length < 2 ? Optional.empty() : Optional.of(of(List.of(fields), Cpe::decoded));
        }
        if (!plain.regionMatches(true, 0, PREFIX, 0, PREFIX.length())) {
            return Optional.empty();
        }
        List<String> fields = new ArrayList<>();
        for (int from = PREFIX.length(); from <= plain.length(); ) {
            int end = end(plain, from);
            fields.add(plain.substring(from, end));
            from = end + 1;
        }
        return fields.size() < 2 ? Optional.empty() : Optional.of(of(fields, Cpe::unescape));
    }

    private static Cpe of(List<String> fields, UnaryOperator<String> plain) {
        String[] values = new String[4];
        for (int i = 0; i < values.length; i++) {
            String value = i < fields.size() ? plain.apply(fields.get(i)) : "";
            values[i] = value.isEmpty() ? ANY : value;
        }
        return new Cpe(new Name(values[0].toLowerCase(Locale.ROOT), values[1], values[2]), values[3]);
    }

    /** A value of a URI; one that is not encoded as it ought to be stands for itself. */
    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return value;
        }
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
