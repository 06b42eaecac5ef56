package vigie.store;

import java.util.Optional;
import vigie.text.Names;

/**
 * Asks for a vendor, a product, or a product of a vendor. A vendor matches as a whole, a product by its beginning:
 * {@code windows} finds {@code Windows 10 Version 1809}.
 *
 * @param vendor vendor as a person writes it
 * @param product product as a person writes it
 */
public record ProductFilter(Optional<String> vendor, Optional<String> product) {

    /** Everything. */
    public static final ProductFilter ANY = new ProductFilter(Optional.empty(), Optional.empty());

    boolean any() {
        return vendor.isEmpty() && product.isEmpty();
    }

    /** CVEs of matching products, as a sub-query. */
    String cves() {
        return "SELECT a.cve FROM product p JOIN affects a ON a.product = p.id WHERE " + condition("p");
    }

    /** Publications that name a matching system, as a sub-query. */
    String bulletins() {
        return "SELECT s.bulletin FROM bulletin_system s WHERE " + condition("s");
    }

    private String condition(String table) {
        String byVendor = table + ".vendor_key = ? AND " + table + ".vendor_key <> ''";
        String byProduct = table + ".product_key >= ? AND " + table + ".product_key < ?";
        return vendor.isEmpty() ? byProduct : product.isEmpty() ? byVendor : byVendor + " AND " + byProduct;
    }

    /** The values for one of the sub-queries. */
    Object[] values() {
        Optional<String> vendorKey = vendor.map(Names::vendor);
        Optional<String> from = product.map(Names::product);
        // A name that names nothing, such as "n/a", has the empty key: it finds nothing rather than everything.
        Optional<String> to = from.map(key -> key.isEmpty() ? key : key + Character.MAX_VALUE);
        return java.util.stream.Stream.of(vendorKey, from, to)
                .flatMap(Optional::stream)
                .toArray();
    }
}
