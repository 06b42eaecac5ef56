package vigie.index;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vigie.model.Bulletin;
import vigie.model.BulletinRef;
import vigie.store.ColumnScan;
import vigie.text.Names;

/** All publications, newest first. Immutable, for any number of threads. */
public final class Publications {

    private final List<Publication> all;
    private final CveIndex cves;
    private final Map<BulletinRef, Publication> byRef = new HashMap<>();

    private Publications(List<Publication> all, CveIndex cves) {
        this.all = List.copyOf(all);
        this.cves = cves;
        all.forEach(p -> byRef.put(p.ref(), p));
    }

    /**
     * Which publications.
     *
     * @param since first day of publication
     * @param until last day of publication
     * @param kind avis or alerte
     * @param vendors vendors of a system that the publication names or of a CVE that it cites, as a person writes them, of which
     *     any will do; empty means no condition
     */
    public record Filter(
            Optional<LocalDate> since, Optional<LocalDate> until, Optional<Bulletin.Kind> kind, List<String> vendors) {

        /** All publications. */
        public static final Filter ALL = new Filter(Optional.empty(), Optional.empty(), Optional.empty(), List.of());

        /** The same of one vendor. */
        Filter of(String vendor) {
            return new Filter(since, until, kind, List.of(vendor));
        }
    }

    static Publications read(ColumnScan scan, CveIndex cves) {
        Map<Long, int[]> cited = citations(scan, cves);
        Map<Long, Set<String>> vendors = new HashMap<>();
        scan.systems((id, vendorKey, productKey) ->
                vendors.computeIfAbsent(id, any -> new HashSet<>()).add(vendorKey));
        List<Publication> all = new ArrayList<>();
        scan.publications((id, ref, kind, title, published, revised) -> all.add(new Publication(
                new BulletinRef(ref),
                Bulletin.Kind.valueOf(kind.toUpperCase(java.util.Locale.ROOT)),
                title,
                LocalDate.parse(published),
                LocalDate.parse(revised),
                cited.getOrDefault(id, new int[0]),
                Set.copyOf(vendors.getOrDefault(id, Set.of())))));
        return new Publications(all, cves);
    }

    private static Map<Long, int[]> citations(ColumnScan scan, CveIndex cves) {
        Map<Long, int[]> cited = new LinkedHashMap<>();
        Map<Long, Integer> sizes = new HashMap<>();
        scan.citations((publication, cve) -> cves.row(cve).ifPresent(row -> {
            int size = sizes.merge(publication, 1, Integer::sum);
            int[] rows = cited.computeIfAbsent(publication, any -> new int[4]);
            if (size > rows.length) {
                rows = Arrays.copyOf(rows, size * 2);
                cited.put(publication, rows);
            }
            rows[size - 1] = row;
        }));
        cited.replaceAll((publication, rows) -> {
            int[] exact = Arrays.copyOf(rows, sizes.get(publication));
            Arrays.sort(exact);
            return exact;
        });
        return cited;
    }

    /** How many there are. */
    public int size() {
        return all.size();
    }

    /** A publication by its reference. */
    public Optional<Publication> find(BulletinRef ref) {
        return Optional.ofNullable(byRef.get(ref));
    }

    /** Publications, newest first. */
    public List<Publication> list(Filter filter) {
        Set<String> keys = keys(filter);
        BitSet concerned =
                filter.vendors().isEmpty() ? new BitSet() : cves.products().rows(filter.vendors(), List.of());
        return all.stream()
                .filter(p ->
                        filter.since().map(day -> !p.published().isBefore(day)).orElse(true))
                .filter(p ->
                        filter.until().map(day -> !p.published().isAfter(day)).orElse(true))
                .filter(p -> filter.kind().map(kind -> p.kind() == kind).orElse(true))
                .filter(p -> filter.vendors().isEmpty() || names(p, keys, concerned))
                .toList();
    }

    /** A name that names nothing, such as "n/a", has the empty key: it finds nothing. */
    private static Set<String> keys(Filter filter) {
        return filter.vendors().stream()
                .map(Names::vendor)
                .filter(key -> !key.isEmpty())
                .collect(Collectors.toSet());
    }

    private static boolean names(Publication publication, Set<String> keys, BitSet concerned) {
        return publication.vendorKeys().stream().anyMatch(keys::contains)
                || Arrays.stream(publication.cves()).anyMatch(concerned::get);
    }

    /** Publications that cite a CVE, newest first. */
    public Stream<Publication> citing(int row) {
        return all.stream().filter(p -> Arrays.binarySearch(p.cves(), row) >= 0);
    }

    /**
     * The CVEs that some publications cite. With vendors, those of each; with a vendor, a publication that names no system of it counts only for those of
     * its CVEs that concern the vendor: a publication about one product often cites CVEs of the hundred parts in it.
     */
    public BitSet cited(Filter filter) {
        if (filter.vendors().size() > 1) {
            BitSet any = new BitSet(cves.size());
            filter.vendors().forEach(vendor -> any.or(cited(filter.of(vendor))));
            return any;
        }
        Set<String> keys = keys(filter);
        BitSet rows = new BitSet(cves.size());
        BitSet others = new BitSet(cves.size());
        list(filter).forEach(p -> {
            boolean whole =
                    filter.vendors().isEmpty() || p.vendorKeys().stream().anyMatch(keys::contains);
            Arrays.stream(p.cves()).forEach(whole ? rows::set : others::set);
        });
        if (!others.isEmpty()) {
            others.and(cves.products().rows(filter.vendors(), List.of()));
            rows.or(others);
        }
        return rows;
    }
}
