package vigie.web.api;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import vigie.index.Products;
import vigie.index.Snapshot;
import vigie.text.PlainText;
import vigie.text.SearchWords;

/** Index of vendor names of a snapshot, for suggestions. Immutable. */
final class NameIndex {

    private final List<Vendor> vendors;

    private NameIndex(List<Vendor> vendors) {
        this.vendors = vendors;
    }

    /**
     * A vendor.
     *
     * @param name as a person writes it
     * @param cves how many CVEs concern its products
     */
    record Vendor(String name, String plain, String key, int cves) {}

    /** The names of a snapshot, made once for each. */
    static NameIndex in(Snapshot snapshot) {
        return snapshot.derived(NameIndex.class, NameIndex::of);
    }

    private static NameIndex of(Snapshot snapshot) {
        return new NameIndex(vendors(snapshot));
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
}
