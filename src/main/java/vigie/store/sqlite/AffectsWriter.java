package vigie.store.sqlite;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vigie.text.Names;

/** Keeps which products a record or a catalogue names, once for each vendor and product as written. */
final class AffectsWriter {

    /** Enough for all products of a bulk load; more would only cost look-ups. */
    private static final int REMEMBERED = 200_000;

    /** Stands for the catalogues of known exploited vulnerabilities where a record is named by its source. */
    static final int CATALOGUES = 3;

    private final Tx tx;

    private final Map<CveRow.Product, Long> ids = new HashMap<>();

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
        for (CveRow.Product name : products) {
            Optional<Long> product = id(name);
            if (product.isPresent()) {
                tx.run(
                        "INSERT OR IGNORE INTO affects (cve, source, product) VALUES (?, ?, ?)",
                        cve,
                        source,
                        product.get());
            }
        }
    }

    private Optional<Long> id(CveRow.Product name) throws SQLException {
        Long known = ids.get(name);
        if (known != null) {
            return known < 0 ? Optional.empty() : Optional.of(known);
        }
        String vendorKey = Names.vendor(name.vendor());
        String productKey = Names.product(name.product());
        long id = -1;
        if (!vendorKey.isEmpty() || !productKey.isEmpty()) {
            id = find(name).orElse(-1L);
            if (id < 0) {
                tx.run(
                        "INSERT INTO product (vendor, product, vendor_key, product_key) VALUES (?, ?, ?, ?)",
                        name.vendor(),
                        name.product(),
                        vendorKey,
                        productKey);
                // Not RETURNING: it takes a savepoint, at which FTS5 writes out all that it holds in memory.
                id = Sql.first(tx.prepare("SELECT last_insert_rowid()"), row -> row.getLong(1))
                        .orElseThrow();
            }
        }
        if (ids.size() < REMEMBERED) {
            ids.put(name, id);
        }
        return id < 0 ? Optional.empty() : Optional.of(id);
    }

    private Optional<Long> find(CveRow.Product name) throws SQLException {
        return Sql.first(
                tx.prepare("SELECT id FROM product WHERE vendor = ? AND product = ?"),
                row -> row.getLong(1),
                name.vendor(),
                name.product());
    }
}
