package vigie.store.sqlite;

import java.util.Optional;
import java.util.stream.Stream;
import vigie.store.ProductFilter;
import vigie.text.Names;

/** Sub-queries for a {@link ProductFilter} that asks for something. */
record ProductSql(ProductFilter filter) {

    /** CVEs of matching products. */
    String cves() {
        return "SELECT a.cve FROM product p JOIN affects a ON a.product = p.id WHERE " + condition("p");
    }

    /** Publications that name a matching system. */
    String bulletins() {
        return "SELECT s.bulletin FROM bulletin_system s WHERE " + condition("s");
    }

    private String condition(String table) {
        String byVendor = table + ".vendor_key = ? AND " + table + ".vendor_key <> ''";
        String byProduct = table + ".product_key >= ? AND " + table + ".product_key < ?";
        return filter.vendor().isEmpty()
                ? byProduct
                : filter.product().isEmpty() ? byVendor : byVendor + " AND " + byProduct;
    }

    /** The values for one of the sub-queries. */
    Object[] values() {
        Optional<String> vendorKey = filter.vendor().map(Names::vendor);
        Optional<String> from = filter.product().map(Names::product);
        // A name that names nothing, such as "n/a", has the empty key: it finds nothing rather than everything.
        Optional<String> to = from.map(key -> key.isEmpty() ? key : key + Character.MAX_VALUE);
        return Stream.of(vendorKey, from, to).flatMap(Optional::stream).toArray();
    }
}
