package vigie.report.document;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import vigie.index.Products;
import vigie.index.Publication;
import vigie.index.Publications;
import vigie.index.Snapshot;
import vigie.text.Names;

/**
 * The publications that a report is about, and which CVEs each of them cites. Where vendors are asked for, a publication
 * that names one of them counts with all its CVEs, any other only with the CVEs of those vendors.
 *
 * @param publications publications, newest first
 * @param rows rows of the CVEs of each publication, in the same order
 */
record Cited(List<Publication> publications, List<int[]> rows) {

    static Cited of(Snapshot snapshot, ReportScope scope) {
        Vendors vendors = Vendors.of(scope.vendors(), snapshot.cves().products());
        List<Publication> publications = new ArrayList<>();
        List<int[]> rows = new ArrayList<>();
        Publications.Filter filter = new Publications.Filter(
                Optional.of(scope.period().since()), Optional.of(scope.period().until()), scope.kind(), List.of());
        for (Publication publication : snapshot.publications().list(filter)) {
            boolean whole = vendors.any() || vendors.named(publication);
            int[] cves = whole
                    ? publication.cves()
                    : Arrays.stream(publication.cves()).filter(vendors::make).toArray();
            if (whole || cves.length > 0) {
                publications.add(publication);
                rows.add(cves);
            }
        }
        return new Cited(List.copyOf(publications), rows);
    }

    /** The rows of all CVEs, each once. */
    BitSet cves() {
        BitSet all = new BitSet();
        rows.forEach(some -> Arrays.stream(some).forEach(all::set));
        return all;
    }

    /** The publications among these that cite a CVE. */
    List<Publication> citing(int row) {
        List<Publication> citing = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            if (Arrays.binarySearch(rows.get(i), row) >= 0) {
                citing.add(publications.get(i));
            }
        }
        return citing;
    }

    private record Vendors(Set<String> keys, Set<Integer> numbers, Products products, boolean any) {

        static Vendors of(List<String> asked, Products products) {
            return new Vendors(
                    asked.stream()
                            .map(Names::vendor)
                            .filter(key -> !key.isEmpty())
                            .collect(Collectors.toSet()),
                    asked.stream()
                            .flatMap(name -> products.vendor(name).stream())
                            .collect(Collectors.toSet()),
                    products,
                    asked.isEmpty());
        }

        boolean named(Publication publication) {
            return publication.vendorKeys().stream().anyMatch(keys::contains);
        }

        boolean make(int row) {
            Set<Integer> of = new HashSet<>();
            products.of(row, product -> of.add(products.vendorOf(product)));
            return of.stream().anyMatch(numbers::contains);
        }
    }
}
