package vigie.store.sqlite;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vigie.store.ProductFilter;
import vigie.text.AskedProduct;
import vigie.text.Names;

/** Sub-queries for a {@link ProductFilter} that asks for something. */
final class ProductSql {

    private final List<String> vendors;
    private final List<AskedProduct.Key> begins;
    private final List<AskedProduct.Key> is;
    private final boolean byProduct;

    ProductSql(ProductFilter filter) {
        List<AskedProduct> asked =
                filter.products().stream().map(AskedProduct::of).toList();
        this.vendors = filter.vendors().stream().map(Names::vendor).toList();
        this.begins = distinct(asked.stream().map(AskedProduct::begins));
        this.is = distinct(asked.stream().map(AskedProduct::is));
        this.byProduct = !asked.isEmpty();
    }

    private static List<AskedProduct.Key> distinct(Stream<? extends Collection<AskedProduct.Key>> keys) {
        return keys.flatMap(Collection::stream).distinct().toList();
    }

    /** CVEs of matching products. */
    String cves() {
        return "SELECT a.cve FROM product p JOIN affects a ON a.product = p.id WHERE " + condition("p.");
    }

    /** Publications that name a matching system. */
    String bulletins() {
        return "SELECT s.bulletin FROM bulletin_system s WHERE " + condition("s.");
    }

    private String condition(String table) {
        List<String> conditions = new ArrayList<>();
        if (!vendors.isEmpty()) {
            conditions.add(
                    table + "vendor_key IN (" + places(vendors.size(), "?") + ") AND " + table + "vendor_key <> ''");
        }
        if (byProduct) {
            String vendor = table + "vendor_key";
            String product = table + "product_key";
            List<String> any = new ArrayList<>();
            begins.forEach(key ->
                    any.add("((? = '' OR " + vendor + " = ?) AND " + product + " >= ? AND " + product + " < ?)"));
            if (!is.isEmpty()) {
                any.add("(" + vendor + ", " + product + ") IN (VALUES " + places(is.size(), "(?, ?)") + ")");
                any.add("('', " + product + ") IN (VALUES " + places(is.size(), "(?, ?)") + ")");
            }
            // A name that names nothing, such as "n/a", finds nothing rather than everything.
            conditions.add(any.isEmpty() ? "0" : any.stream().collect(Collectors.joining(" OR ", "(", ")")));
        }
        return String.join(" AND ", conditions);
    }

    private static String places(int count, String one) {
        return Stream.generate(() -> one).limit(count).collect(Collectors.joining(", "));
    }

    /** The values for one of the sub-queries. */
    Object[] values() {
        List<Object> values = new ArrayList<>(vendors);
        for (AskedProduct.Key key : begins) {
            values.addAll(List.of(key.vendor(), key.vendor(), key.product(), key.product() + Character.MAX_VALUE));
        }
        for (int twice = 0; twice < 2; twice++) {
            is.forEach(key -> values.addAll(List.of(key.vendor(), key.product())));
        }
        return values.toArray();
    }
}
