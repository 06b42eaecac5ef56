package vigie.store.sqlite;

import java.util.List;
import java.util.stream.Collectors;
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
        String byVendor = any(filter.vendors(), table + ".vendor_key = ? AND " + table + ".vendor_key <> ''");
        String byProduct = any(filter.products(), table + ".product_key >= ? AND " + table + ".product_key < ?");
        return Stream.of(byVendor, byProduct).filter(sql -> !sql.isEmpty()).collect(Collectors.joining(" AND "));
    }

    private static String any(List<String> names, String condition) {
        return names.isEmpty()
                ? ""
                : names.stream().map(name -> condition).collect(Collectors.joining(" OR ", "(", ")"));
    }

    /** The values for one of the sub-queries. */
    Object[] values() {
        Stream<String> vendors = filter.vendors().stream().map(Names::vendor);
        // A name that names nothing, such as "n/a", has the empty key: it finds nothing rather than everything.
        Stream<String> products = filter.products().stream()
                .map(Names::product)
                .flatMap(from -> Stream.of(from, from.isEmpty() ? from : from + Character.MAX_VALUE));
        return Stream.concat(vendors, products).toArray();
    }
}
