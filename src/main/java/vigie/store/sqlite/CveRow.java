package vigie.store.sqlite;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vigie.model.Affected;
import vigie.model.Container;
import vigie.model.CveId;
import vigie.model.CveRecord;
import vigie.model.CveState;
import vigie.model.Preference;
import vigie.model.Ssvc;

/**
 * What columns and indexes keep of a CVE record.
 *
 * @param id the CVE
 * @param source the source that keeps the record
 * @param claim what it puts forward
 * @param products vendors and products that may be affected, as written
 * @param title title, may be empty
 * @param productWords the words of the products' names, each once: a record may name hundreds of one family
 * @param description beginning of the description, for the search; may be empty
 * @param decisions SSVC decisions, in order of the record
 * @param headline what lists show of it; empty if the record is rejected or says nothing
 * @param latest the latest day that anything in it bears
 */
record CveRow(
        CveId id,
        CveRecord.Source source,
        Claim claim,
        Set<Product> products,
        String productWords,
        String title,
        String description,
        List<Ssvc> decisions,
        String headline,
        Optional<Instant> latest) {

    private static final int LONGEST_NAME = 300;

    /** What comes after so many characters is call traces and logs, which nobody searches for. */
    private static final int LONGEST_DESCRIPTION = 2000;

    /** A product as a record writes it. */
    record Product(String vendor, String product) {

        /** The product, of names that are no longer than is kept. */
        static Product of(String vendor, String product) {
            return new Product(cut(vendor, LONGEST_NAME), cut(product, LONGEST_NAME));
        }

        // Written out: what the compiler makes is several times as slow before it is optimised, and the import asks
        // millions of times.
        @Override
        public boolean equals(Object other) {
            return other instanceof Product same && vendor.equals(same.vendor) && product.equals(same.product);
        }

        @Override
        public int hashCode() {
            return 31 * vendor.hashCode() + product.hashCode();
        }
    }

    static CveRow of(CveRecord record) {
        Set<Product> products = new LinkedHashSet<>();
        for (Container container : record.containers()) {
            for (Affected affected : container.affected()) {
                if (affected.mayBeAffected()) {
                    products.add(Product.of(affected.vendor(), affected.product()));
                }
            }
        }
        String title = Preference.title(record.containers());
        String description = Preference.description(record.containers());
        List<Ssvc> decisions = new ArrayList<>();
        for (Container container : record.containers()) {
            decisions.addAll(container.ssvc());
        }
        return new CveRow(
                record.id(),
                record.source(),
                Claim.of(record),
                products,
                words(products),
                title,
                cut(description, LONGEST_DESCRIPTION),
                decisions,
                Headline.of(record),
                record.latest());
    }

    /** The words of the products' names, each once. */
    static String words(Set<Product> products) {
        Set<String> words = new LinkedHashSet<>();
        for (Product product : products) {
            split(product.vendor(), words);
            split(product.product(), words);
        }
        return String.join(" ", words);
    }

    private static void split(String name, Set<String> words) {
        int from = 0;
        for (int i = 0; i <= name.length(); i++) {
            if (i == name.length() || name.charAt(i) == ' ' || name.charAt(i) == '_') {
                if (i > from) {
                    words.add(name.substring(from, i));
                }
                from = i + 1;
            }
        }
    }

    boolean rejected() {
        return claim.state().equals(CveState.REJECTED.name());
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest);
    }
}
