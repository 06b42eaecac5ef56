package vigie.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The order of versions as products write them: numbers by their value, words by their letters, {@code 1.0-rc1} before {@code 1.0}
 * before {@code 1.0a} and {@code 1.0.1}; what is missing counts as 0. Written by hand, as no library orders what all vendors write,
 * and this room uses none. Hashes and texts without a leading number have no order.
 */
public final class VersionOrder {

    /** A longer text is no version. */
    private static final int LONGEST = 100;

    private static final int LONGEST_NUMBER = 18;

    private static final Pattern PART = Pattern.compile("[0-9]+|\\p{L}+");
    private static final Pattern PREFIX =
            Pattern.compile("^(?:version|release|v|r)[ ._-]*(?=\\d)", Pattern.CASE_INSENSITIVE);
    private static final Pattern HASH = Pattern.compile("(?=.*[a-f])(?=.*\\d)[0-9a-f]{12,64}");
    private static final Pattern EPOCH = Pattern.compile("^\\d+:");
    private static final Set<String> EARLIER = Set.of(
            "alpha",
            "beta",
            "rc",
            "cr",
            "pre",
            "preview",
            "dev",
            "snapshot",
            "milestone",
            "nightly",
            "canary",
            "insider");

    private VersionOrder() {}

    /**
     * A version taken apart once, for many comparisons.
     *
     * @param text as written
     * @param parts numbers and words; empty for a text that has no order
     */
    public record Key(String text, List<Part> parts) {

        /** Keeps a copy. */
        public Key {
            parts = List.copyOf(parts);
        }
    }

    /**
     * A part of a version.
     *
     * @param word empty for a number
     * @param number the number; of more than 18 digits the greatest that there is
     */
    public record Part(String word, long number) {

        private boolean isNumber() {
            return word.isEmpty();
        }

        /** -1 for a word that stands for what is before the version, 1 for another. */
        private int rank() {
            return EARLIER.contains(word) ? -1 : 1;
        }

        /** How a further part compares with none: {@code 1.0.0} is {@code 1.0}, {@code 1.0-rc} is before it, {@code 1.0a} after. */
        private int againstNothing() {
            return isNumber() ? Long.signum(number) : rank();
        }

        private int against(Part other) {
            if (isNumber() && other.isNumber()) {
                return Long.compare(number, other.number);
            }
            if (isNumber() || other.isNumber()) {
                // "1.0.1" is after "1.0a" and after "1.0-rc".
                return isNumber() ? 1 : -1;
            }
            int ranks = Integer.compare(rank(), other.rank());
            return ranks != 0 ? ranks : word.compareTo(other.word);
        }
    }

    /** Takes a version apart. */
    public static Key key(String version) {
        String plain = plain(version);
        if (plain.length() > LONGEST
                || plain.isEmpty()
                || plain.charAt(0) < '0'
                || plain.charAt(0) > '9'
                || HASH.matcher(plain).matches()) {
            return new Key(version, List.of());
        }
        List<Part> parts = new ArrayList<>();
        Matcher part = PART.matcher(plain);
        while (part.find()) {
            String text = part.group();
            parts.add(
                    Character.isDigit(text.charAt(0))
                            ? new Part("", text.length() > LONGEST_NUMBER ? Long.MAX_VALUE : Long.parseLong(text))
                            : new Part(text, 0));
        }
        return new Key(version, parts);
    }

    /** Negative, 0 or positive as the first version is before, the same as or after the other; empty if they cannot be compared. */
    public static OptionalInt compare(Key one, Key other) {
        if (one.parts().isEmpty() || other.parts().isEmpty()) {
            return OptionalInt.empty();
        }
        int parts = Math.max(one.parts().size(), other.parts().size());
        for (int i = 0; i < parts; i++) {
            int order = i >= one.parts().size()
                    ? -other.parts().get(i).againstNothing()
                    : i >= other.parts().size()
                            ? one.parts().get(i).againstNothing()
                            : one.parts().get(i).against(other.parts().get(i));
            if (order != 0) {
                return OptionalInt.of(order);
            }
        }
        return OptionalInt.of(0);
    }

    private static String plain(String version) {
        String plain = PREFIX.matcher(version.strip().toLowerCase(Locale.ROOT)).replaceFirst("");
        return EPOCH.matcher(plain).replaceFirst("");
    }
}
