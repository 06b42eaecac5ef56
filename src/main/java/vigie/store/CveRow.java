package vigie.store;

import java.util.LinkedHashSet;
import java.util.Set;
import vigie.model.Affected;
import vigie.model.Container;
import vigie.model.CveId;
import vigie.model.CveRecord;
import vigie.model.CveState;
import vigie.model.Preference;

/**
 * What columns and indexes keep of a CVE record.
 *
 * @param id the CVE
 * @param source the source that keeps the record
 * @param claim what it puts forward
 * @param products vendors and products as written
 * @param title title, may be empty
 * @param description description, may be empty
 */
record CveRow(CveId id, CveRecord.Source source, Claim claim, Set<Product> products, String title, String description) {

    private static final int LONGEST_NAME = 300;

    /** A product as a record writes it. */
    record Product(String vendor, String product) {}

    static CveRow of(CveRecord record) {
        Set<Product> products = new LinkedHashSet<>();
        for (Container container : record.containers()) {
            for (Affected affected : container.affected()) {
                products.add(new Product(cut(affected.vendor()), cut(affected.product())));
            }
        }
        return new CveRow(
                record.id(),
                record.source(),
                Claim.of(record),
                products,
                Preference.title(record.containers().stream()),
                Preference.description(record.containers().stream()));
    }

    boolean rejected() {
        return claim.state().equals(CveState.REJECTED.name());
    }

    private static String cut(String name) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
    }
}
