package vigie.web.api;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import vigie.index.Products;
import vigie.index.Snapshot;
import vigie.text.PlainText;
import vigie.text.SearchWords;

/** Index of the names of vendors and products of a snapshot, for suggestions. Immutable. */
final class NameIndex {

    private final Products all;
    private final List<Vendor> vendors;

    /** Products with CVEs, those with the most first, and how many CVEs each product has. */
    private final int[] products;

    private final int[] productCves;

    private NameIndex(Snapshot snapshot) {
        this.all = snapshot.cves().products();
        this.vendors = vendors(snapshot);
        this.productCves = productCves(snapshot);
        this.products = IntStream.range(0, productCves.length)
                .filter(product -> productCves[product] > 0 && !all.key(product).isEmpty())
                .boxed()
                .sorted(Comparator.comparingInt((Integer product) -> -productCves[product])
                        .thenComparing(all::name))
                .mapToInt(product -> product)
                .toArray();
    }

    /**
     * A vendor.
     *
     * @param name as a person writes it
     * @param cves how many CVEs concern its products
     */
    record Vendor(String name, String plain, String key, int cves) {}

    /**
     * A product.
     *
     * @param cves how many CVEs affect it
     */
    record Product(String name, String vendor, int cves) {}

    /** The names of a snapshot, made once for each. */
    static NameIndex in(Snapshot snapshot) {
        return snapshot.derived(NameIndex.class, NameIndex::new);
    }

    private static int[] productCves(Snapshot snapshot) {
        Products products = snapshot.cves().products();
        int[] cves = new int[products.products()];
        int[] last = new int[products.products()];
        for (int row = 0; row < snapshot.cves().size(); row++) {
            int mark = row + 1;
            products.of(row, product -> {
                int same = products.same(product);
                cves[same] += last[same] == mark ? 0 : 1;
                last[same] = mark;
            });
        }
        return cves;
    }

    private static List<Vendor> vendors(Snapshot snapshot) {
        Products products = snapshot.cves().products();
        int[] cves = new int[products.vendors()];
        int[] last = new int[products.vendors()];
        for (int row = 0; row < snapshot.cves().size(); row++) {
            int mark = row + 1;
            products.of(row, product -> {
                int vendor = products.vendorOf(product);
                cves[vendor] += last[vendor] == mark ? 0 : 1;
                last[vendor] = mark;
            });
        }
        List<Vendor> vendors = new ArrayList<>();
        for (int vendor = 0; vendor < cves.length; vendor++) {
            String name = PlainText.line(products.vendorName(vendor));
            String key = vigie.text.Names.vendor(name);
            if (cves[vendor] > 0 && !key.isEmpty()) {
                vendors.add(new Vendor(name, SearchWords.plain(name), key, cves[vendor]));
            }
        }
        vendors.sort(Comparator.comparingInt(Vendor::cves).reversed().thenComparing(Vendor::name));
        return List.copyOf(vendors);
    }

    /** Vendors of which a word begins as typed, or the name does in any writing; those with most CVEs first. */
    List<Vendor> vendors(String typed, int limit) {
        String begins = SearchWords.plain(typed).strip();
        String within = " " + begins;
        String key = vigie.text.Names.vendor(typed);
        return vendors.stream()
                .filter(vendor -> begins.isEmpty()
                        || vendor.plain().startsWith(begins)
                        || vendor.plain().indexOf(' ') > 0 && vendor.plain().contains(within)
                        || !key.isEmpty() && vendor.key().startsWith(key))
                .limit(limit)
                .toList();
    }

    /** Products whose name begins as typed, in any writing, as the filter of products finds them; those with most CVEs first. */
    List<Product> products(String typed, int limit) {
        String key = vigie.text.Names.product(typed);
        return IntStream.of(products)
                .filter(product ->
                        typed.isBlank() || !key.isEmpty() && all.key(product).startsWith(key))
                .limit(limit)
                .mapToObj(product -> new Product(
                        PlainText.line(all.name(product)),
                        PlainText.line(all.vendorName(all.vendorOf(product))),
                        productCves[product]))
                .toList();
    }
}
