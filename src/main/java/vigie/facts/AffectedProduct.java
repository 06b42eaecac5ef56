package vigie.facts;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import vigie.model.Affected;
import vigie.model.Container;
import vigie.model.VersionRange;
import vigie.text.Names;
import vigie.text.PlainText;
import vigie.text.Sheet;

/**
 * A product that records name, and what each source says of its versions.
 *
 * @param vendor vendor as first written, may be empty
 * @param product product as first written, may be empty
 * @param statements what each source says
 */
public record AffectedProduct(String vendor, String product, List<Statement> statements) {

    private static final List<String> ORDER = List.of("affected", "unknown", "unaffected");
    private static final Set<String> ANY = Set.of("", "*", "-", "0", "unspecified");
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");
    private static final int SHORT_COMMIT = 12;
    private static final int LONGEST = 200;

    /**
     * What one source says of a product.
     *
     * @param source the source as the table shows it, {@code cna:acme}
     * @param defaultStatus status of the versions that are not listed, empty where not given
     * @param versions versions by their status, those affected first
     */
    public record Statement(String source, String defaultStatus, List<Versions> versions) {}

    /**
     * Versions of one status.
     *
     * @param status {@code affected}, {@code unaffected}, {@code unknown}, or what else the record says
     * @param ranges versions and ranges: {@code ≥ 10.2, < 10.2.9}; an empty text stands for all versions
     */
    public record Versions(String status, List<String> ranges) {}

    private record Key(String vendor, String product) {}

    /** The products of all containers, in their order. */
    public static List<AffectedProduct> of(List<Container> containers) {
        Map<Key, List<Affected>> products = new LinkedHashMap<>();
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
        return products.values().stream().map(AffectedProduct::product).toList();
    }

    /** Whether an entry names a vendor or a product: {@code n/a} names nothing. */
    static boolean named(Affected affected) {
        return !Names.vendor(affected.vendor()).isEmpty()
                || !Names.product(affected.product()).isEmpty();
    }

    private static Key key(Affected affected) {
        return new Key(Names.vendor(affected.vendor()), Names.product(affected.product()));
    }

    private static AffectedProduct product(List<Affected> entries) {
        Map<String, List<Affected>> bySource = new LinkedHashMap<>();
        entries.forEach(entry -> bySource.computeIfAbsent(entry.origin().toString(), any -> new ArrayList<>())
                .add(entry));
        List<Statement> statements = new ArrayList<>();
        bySource.forEach((source, all) -> statements.add(statement(source, all)));
        return new AffectedProduct(
                line(entries.get(0).vendor()), line(entries.get(0).product()), List.copyOf(statements));
    }

    private static Statement statement(String source, List<Affected> entries) {
        Map<String, Set<String>> statuses = new LinkedHashMap<>();
        String usual = "";
        for (Affected entry : entries) {
            usual = usual.isEmpty() ? entry.defaultStatus() : usual;
            for (VersionRange range : entry.versions()) {
                statuses.computeIfAbsent(line(range.status()), any -> new LinkedHashSet<>())
                        .add(words(range));
            }
        }
        List<Versions> versions = new ArrayList<>();
        statuses.forEach((status, ranges) -> versions.add(new Versions(status, List.copyOf(ranges))));
        versions.sort(Comparator.comparingInt(v -> place(v.status())));
        return new Statement(line(source), line(usual), List.copyOf(versions));
    }

    private static int place(String status) {
        int place = ORDER.indexOf(status);
        return place < 0 ? ORDER.size() : place;
    }

    /** The range with its ends, empty for all versions. */
    static String words(VersionRange range) {
        String from = ANY.contains(range.version()) ? "" : version(range.version());
        Optional<String> end = range.lessThan()
                .filter(text -> !text.equals("*"))
                .map(text -> "< " + version(text))
                .or(() -> range.lessThanOrEqual()
                        .filter(text -> !text.equals("*"))
                        .map(text -> "≤ " + version(text)));
        boolean open = range.lessThan().isPresent() || range.lessThanOrEqual().isPresent();
        if (!open) {
            return range.version().equals("0") ? "0" : from;
        }
        String start = from.isEmpty() ? "" : "≥ " + from;
        return end.map(to -> start.isEmpty() ? to : start + ", " + to).orElse(start);
    }

    private static String version(String text) {
        return COMMIT.matcher(text).matches() ? text.substring(0, SHORT_COMMIT) + "…" : line(text);
    }

    private static String line(String text) {
        return Sheet.shorten(PlainText.line(text), LONGEST);
    }
}
