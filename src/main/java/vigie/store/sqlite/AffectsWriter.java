package vigie.store.sqlite;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import vigie.text.Names;

/** Keeps which products a record or a catalogue names, once for each vendor and product as written. */
final class AffectsWriter {

    /** Stands for the catalogues of known exploited vulnerabilities where a record is named by its source. */
    static final int CATALOGUES = 3;

    /** So many products are written by one statement: calling the database takes longer than what it does for one of them. */
    private static final int ROWS = 8;

    /** One for each number of products. */
    private static final List<String> INSERTS = IntStream.rangeClosed(1, ROWS)
            .mapToObj(rows -> IntStream.range(0, rows)
                    .mapToObj(row -> "(?1, ?2, ?" + (3 + row) + ")")
                    .collect(Collectors.joining(
                            ", ", "INSERT OR IGNORE INTO affects (cve, source, product) VALUES ", "")))
            .toList();

    private final Tx tx;

    AffectsWriter(Tx tx) {
        this.tx = tx;
    }

    void write(CveRow row, boolean replace) throws SQLException {
        if (replace) {
            clear(row.id().key(), row.source().ordinal());
        }
        write(row.id().key(), row.source().ordinal(), row.products());
    }

    void clear(long cve, int source) throws SQLException {
        tx.run("DELETE FROM affects WHERE cve = ? AND source = ?", cve, source);
    }

    void write(long cve, int source, Set<CveRow.Product> products) throws SQLException {
        List<Long> named = new ArrayList<>(products.size());
        for (CveRow.Product name : products) {
            tx.products().of(name).ifPresent(named::add);
        }
        for (int from = 0; from < named.size(); from += ROWS) {
            List<Long> some = named.subList(from, Math.min(named.size(), from + ROWS));
            Object[] values = new Object[2 + some.size()];
            values[0] = cve;
            values[1] = source;
            for (int i = 0; i < some.size(); i++) {
                values[2 + i] = some.get(i);
            }
            tx.run(INSERTS.get(some.size() - 1), values);
        }
    }

    /** Writes the products of a record where they are others than those that are held; returns whether they are. */
    boolean rewrite(CveRow row) throws SQLException {
        Set<Long> wanted = new TreeSet<>();
        for (CveRow.Product name : row.products()) {
            tx.products().of(name).ifPresent(wanted::add);
        }
        List<Long> held = Sql.list(
                tx.prepare("SELECT product FROM affects WHERE cve = ? AND source = ? ORDER BY product"),
                found -> found.getLong(1),
                row.id().key(),
                row.source().ordinal());
        if (held.equals(List.copyOf(wanted))) {
            return false;
        }
        write(row, true);
        return true;
    }

    /** Derives the keys of all names again. Names that name nothing any more are left to the products of their records. */
    void renameAll() throws SQLException {
        record Named(long id, String vendor, String product, String vendorKey, String productKey) {}
        List<Named> all = Sql.list(
                tx.prepare("SELECT id, vendor, product, vendor_key, product_key FROM product"),
                row -> new Named(
                        row.getLong(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5)));
        for (Named one : all) {
            String vendor = Names.vendor(one.vendor());
            String product = Names.product(vendor, one.product());
            if (!vendor.equals(one.vendorKey()) || !product.equals(one.productKey())) {
                tx.run("UPDATE product SET vendor_key = ?, product_key = ? WHERE id = ?", vendor, product, one.id());
            }
        }
    }
}
