package vigie.model;

import java.time.LocalDate;
import java.util.Optional;

/**
 * What differs between two versions of what is said of a CVE or a publication.
 *
 * @param kind what kind of thing
 * @param field which part of it: {@code description}, {@code 3.1} for the CVSS version, {@code products}, {@code due}
 * @param who who says so: {@code cna:acme}, {@code nvd}, {@code exploit-db}; empty where nobody else than the source does
 * @param before the old value, empty where there was none; of a set ({@link ChangeKind#listed}) what went, a line each
 * @param after the new value, empty where there is none; of a set what came, a line each
 * @param day the day that the source gives to the change, empty where it gives none
 */
public record Difference(
        ChangeKind kind,
        String field,
        String who,
        Optional<String> before,
        Optional<String> after,
        Optional<LocalDate> day) {

    /** No value is longer, in characters: a longer text is cut, of a longer list as many lines are kept as fit. */
    public static final int LONGEST = 10_000;

    private static final String MORE = "…";

    /** Keeps values that are not too long. */
    public Difference {
        before = before.map(value -> bounded(kind, value));
        after = after.map(value -> bounded(kind, value));
    }

    private static String bounded(ChangeKind kind, String value) {
        if (value.length() <= LONGEST) {
            return value;
        }
        int line = value.lastIndexOf('\n', LONGEST - 2);
        if (kind.listed() && line > 0) {
            return value.substring(0, line + 1) + MORE;
        }
        int end = LONGEST - 1;
        return value.substring(0, Character.isHighSurrogate(value.charAt(end - 1)) ? end - 1 : end) + MORE;
    }
}
