package vigie.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vigie.model.VersionOrder.Key;

/**
 * Versions from one to another.
 *
 * @param from the first version, empty where there is no beginning
 * @param withFrom whether that version is in it
 * @param to the last version, empty where there is no end
 * @param withTo whether that version is in it
 */
public record VersionInterval(Optional<Key> from, boolean withFrom, Optional<Key> to, boolean withTo) {

    /** Every version. */
    public static final VersionInterval ALL = new VersionInterval(Optional.empty(), true, Optional.empty(), true);

    /** Texts of records are hostile: what is longer is not read. */
    private static final int LONGEST = 1000;

    private static final String VERSION = "v?\\d[\\p{L}\\p{N}.+~_-]*(?:\\(\\d+\\)\\w*)?";
    private static final Pattern BOUND =
            Pattern.compile("(<=|>=|=<|=>|<|>|=|≤|≥)\\s*(?:version\\s+)?(" + VERSION + ")", Pattern.CASE_INSENSITIVE);
    private static final Pattern BRANCH =
            Pattern.compile("v?(\\d+(?:\\.\\d+)*)\\.(?:x|\\*)(?![\\p{L}\\p{N}])", Pattern.CASE_INSENSITIVE);
    private static final Pattern BEFORE = words(
            "(?:antérieure?s?|antérieures? ou égales?|inférieure?s?|strictement inférieure?s?|prior|earlier than|lower than|before|up to|jusqu['’]à|avant)"
                    + "(?: (?:à la|à|aux?|to|and including|than))?(?: (?:versions?|la version))? (" + VERSION + ")");
    private static final Pattern AND_BEFORE = words(
            "(" + VERSION
                    + ") (?:et|ou|and|or)(?: les)?(?: versions?)? (?:antérieures?|inférieures?|earlier|below|prior|lower|older)");
    private static final Pattern AND_AFTER = words("(" + VERSION
            + ") (?:et|ou|and|or)(?: les)?(?: versions?)? (?:ultérieures?|supérieures?|later|above|newer|higher)");
    private static final Pattern BETWEEN =
            words("(" + VERSION + ") (?:à|jusqu['’]à|to|through|until|-|–)(?: la)?(?: version)? (" + VERSION + ")");
    private static final Pattern AFTER =
            words("(?:postérieures?|supérieures?|ultérieures?|later than|starting from|from|since|à partir de)"
                    + "(?: (?:à|de|to|than|la))?(?: versions?)? (" + VERSION + ")");
    private static final Pattern ALL_OF =
            words("(?:toutes(?: les)?(?: ses)? versions|all versions|any version|every version)");
    private static final Pattern ONE = Pattern.compile("(?<![\\p{L}\\p{N}.])(" + VERSION + ")");
    private static final Pattern INCLUDING =
            words("(?:antérieures? ou égales?|up to and including|jusqu['’]à la version|inclus\\w*|includ\\w+)");

    private static Pattern words(String expression) {
        return Pattern.compile(
                "(?<![\\p{L}\\p{N}])" + expression.replace(" ", "\\s+"),
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    /** One version. */
    public static VersionInterval of(String version) {
        Optional<Key> key = key(version);
        return new VersionInterval(key, true, key, true);
    }

    private static Optional<Key> key(String version) {
        return Optional.of(VersionOrder.key(version));
    }

    /**
     * Whether some version is in both; empty if that cannot be told, as versions have no common order.
     */
    public Optional<Boolean> meets(VersionInterval other) {
        Optional<Boolean> one = reaches(this, other);
        Optional<Boolean> two = reaches(other, this);
        if (one.equals(Optional.of(false)) || two.equals(Optional.of(false))) {
            return Optional.of(false);
        }
        return one.isPresent() && two.isPresent() ? Optional.of(true) : Optional.empty();
    }

    /** Whether the end of the first is not before the beginning of the second. */
    private static Optional<Boolean> reaches(VersionInterval first, VersionInterval second) {
        if (first.to.isEmpty() || second.from.isEmpty()) {
            return Optional.of(true);
        }
        Key end = first.to.get();
        Key start = second.from.get();
        if (end.text().equals(start.text())) {
            return Optional.of(first.withTo && second.withFrom);
        }
        OptionalInt order = VersionOrder.compare(end, start);
        return order.isEmpty()
                ? Optional.empty()
                : Optional.of(order.getAsInt() > 0 || order.getAsInt() == 0 && first.withTo && second.withFrom);
    }

    /**
     * The versions that a text names, as people, CNAs and CERT-FR write them in English and French: {@code >= 1.2, < 2.0}, {@code 7.2.x
     * antérieures à 7.2.5}, {@code 7.0.0 through 7.0.13}, {@code 2.4.50 and earlier}, {@code toutes versions}, {@code 6.4}. Empty if it
     * names none that can be compared.
     */
    public static List<VersionInterval> in(String text) {
        String line = text.strip();
        if (line.length() > LONGEST) {
            return List.of();
        }
        if (ALL_OF.matcher(line).find() || line.equals("*")) {
            return List.of(ALL);
        }
        Optional<VersionInterval> bounded = bounds(line);
        if (bounded.isPresent()) {
            return List.of(bounded.get());
        }
        Matcher between = BETWEEN.matcher(line);
        if (between.find()) {
            return List.of(new VersionInterval(key(between.group(1)), true, key(between.group(2)), true));
        }
        Optional<VersionInterval> branch = branch(line);
        Optional<VersionInterval> half = half(line);
        if (half.isPresent()) {
            // "7.2.x before 7.2.5": the branch says where it begins.
            Optional<Key> from = half.get().from.or(() -> branch.flatMap(VersionInterval::from));
            return List.of(new VersionInterval(from, half.get().withFrom, half.get().to, half.get().withTo));
        }
        if (branch.isPresent()) {
            return List.of(branch.get());
        }
        List<VersionInterval> single = new ArrayList<>();
        Matcher one = ONE.matcher(line);
        while (one.find()) {
            single.add(of(one.group(1)));
        }
        return List.copyOf(single);
    }

    private static Optional<VersionInterval> bounds(String line) {
        Matcher bound = BOUND.matcher(line);
        Optional<VersionInterval> all = Optional.empty();
        while (bound.find()) {
            Optional<Key> version = key(bound.group(2));
            VersionInterval so = all.orElse(ALL);
            all = Optional.of(
                    switch (bound.group(1)) {
                        case "<" -> new VersionInterval(so.from, so.withFrom, version, false);
                        case "<=", "=<", "≤" -> new VersionInterval(so.from, so.withFrom, version, true);
                        case ">" -> new VersionInterval(version, false, so.to, so.withTo);
                        case ">=", "=>", "≥" -> new VersionInterval(version, true, so.to, so.withTo);
                        default -> of(bound.group(2));
                    });
        }
        return all;
    }

    private static Optional<VersionInterval> half(String line) {
        Matcher before = BEFORE.matcher(line);
        if (before.find()) {
            boolean with = INCLUDING.matcher(line).find();
            return Optional.of(new VersionInterval(Optional.empty(), true, key(before.group(1)), with));
        }
        Matcher end = AND_BEFORE.matcher(line);
        if (end.find()) {
            return Optional.of(new VersionInterval(Optional.empty(), true, key(end.group(1)), true));
        }
        Matcher start = AND_AFTER.matcher(line);
        if (start.find()) {
            return Optional.of(new VersionInterval(key(start.group(1)), true, Optional.empty(), true));
        }
        Matcher after = AFTER.matcher(line);
        return after.find()
                ? Optional.of(new VersionInterval(key(after.group(1)), true, Optional.empty(), true))
                : Optional.empty();
    }

    /** The branch {@code 7.2.x}: from 7.2 to before 7.3. */
    private static Optional<VersionInterval> branch(String line) {
        Matcher branch = BRANCH.matcher(line);
        if (!branch.find()) {
            return Optional.empty();
        }
        String[] numbers = branch.group(1).split("\\.");
        String last = numbers[numbers.length - 1];
        numbers[numbers.length - 1] =
                new java.math.BigInteger(last).add(java.math.BigInteger.ONE).toString();
        return Optional.of(new VersionInterval(key(branch.group(1)), true, key(String.join(".", numbers)), false));
    }
}
