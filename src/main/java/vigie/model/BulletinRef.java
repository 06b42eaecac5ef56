package vigie.model;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The reference of a CERT-FR avis or alerte, {@code CERTFR-2025-AVI-1096} ({@code CERTA-…} before 2014).
 *
 * @param text the reference as written
 */
public record BulletinRef(String text) implements Comparable<BulletinRef> {

    private static final Pattern SHAPE = Pattern.compile("CERT(?:FR|A)-\\d{4}-(AVI|ALE)-\\d{1,6}");

    private static final String GAP = "[\\s\\p{Zs}\\p{Cf}]{0,3}[\\p{Pd}\u2212_][\\s\\p{Zs}\\p{Cf}]{0,3}";

    /** As sources and people write it, whatever is around it. */
    private static final Pattern WRITTEN = Pattern.compile(
            "CERT(FR|A)" + GAP + "(\\d{4})" + GAP + "(AVI|ALE)" + GAP + "(\\d{1,6})(?!\\d)", Pattern.CASE_INSENSITIVE);

    /** Refuses anything but the reference of an avis or alerte. */
    public BulletinRef {
        if (!SHAPE.matcher(text).matches()) {
            throw new IllegalArgumentException("not the reference of an avis or alerte: " + text);
        }
    }

    /** The reference that the text spells exactly, or empty. */
    public static Optional<BulletinRef> parse(String text) {
        return SHAPE.matcher(text).matches() ? Optional.of(new BulletinRef(text)) : Optional.empty();
    }

    /** The first reference within a text such as a link or what a person types, in any case and with any dash. */
    public static Optional<BulletinRef> in(String text) {
        return WRITTEN.matcher(text).results().findFirst().map(BulletinRef::read);
    }

    /** All references within a text, each once, in order of appearance, as {@link #in} reads them. */
    public static List<BulletinRef> allIn(String text) {
        return WRITTEN.matcher(text).results().map(BulletinRef::read).distinct().toList();
    }

    private static BulletinRef read(MatchResult found) {
        return new BulletinRef(
                String.format("CERT%s-%s-%s-%s", found.group(1), found.group(2), found.group(3), found.group(4))
                        .toUpperCase(Locale.ROOT));
    }

    /** The reference that is all of a text but for space around it, in any case and with any dash. */
    public static Optional<BulletinRef> alone(String text) {
        return WRITTEN.matcher(text.strip()).matches() ? in(text) : Optional.empty();
    }

    /** As {@link #in}, for a field that has to hold one; throws IllegalArgumentException otherwise. */
    public static BulletinRef of(String text) {
        return in(text).orElseGet(() -> new BulletinRef(text));
    }

    /** The year of the reference: that of the publication. */
    public int year() {
        return Integer.parseInt(text.split("-")[1]);
    }

    /** The kind that the reference itself tells. */
    public Bulletin.Kind kind() {
        return text.contains("-ALE-") ? Bulletin.Kind.ALERTE : Bulletin.Kind.AVIS;
    }

    @Override
    public int compareTo(BulletinRef other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
