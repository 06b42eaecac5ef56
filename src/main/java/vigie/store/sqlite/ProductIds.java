package vigie.store.sqlite;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import vigie.text.Names;

/**
 * The products of the database, each once for a vendor and a product as written. Names of one feed come again in the next: what is known
 * is kept until the writer is closed, since only the one process that holds the lock writes products.
 */
final class ProductIds {

    /** Enough for all products of a bulk load; more would only cost look-ups. */
    private static final int REMEMBERED = 200_000;

    private static final long NONE = -1;

    private final Tx tx;
    private final Map<CveRow.Product, Long> ids = new HashMap<>();
    /** The highest id that is taken; 0 where it is to be asked for. */
    private long last;

    ProductIds(Tx tx) {
        this.tx = tx;
    }

    /** The id of a product, which is written if it is new; empty if nothing is left of its names when they are compared. */
    OptionalLong of(CveRow.Product name) throws SQLException {
        Long known = ids.get(name);
        long id = known == null ? put(name) : known;
        if (known == null && ids.size() < REMEMBERED) {
            ids.put(name, id);
        }
        return id == NONE ? OptionalLong.empty() : OptionalLong.of(id);
    }

    private long put(CveRow.Product name) throws SQLException {
        String vendorKey = Names.vendor(name.vendor());
        String productKey = Names.product(vendorKey, name.product());
        if (vendorKey.isEmpty() && productKey.isEmpty()) {
            return NONE;
        }
        if (last == 0) {
            last = Sql.first(tx.prepare("SELECT coalesce(max(id), 0) FROM product"), row -> row.getLong(1))
                    .orElseThrow();
        }
        // Counted here: to ask for the id of the row takes a third of the time of writing it, and RETURNING takes a
        // savepoint, at which FTS5 writes out all that it holds in memory.
        boolean added = tx.run(
                        "INSERT OR IGNORE INTO product (id, vendor, product, vendor_key, product_key) VALUES (?, ?, ?, ?, ?)",
                        last + 1,
                        name.vendor(),
                        name.product(),
                        vendorKey,
                        productKey)
                > 0;
        if (added) {
            return ++last;
        }
        Optional<Long> held = Sql.first(
                tx.prepare("SELECT id FROM product WHERE vendor = ? AND product = ?"),
                row -> row.getLong(1),
                name.vendor(),
                name.product());
        return held.orElseThrow();
    }

    /** A transaction was taken back: products that it wrote are not there. */
    void forget() {
        ids.clear();
        last = 0;
    }
}
