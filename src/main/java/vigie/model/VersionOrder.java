package vigie.model;

import java.math.BigInteger;
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

    private static final Pattern PART = Pattern.compile("\\d+|\\p{L}+");
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

    /** Whether a text is a version that can be compared: it begins with a number. */
    public static boolean ordered(String version) {
        String plain = plain(version);
        return plain.length() <= LONGEST
                && !plain.isEmpty()
                && plain.charAt(0) >= '0'
                && plain.charAt(0) <= '9'
                && !HASH.matcher(plain).matches();
    }

    /** Negative, 0 or positive as the first version is before, the same as or after the other; empty if they cannot be compared. */
    public static OptionalInt compare(String one, String other) {
        if (!ordered(one) || !ordered(other)) {
            return OptionalInt.empty();
        }
        Matcher left = PART.matcher(plain(one));
        Matcher right = PART.matcher(plain(other));
        boolean more = left.find();
        boolean others = right.find();
        while (more || others) {
            int order = !more
                    ? -againstNothing(right.group())
                    : !others ? againstNothing(left.group()) : parts(left.group(), right.group());
            if (order != 0) {
                return OptionalInt.of(order);
            }
            more = more && left.find();
            others = others && right.find();
        }
        return OptionalInt.of(0);
    }

    private static String plain(String version) {
        String plain = PREFIX.matcher(version.strip().toLowerCase(Locale.ROOT)).replaceFirst("");
        return EPOCH.matcher(plain).replaceFirst("");
    }

    private static int parts(String one, String other) {
        boolean number = Character.isDigit(one.charAt(0));
        if (number != Character.isDigit(other.charAt(0))) {
            return number ? -Integer.signum(rank(other)) | 1 : Integer.signum(rank(one)) | -1;
        }
        if (number) {
            return new BigInteger(one).compareTo(new BigInteger(other));
        }
        int ranks = Integer.compare(rank(one), rank(other));
        return ranks != 0 ? ranks : one.compareTo(other);
    }

    /** How a further part compares with none: {@code 1.0.0} is {@code 1.0}, {@code 1.0-rc} is before it, {@code 1.0a} after. */
    private static int againstNothing(String part) {
        return Character.isDigit(part.charAt(0)) ? new BigInteger(part).signum() : rank(part);
    }

    private static int rank(String word) {
        return EARLIER.contains(word) ? -1 : 1;
    }
}
