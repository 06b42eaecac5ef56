package vigie.text;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A product as a person asks for it: {@code ios}, {@code Cisco IOS}, {@code MS Windows Server 2019}, {@code "edge"}. It is any product
 * whose name begins so (in quotes: is so), the vendor's name before it or not, under any of its names. Text that names nothing asks
 * for nothing, and finds nothing.
 *
 * @param begins products by the beginning of their names
 * @param is products by their names
 */
public record AskedProduct(List<Key> begins, Set<Key> is) {

    private static final int MOST_WORDS_OF_A_VENDOR = 4;

    /** Shorter beginnings are of too many names to mean one of them. */
    private static final int SHORTEST_BEGINNING = 3;

    /**
     * A product, or a beginning, under its matching keys.
     *
     * @param vendor the vendor's key, empty for any vendor
     * @param product the product's key
     */
    public record Key(String vendor, String product) {}

    /** Keeps copies. */
    public AskedProduct {
        begins = List.copyOf(begins);
        is = Set.copyOf(is);
    }

    /** What a text asks for, in any of its readings ({@link AskedNames}). */
    public static AskedProduct of(String typed) {
        Set<Key> begins = new LinkedHashSet<>();
        Set<Key> is = new LinkedHashSet<>();
        for (String reading : AskedNames.of(typed).texts()) {
            AskedProduct one = read(reading);
            begins.addAll(one.begins());
            is.addAll(one.is());
        }
        return new AskedProduct(new ArrayList<>(begins), is);
    }

    private static AskedProduct read(String typed) {
        boolean exact = typed.strip().startsWith("\"");
        Set<Key> names = new LinkedHashSet<>();
        Set<Key> others = new LinkedHashSet<>();
        String key = Names.product(typed);
        if (key.isEmpty()) {
            return new AskedProduct(List.of(), Set.of());
        }
        names.add(new Key("", key));
        Aliases.products(
                key,
                exact || key.length() < SHORTEST_BEGINNING,
                (vendor, standing) -> others.add(new Key(vendor, standing)));
        List<String> words = Names.wordsOf(typed);
        for (int count = 1; count < words.size() && count <= MOST_WORDS_OF_A_VENDOR; count++) {
            named(words.subList(0, count), words.subList(count, words.size()), exact, names, others);
            // As French has it: "Bastion WALLIX".
            int end = words.size() - count;
            named(words.subList(end, words.size()), words.subList(0, end), exact, names, others);
        }
        if (exact) {
            names.addAll(others);
            return new AskedProduct(List.of(), names);
        }
        return new AskedProduct(new ArrayList<>(names), others);
    }

    private static void named(List<String> first, List<String> rest, boolean exact, Set<Key> names, Set<Key> others) {
        String vendor = Names.vendor(String.join(" ", first));
        String product = Names.product(String.join(" ", rest));
        if (!vendor.isEmpty() && !product.isEmpty() && !vendor.equals(product)) {
            names.add(new Key(vendor, product));
            Aliases.products(product, exact, (of, standing) -> {
                if (of.equals(vendor)) {
                    others.add(new Key(vendor, standing));
                }
            });
        }
    }

    /** Whether a product with these keys is asked for. */
    public boolean matches(String vendor, String product) {
        if (!is.isEmpty() && (is.contains(new Key(vendor, product)) || is.contains(new Key("", product)))) {
            return true;
        }
        for (Key key : begins) {
            if ((key.vendor().isEmpty() || key.vendor().equals(vendor)) && product.startsWith(key.product())) {
                return true;
            }
        }
        return false;
    }
}
