package vigie.store.sqlite;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vigie.model.Bulletin;
import vigie.store.ProductFilter;
import vigie.store.StoreException;
import vigie.text.AskedProduct;
import vigie.text.Names;

/**
 * Conditions for a {@link ProductFilter} that asks for something. Which names are asked for is told by {@link AskedProduct} alone: the
 * products are looked up first, and the conditions name them by number.
 */
final class ProductSql {

    private final SqliteQuery query;
    private final List<String> vendors;
    private final List<AskedProduct> asked;

    /** The filter, asked with the connection of a query. */
    ProductSql(SqliteQuery query, ProductFilter filter) {
        this.query = query;
        this.vendors = filter.vendors().stream().map(Names::vendor).toList();
        this.asked = filter.products().stream().map(AskedProduct::of).toList();
    }

    /** Limits to the CVEs of matching products. */
    void cves(Where where, String column) {
        where.and(column + " IN (" + cves() + ")", products());
    }

    /**
     * Limits to the CVEs of matching products, and to the publications that name a matching system.
     *
     * @param condition with two places, for the numbers of CVEs and for those of publications
     */
    void either(Where where, String condition) {
        where.and(condition.formatted(cves(), "SELECT value FROM json_each(?)"), products(), bulletins());
    }

    private static String cves() {
        return "SELECT cve FROM affects WHERE product IN (SELECT value FROM json_each(?))";
    }

    /** The numbers of matching products. */
    private String products() {
        Set<Long> found = new LinkedHashSet<>();
        List<String> conditions = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        if (!vendors.isEmpty()) {
            conditions.add(ofVendors());
            values.addAll(vendors);
        }
        if (!asked.isEmpty()) {
            conditions.add(maybeAsked(values));
        }
        query.each(
                "SELECT id, vendor_key, product_key, product FROM product WHERE " + String.join(" AND ", conditions),
                row -> {
                    String vendor = row.getString(2);
                    String product = row.getString(3);
                    String name = row.getString(4);
                    if (asked.isEmpty() || asked.stream().anyMatch(one -> one.matches(vendor, product, name))) {
                        found.add(row.getLong(1));
                    }
                },
                values.toArray());
        return json(found);
    }

    /** Leaves out most of a hundred thousand names that cannot be asked for, before they are looked at. */
    private String maybeAsked(List<Object> values) {
        List<String> any = new ArrayList<>();
        Set<String> others = new LinkedHashSet<>();
        for (AskedProduct one : asked) {
            for (AskedProduct.Key key : one.begins()) {
                any.add("instr(product_key, ?) > 0 OR vendor_key = ?");
                values.addAll(List.of(key.product(), key.product()));
            }
            Stream.concat(one.is().stream(), one.maybe().stream())
                    .forEach(key -> others.add('"' + key.vendor() + ' ' + key.product() + '"'));
        }
        if (!others.isEmpty()) {
            any.add("vendor_key || ' ' || product_key IN (SELECT value FROM json_each(?))"
                    + " OR ' ' || product_key IN (SELECT value FROM json_each(?))");
            String keys = others.stream().collect(Collectors.joining(",", "[", "]"));
            values.addAll(List.of(keys, keys));
        }
        // A name that names nothing, such as "n/a", finds nothing rather than everything.
        return any.isEmpty() ? "0" : String.join(" OR ", any).transform(all -> "(" + all + ")");
    }

    /** The numbers of publications that name a matching system. Their systems are kept under keys: the names are in the publications. */
    private String bulletins() {
        Set<Long> found = new LinkedHashSet<>();
        Set<Long> maybe = new LinkedHashSet<>();
        query.each(
                "SELECT bulletin, vendor_key, product_key FROM bulletin_system"
                        + (vendors.isEmpty() ? "" : " WHERE " + ofVendors()),
                row -> {
                    String vendor = row.getString(2);
                    String product = row.getString(3);
                    if (asked.isEmpty() || asked.stream().anyMatch(one -> one.matches(vendor, product))) {
                        found.add(row.getLong(1));
                    } else if (asked.stream().anyMatch(one -> one.mayMatch(vendor, product))) {
                        maybe.add(row.getLong(1));
                    }
                },
                vendors.toArray());
        maybe.removeAll(found);
        query.each(
                "SELECT id, ref, body FROM bulletin WHERE id IN (SELECT value FROM json_each(?))",
                row -> {
                    if (names(row.getString(2), row.getBytes(3))) {
                        found.add(row.getLong(1));
                    }
                },
                json(maybe));
        return json(found);
    }

    private boolean names(String ref, byte[] body) {
        try {
            return Documents.bulletin(ref, body, LocalDate.MAX).systems().stream()
                    .filter(Bulletin.AffectedSystem::mayBeAffected)
                    .anyMatch(this::isAsked);
        } catch (StoreException e) {
            // What cannot be read any more is rather shown than hidden.
            return true;
        }
    }

    private boolean isAsked(Bulletin.AffectedSystem system) {
        String vendor = Names.vendor(system.vendor());
        String product = Names.product(vendor, system.product());
        return (vendors.isEmpty() || !vendor.isEmpty() && vendors.contains(vendor))
                && asked.stream().anyMatch(one -> one.matches(vendor, product, system.product()));
    }

    private String ofVendors() {
        return vendors.stream()
                .map(any -> "?")
                .collect(Collectors.joining(", ", "vendor_key <> '' AND vendor_key IN (", ")"));
    }

    private static String json(Set<Long> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(",", "[", "]"));
    }
}
