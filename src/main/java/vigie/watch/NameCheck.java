package vigie.watch;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import vigie.store.Reader;
import vigie.text.Names;
import vigie.text.Nearest;

/** Tells which lines name nothing that is held, and the nearest names that are. */
public final class NameCheck {

    /** For so many lines the nearest names are looked for. */
    private static final int MOST = 200;

    private static final int SUGGESTIONS = 3;

    private NameCheck() {}

    /**
     * A line that names nothing that is held.
     *
     * @param rule the line
     * @param nearest names that are held, as sources write them; none if none is near
     */
    public record Unknown(Rule rule, List<String> nearest) {

        /** Keeps a copy. */
        public Unknown {
            nearest = List.copyOf(nearest);
        }
    }

    /** Checks the lines that name vendors and products; what other lines name need not be there yet. */
    public static List<Unknown> of(Reader reader, List<Rule> rules) {
        List<Rule> naming = rules.stream().filter(NameCheck::names).toList();
        if (naming.isEmpty()) {
            return List.of();
        }
        Map<String, String> vendors = new LinkedHashMap<>();
        Map<String, String> products = new LinkedHashMap<>();
        BitSet known = new BitSet();
        Matcher.Lines lines = Matcher.lines(naming);
        reader.columns(() -> {}).products((id, vendor, product, vendorKey, productKey) -> {
            vendors.putIfAbsent(vendorKey, vendor);
            products.putIfAbsent(productKey, named(vendor, product));
            lines.named(vendor, product, known);
        });
        reader.columns(() -> {})
                .systems((publication, vendorKey, productKey) -> lines.named(vendorKey, productKey, known));
        vendors.remove("");
        products.remove("");
        List<Unknown> unknown = new ArrayList<>();
        for (int i = 0; i < naming.size(); i++) {
            if (!known.get(i)) {
                Rule rule = naming.get(i);
                unknown.add(new Unknown(rule, unknown.size() < MOST ? nearest(rule, vendors, products) : List.of()));
            }
        }
        return unknown;
    }

    /** Vendor and product, the vendor once. */
    private static String named(String vendor, String product) {
        boolean twice = product.toLowerCase(Locale.ROOT).startsWith(vendor.toLowerCase(Locale.ROOT));
        return twice ? product : (vendor + " " + product).strip();
    }

    private static boolean names(Rule rule) {
        return switch (rule.line().kind()) {
            case NAME, VENDOR, PRODUCT, CPE, PURL -> true;
            default -> false;
        };
    }

    /** Whether a name did not come before, in whatever letter case. */
    private static Predicate<String> once() {
        Set<String> seen = new HashSet<>();
        return name -> seen.add(name.toLowerCase(Locale.ROOT));
    }

    private static List<String> nearest(Rule rule, Map<String, String> vendors, Map<String, String> products) {
        AskedLine asked = AskedLine.of(rule);
        String text = rule.line().text();
        Stream<String> keys = Stream.concat(
                asked.productKeys().filter(key -> key.equals(Names.product(key))), Stream.of(Names.vendor(text)));
        return keys.filter(key -> !key.isEmpty() && key.length() < 60)
                .distinct()
                // The whole name first; sets have no order that stays the same.
                .sorted(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()))
                .limit(4)
                .flatMap(key -> {
                    int farthest = Math.max(1, Math.min(3, key.length() / 4));
                    Stream<String> of = Nearest.of(key, vendors.keySet(), 1, farthest).stream()
                            .map(vendors::get);
                    return Stream.concat(
                            of,
                            Nearest.of(key, products.keySet(), 2, farthest).stream()
                                    .map(products::get));
                })
                .filter(name -> !name.isBlank())
                .filter(once())
                .limit(SUGGESTIONS)
                .toList();
    }
}
