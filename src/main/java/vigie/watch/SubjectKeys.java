package vigie.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import vigie.model.Affected;
import vigie.text.Names;
import vigie.text.SearchWords;

/** A subject with what its names and texts are compared by, made once for all lines. For one thread. */
public final class SubjectKeys {

    /** Words further behind are not looked at. */
    private static final int LONGEST_TEXT = 20_000;

    private final Subject subject;
    private final List<ProductKeys> products;
    private Optional<List<Plain>> texts = Optional.empty();

    /**
     * A product under its keys.
     *
     * @param product as it is said
     * @param vendor the vendor's key
     * @param name the product's key
     * @param beginnings keys of the beginnings of its name, see {@link Names#beginnings}
     * @param packages names of packages in small letters
     * @param said what is said of versions
     * @param shown how it is shown, not too long
     */
    record ProductKeys(
            Subject.Product product,
            String vendor,
            String name,
            Set<String> beginnings,
            Set<String> packages,
            Affected.Said said,
            String shown) {

        static ProductKeys of(Subject.Product product) {
            String vendor = Names.vendor(product.vendor());
            Set<String> packages = product.packages().isEmpty()
                    ? Set.of()
                    : Set.copyOf(product.packages().stream()
                            .map(name -> name.toLowerCase(Locale.ROOT))
                            .toList());
            return new ProductKeys(
                    product,
                    vendor,
                    Names.product(vendor, product.name()),
                    Names.beginnings(vendor, product.name()),
                    packages,
                    Affected.said(product.versions(), product.defaultStatus()),
                    AskedLine.shortened(product.shown()));
        }
    }

    /** A text in small letters without accents, its words joined by one space, with a space before and after. */
    record Plain(Subject.Text said, String words) {}

    private SubjectKeys(Subject subject) {
        this.subject = subject;
        List<ProductKeys> keys = new ArrayList<>(subject.products().size());
        for (Subject.Product product : subject.products()) {
            keys.add(ProductKeys.of(product));
        }
        this.products = keys;
    }

    /** The keys of a subject. */
    public static SubjectKeys of(Subject subject) {
        return new SubjectKeys(subject);
    }

    /** What they are of. */
    public Subject subject() {
        return subject;
    }

    List<ProductKeys> products() {
        return products;
    }

    List<Plain> texts() {
        if (texts.isEmpty()) {
            texts = Optional.of(subject.texts().stream()
                    .map(said -> new Plain(said, plain(said.text())))
                    .toList());
        }
        return texts.get();
    }

    /** A text as it is compared: see {@link Plain}. */
    static String plain(String text) {
        String cut = text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
        String plain = SearchWords.plain(SearchWords.signed(cut));
        StringBuilder words = new StringBuilder(plain.length() + 2).append(' ');
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            if (Character.isLetterOrDigit(c)) {
                words.append(c);
            } else if (words.charAt(words.length() - 1) != ' ') {
                words.append(' ');
            }
        }
        return words.charAt(words.length() - 1) == ' '
                ? words.toString()
                : words.append(' ').toString();
    }
}
