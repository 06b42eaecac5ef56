package vigie.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Vendors and products that are known under several names, as keys of {@link Names}. The lists are data
 * ({@code vendor-aliases.tsv}, {@code product-aliases.tsv}), each line with the places where the two names are seen; decision 0015
 * says how they are made.
 */
final class Aliases {

    private static final Map<String, String> VENDORS = new HashMap<>();
    private static final Map<String, Map<String, String>> PRODUCTS = new HashMap<>();

    /** The lines of the list of products by the other name. */
    private static final Map<String, List<String[]>> OTHER_NAMES = new HashMap<>();

    /** By vendor: the keys that stand for several names, of which one has the vendor's name before it. */
    private static final Map<String, Set<String>> AFTER_VENDOR = new HashMap<>();

    static {
        read("vendor-aliases.tsv").forEach(line -> VENDORS.put(line[0], line[1]));
        read("product-aliases.tsv").forEach(line -> {
            PRODUCTS.computeIfAbsent(line[0], any -> new HashMap<>()).put(line[1], line[2]);
            OTHER_NAMES.computeIfAbsent(line[1], any -> new ArrayList<>()).add(line);
            if (line[1].startsWith(line[0]) || line[2].startsWith(line[0])) {
                AFTER_VENDOR.computeIfAbsent(line[0], any -> new HashSet<>()).add(line[2]);
            }
        });
    }

    private Aliases() {}

    /** The key that stands for a vendor's. */
    static String vendor(String key) {
        return VENDORS.getOrDefault(key, key);
    }

    /** The key that stands for a product's, among those of a vendor. */
    static String product(String vendor, String key) {
        Map<String, String> same = PRODUCTS.get(vendor);
        return same == null ? key : same.getOrDefault(key, key);
    }

    /** Visits vendor and standing key of all products that have another name. */
    static void products(String key, BiConsumer<String, String> found) {
        OTHER_NAMES.getOrDefault(key, List.of()).forEach(name -> found.accept(name[0], name[2]));
    }

    /** Visits vendor and standing key of all products of which another name contains a text. */
    static void containing(String text, BiConsumer<String, String> found) {
        PRODUCTS.forEach((vendor, same) -> same.forEach((alias, standing) -> {
            if (alias.contains(text)) {
                found.accept(vendor, standing);
            }
        }));
    }

    /** Whether one of a product's names begins with that of its vendor: {@code Docker Desktop}, which is also {@code desktop}. */
    static boolean followsVendor(String vendor, String key) {
        return AFTER_VENDOR.getOrDefault(vendor, Set.of()).contains(key);
    }

    /** The fields of each line of a list beside this class; lines that begin with # are comments. */
    static List<String[]> read(String name) {
        try (BufferedReader file = new BufferedReader(
                new InputStreamReader(Aliases.class.getResourceAsStream(name), StandardCharsets.UTF_8))) {
            return file.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\t"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
