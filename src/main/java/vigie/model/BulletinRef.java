package vigie.model;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The reference of a CERT-FR avis or alerte, {@code CERTFR-2025-AVI-1096} ({@code CERTA-…} before 2014).
 *
 * @param text the reference as written
 */
public record BulletinRef(String text) implements Comparable<BulletinRef> {

    private static final Pattern SHAPE = Pattern.compile("CERT(?:FR|A)-\\d{4}-(AVI|ALE)-\\d{1,6}");

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

    /** The first reference of an avis or alerte within a text such as a link, or empty. */
    public static Optional<BulletinRef> in(String text) {
        Matcher found = SHAPE.matcher(text);
        return found.find() ? Optional.of(new BulletinRef(found.group())) : Optional.empty();
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
