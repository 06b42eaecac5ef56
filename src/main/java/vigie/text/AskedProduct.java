package vigie.text;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A product as a person asks for it: {@code ios}, {@code Cisco IOS}, {@code MS Windows Server 2019}, {@code "edge"}, {@code forti*}. It
 * is any product whose name begins so in whole words ({@link Names#beginnings}), the vendor's name before it or not, or that is called
 * so under any of its names; in quotes only what is called so, with a star at the end all that begins with these letters. Text that
 * names nothing asks for nothing, and finds nothing.
 *
 * @param begins products by the beginning of their names
 * @param is products by their names
 * @param maybe products of which another name than the one that stands may begin so
 * @param letters whether the beginnings are any letters rather than whole words
 */
public record AskedProduct(List<Key> begins, Set<Key> is, Set<Key> maybe, boolean letters) {

    private static final int MOST_WORDS_OF_A_VENDOR = 4;
    private static final String ANY_LETTERS = "*";

    /**
     * A product, or a beginning, under its matching keys.
     *
     * @param vendor the vendor's key, empty for any vendor
     * @param product the product's key
     */
    public record Key(String vendor, String product) {

        private boolean of(String others) {
            return vendor.isEmpty() || vendor.equals(others);
        }
    }

    /** Keeps copies. */
    public AskedProduct {
        begins = List.copyOf(begins);
        is = Set.copyOf(is);
        maybe = Set.copyOf(maybe);
    }

    /** What a text asks for, in any of its readings ({@link AskedNames}). */
    public static AskedProduct of(String typed) {
        Set<Key> begins = new LinkedHashSet<>();
        Set<Key> is = new LinkedHashSet<>();
        boolean letters = typed.strip().endsWith(ANY_LETTERS);
        for (String reading : letters ? List.of(typed) : AskedNames.of(typed).texts()) {
            AskedProduct one = read(reading);
            begins.addAll(one.begins());
            is.addAll(one.is());
        }
        Set<Key> maybe = new LinkedHashSet<>();
        for (Key key : begins) {
            Aliases.containing(key.product(), (vendor, standing) -> {
                if (key.of(vendor)) {
                    maybe.add(new Key(vendor, standing));
                }
            });
        }
        return new AskedProduct(new ArrayList<>(begins), is, maybe, letters);
    }

    private static AskedProduct read(String typed) {
        boolean exact = typed.strip().startsWith("\"");
        Set<Key> names = new LinkedHashSet<>();
        Set<Key> others = new LinkedHashSet<>();
        String key = Names.product(typed);
        if (key.isEmpty()) {
            return new AskedProduct(List.of(), Set.of(), Set.of(), false);
        }
        names.add(new Key("", key));
        Aliases.products(key, (vendor, standing) -> others.add(new Key(vendor, standing)));
        List<String> words = Names.wordsOf(typed);
        for (int count = 1; count < words.size() && count <= MOST_WORDS_OF_A_VENDOR; count++) {
            named(words.subList(0, count), words.subList(count, words.size()), names, others);
            // As French has it: "Bastion WALLIX".
            int end = words.size() - count;
            named(words.subList(end, words.size()), words.subList(0, end), names, others);
        }
        if (exact) {
            names.addAll(others);
            return new AskedProduct(List.of(), names, Set.of(), false);
        }
        return new AskedProduct(new ArrayList<>(names), others, Set.of(), false);
    }

    private static void named(List<String> first, List<String> rest, Set<Key> names, Set<Key> others) {
        String vendor = Names.vendor(String.join(" ", first));
        String product = Names.product(String.join(" ", rest));
        if (!vendor.isEmpty() && !product.isEmpty() && !vendor.equals(product)) {
            names.add(new Key(vendor, product));
            Aliases.products(product, (of, standing) -> {
                if (of.equals(vendor)) {
                    others.add(new Key(vendor, standing));
                }
            });
        }
    }

    /** Whether a product with these keys is asked for by all of its name, so that the name as written need not be looked at. */
    public boolean matches(String vendor, String product) {
        if (!is.isEmpty() && (is.contains(new Key(vendor, product)) || is.contains(new Key("", product)))) {
            return true;
        }
        for (Key key : begins) {
            String begun = key.product();
            if (key.of(vendor)
                    && (letters
                            ? product.startsWith(begun)
                            : product.equals(begun)
                                    || vendor.equals(begun) && Aliases.followsVendor(vendor, product))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether a product is asked for.
     *
     * @param vendor its vendor's key
     * @param product its key
     * @param name its name as written, of which keys hold no words
     */
    public boolean matches(String vendor, String product, String name) {
        return matches(vendor, product) || begins(vendor, product, name);
    }

    /** Whether a product with these keys can be asked for under some name. */
    public boolean mayMatch(String vendor, String product) {
        return matches(vendor, product) || begins.stream().anyMatch(key -> mayBegin(key, vendor, product));
    }

    /** Most of a hundred thousand names are told apart by their keys, without a look at their words. */
    private boolean mayBegin(Key key, String vendor, String product) {
        return key.of(vendor) && (product.contains(key.product()) || maybe.contains(new Key(vendor, product)));
    }

    private boolean begins(String vendor, String product, String name) {
        for (Key key : begins) {
            if (mayBegin(key, vendor, product)
                    && (letters
                            ? Names.product(name).startsWith(key.product())
                            : Names.beginnings(vendor, name).contains(key.product()))) {
                return true;
            }
        }
        return false;
    }
}
