package vigie.facts;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vigie.model.Affected;
import vigie.model.Container;
import vigie.model.VersionRange;
import vigie.model.VersionStatus;
import vigie.text.Names;

/**
 * A product that records name, and what each source says of its versions.
 *
 * @param vendor vendor as first written, may be empty
 * @param product product as first written, may be empty
 * @param status the strongest status that any source gives any version
 * @param statements what each source says; a source may say several things, each for a package or a platform
 */
public record AffectedProduct(String vendor, String product, VersionStatus status, List<Statement> statements) {

    /**
     * What one source says of a product.
     *
     * @param source the source as the table shows it, {@code cna:acme}
     * @param limits the package and the platforms that this is limited to, empty where it is not
     * @param defaultStatus status of the versions that are not listed, empty where not given
     * @param versions versions by their status, those affected first
     */
    public record Statement(String source, String limits, String defaultStatus, List<Versions> versions) {}

    /**
     * Versions of one status.
     *
     * @param status {@code affected}, {@code unaffected}, {@code unknown}, or what else the record says
     * @param ranges versions and ranges: {@code ≥ 10.2 < 10.2.9}; an empty text stands for all versions
     */
    public record Versions(String status, List<String> ranges) {}

    /** The products of all containers, in their order. */
    public static List<AffectedProduct> of(List<Container> containers, VersionWords words) {
        Map<List<String>, List<Affected>> products = new LinkedHashMap<>();
        // A placeholder is shown only where there is nothing else.
        boolean known = containers.stream().flatMap(c -> c.affected().stream()).anyMatch(AffectedProduct::named);
        for (Container container : containers) {
            for (Affected affected : container.affected()) {
                if (known && !named(affected)) {
                    continue;
                }
                products.computeIfAbsent(key(affected), any -> new ArrayList<>())
                        .add(affected);
            }
        }
        return products.values().stream()
                .map(entries -> product(entries, words))
                .toList();
    }

    /** Whether an entry names a vendor or a product: {@code n/a} names nothing. */
    static boolean named(Affected affected) {
        return !Names.vendor(affected.vendor()).isEmpty()
                || !Names.product(affected.product()).isEmpty();
    }

    /** Whether the product counts as affected. */
    public boolean mayBeAffected() {
        return status != VersionStatus.UNAFFECTED;
    }

    private static List<String> key(Affected affected) {
        String vendor = Names.vendor(affected.vendor());
        return List.of(vendor, Names.product(vendor, affected.product()));
    }

    private static AffectedProduct product(List<Affected> entries, VersionWords words) {
        Map<List<String>, List<Affected>> same = new LinkedHashMap<>();
        // Entries that differ in one of these do not speak of the same versions.
        entries.forEach(entry -> same.computeIfAbsent(
                        List.of(entry.origin().toString(), limits(entry), defaultStatus(entry)),
                        any -> new ArrayList<>())
                .add(entry));
        List<Statement> statements = new ArrayList<>();
        for (List<Affected> all : same.values()) {
            Affected first = all.get(0);
            statements.add(new Statement(
                    VersionWords.line(first.origin().toString()),
                    VersionWords.line(limits(first)),
                    VersionWords.line(defaultStatus(first)),
                    versions(all, words)));
        }
        return new AffectedProduct(
                VersionWords.line(entries.get(0).vendor()),
                VersionWords.line(entries.get(0).product()),
                entries.stream()
                        .map(Affected::status)
                        .min(Comparator.naturalOrder())
                        .orElseThrow(),
                List.copyOf(statements));
    }

    private static String limits(Affected entry) {
        return String.join("; ", entry.limits());
    }

    private static String defaultStatus(Affected entry) {
        return VersionStatus.read(entry.defaultStatus())
                .map(VersionStatus::toString)
                .orElse(entry.defaultStatus());
    }

    private static List<Versions> versions(List<Affected> entries, VersionWords words) {
        Map<String, Set<String>> statuses = new LinkedHashMap<>();
        for (Affected entry : entries) {
            for (VersionRange range : entry.versions()) {
                statuses.computeIfAbsent(name(range.status()), any -> new LinkedHashSet<>())
                        .add(words.range(range));
            }
        }
        List<Versions> versions = new ArrayList<>();
        statuses.forEach((status, ranges) -> versions.add(new Versions(status, List.copyOf(ranges))));
        versions.sort(Comparator.comparingInt(
                v -> VersionStatus.read(v.status()).map(VersionStatus::ordinal).orElse(VersionStatus.values().length)));
        return List.copyOf(versions);
    }

    private static String name(String status) {
        return status.isBlank()
                ? VersionStatus.UNKNOWN.toString()
                : VersionStatus.read(status).map(VersionStatus::toString).orElse(VersionWords.line(status));
    }
}
